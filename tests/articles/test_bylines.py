"""Names in bylines, notes and biographies."""

from __future__ import annotations

import pytest

from articles.parsers.bylines import (
    biography_names,
    byline_names,
    is_names_only,
    is_person_name,
)
from articles.parsers.contributions import contribution_names, is_contribution_note
from tests.costs import cost


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Leigh Ann Caldwell", "Leigh Ann Caldwell"),
        ("by: Laurie Oakes", "Laurie Oakes"),
        ("By JANE DOE and JOHN SMITH", "Jane Doe|John Smith"),
        ("By Alejandro de la Garza", "Alejandro de la Garza"),
        ("By Jane Doe in Paris", "Jane Doe"),
        ("Written by Owen Marchetti", "Owen Marchetti"),
        ("Von Max Müller und Eva Schmidt, Berlin", "Max Müller|Eva Schmidt"),
        ("Par Sébastien Farcis", "Sébastien Farcis"),
        ("di Marta Zorzi", "Marta Zorzi"),
        ("Av Johan Niemi", "Johan Niemi"),
        ("Text: Anna Berg", "Anna Berg"),
        ("By: CNN Wire", "CNN Wire"),
        ("Ari Wasserman, Media Group By Ari Wasserman, Media Group Email the author on December 29, 2014", "Ari Wasserman"),
        ("Published May 3, 2019 by Jane Doe", "Jane Doe"),
        ("Paul Dexter, The Riverton Courier 7:14 p.m. EST January 21, 2015", "Paul Dexter"),
        ("By Maria LundTide fisheries correspondent", "Maria Lund"),
        ("By Maria Lund and Rui SolMay 6", "Maria Lund|Rui Sol"),
        ("By Maria LundandRui Sol", "Maria Lund|Rui Sol"),
        ("ByMaria LundSenior reporter", "Maria Lund"),
        ("By MARIA LUNDMay 6, 2019", "Maria Lund"),
        ("By MARIA LUND maria@tide.example", "Maria Lund"),
        ("By Maria LundThe Harbour Post", "Maria Lund"),
        ("By North Sea correspondent Maria Lund and wires", "Maria Lund"),
        ("By Maria Lund in Port Ann and Rui Sol", "Maria Lund|Rui Sol"),
        ("By Maria Lund Fisheries Correspondent", "Maria Lund"),
        ("By Sean McDonald and Anne-Marie MacArthur", "Sean McDonald|Anne-Marie MacArthur"),
        ("By LeeAnn Walters and Leslie VanDyke", "LeeAnn Walters|Leslie VanDyke"),
        ("Aus Skarvik berichtet Maria Lund", "Maria Lund"),
        ("Eine Analyse von Maria Lund", "Maria Lund"),
        ("Posted on May 6, 2019 by Maria Lund Leave a comment", "Maria Lund"),
        ("By ANN COE and BO REED Associated Press", "Ann Coe|Bo Reed"),
        ("By ANN O'HARA-COE", "Ann O'Hara-Coe"),
        ("Von unserer Korrespondentin Eva Kern", "Eva Kern"),
        ("dal nostro inviato Luca Neri", "Luca Neri"),
        ("Tekst: Mette Bech Foto: Per Holm", "Mette Bech"),
        ("By Ann Coe Photos by Bo Reed", "Ann Coe"),
        ("Teksti: Aino Salo", "Aino Salo"),
        ("Oprac. Jan Nowak", "Jan Nowak"),
        ("By Christmas Eve", ""),
        ("Text Me Back", ""),
        ("by far the best", ""),
        ("The novel by Jane Austen that nobody read", ""),
        ("On May 3, 2019 it rained", ""),
        ("From: Herald Sun", ""),
        ("By " + "Jane Doe, " * 60, ""),
    ],
)  # fmt: skip
def test_byline_names__table(line, names):
    assert "|".join(byline_names(line)) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("CNN’s Christine Romans and Emily Jane Fox contributed to this report", "Christine Romans|Emily Jane Fox"),
        ("Associated Press writer Joan Petrie in Boston contributed to this report.", "Joan Petrie"),
        ("Additional reporting by Jane Doe in Paris", "Jane Doe"),
        ("(Reporting by Jane Doe; Editing by John Roe)", "Jane Doe"),
        ("Reuters contributed to this report.", ""),
        ("They contributed to this", ""),
    ],
)  # fmt: skip
def test_contribution_names__table(line, names):
    assert is_contribution_note(line)
    assert "|".join(contribution_names(line)) == names


@pytest.mark.parametrize(
    "line", ["", "Jane Doe lives in Paris.", "Two men wrote it. " * 40]
)
def test_contribution_names__no_note(line):
    assert not is_contribution_note(line)
    assert contribution_names(line) == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Naomi Eberhardt is a staff writer and the author of two novels.", "Naomi Eberhardt"),
        ("LAURIE OAKES IS THE NINE NETWORK POLITICAL EDITOR", "Laurie Oakes"),
        ("Andrés Malamud es politólogo en Lisboa. Martín Schapiro es abogado", "Andrés Malamud|Martín Schapiro"),
        ("Für Donnerstag ist ein Gespräch geplant.", ""),
        ("The man is here.", ""),
        ("Jane Doe is " + "very " * 80, ""),
    ],
)  # fmt: skip
def test_biography_names__table(line, names):
    assert "|".join(biography_names(line)) == names


def test_is_person_name__table():
    assert is_person_name("Robin van der Berg")
    assert not is_person_name("Jane")
    assert not is_person_name("News Desk")
    assert not is_person_name("jane doe")
    assert not is_person_name("Getty Images")
    assert not is_person_name("Jane van")


def test_is_names_only__a_long_line_is_none_at_once():
    def cost_of(size: int) -> float:
        line = "Ana Reyes" + " " * size + "!"
        return cost(lambda: [is_names_only(line) for _ in range(20)])

    assert cost_of(16_000) < 8 * cost_of(2_000)
