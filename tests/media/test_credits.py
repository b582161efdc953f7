"""Credits as agencies write them: a table of lines and what they say."""

from __future__ import annotations

import pytest

from media.credits import Credited, is_agency, is_credit, read_credit, split_caption
from tests.costs import cost

# line, caption that remains, credit line, creators, source, supplier
CASES = [
    ("A man walks. (AP Photo/Evan Vucci) Evan Vucci/AP", "A man walks.", "Evan Vucci/AP", "Evan Vucci", "AP", ""),
    ("(AP Photo/Evan Vucci)", "", "AP Photo/Evan Vucci", "Evan Vucci", "AP", ""),
    ("A man. (AP Photo/Jane Doe, File)", "A man.", "AP Photo/Jane Doe, File", "Jane Doe", "AP", ""),
    ("Evan Vucci/AP", "", "Evan Vucci/AP", "Evan Vucci", "AP", ""),
    ("A man. Photograph: X Smith/AFP/Getty Images", "A man.", "X Smith/AFP/Getty Images", "X Smith", "AFP", "Getty Images"),
    ("A man. John Smith via Getty Images", "A man.", "John Smith via Getty Images", "John Smith", "", "Getty Images"),
    ("NurPhoto via Getty Images", "", "NurPhoto via Getty Images", "", "NurPhoto", "Getty Images"),
    ("Near Lost Hills, California.David McNew—Getty Images", "Near Lost Hills, California.", "David McNew—Getty Images", "David McNew", "Getty Images", ""),
    ("Katmandou, le 30 avril. (Photo Prakash Mathema. AFP)", "Katmandou, le 30 avril.", "Prakash Mathema. AFP", "Prakash Mathema", "AFP", ""),
    ("Blick auf die Stadt. Foto: Max Müller/dpa", "Blick auf die Stadt.", "Max Müller/dpa", "Max Müller", "dpa", ""),
    ("Der Bürgermeister Foto: dpa", "Der Bürgermeister", "dpa", "", "dpa", ""),
    ("(Bild: dpa)", "", "dpa", "", "dpa", ""),
    ("Η αγορά το 1908 (φωτ. Eurokinissi)", "Η αγορά το 1908", "Eurokinissi", "", "Eurokinissi", ""),
    ("Η πλατεία. Φωτογραφία: ΑΠΕ-ΜΠΕ", "Η πλατεία.", "ΑΠΕ-ΜΠΕ", "", "ΑΠΕ-ΜΠΕ", ""),
    ("Widok na port (fot. Jan Nowak/PAP)", "Widok na port", "Jan Nowak/PAP", "Jan Nowak", "PAP", ""),
    ("Вид на порт. Фото: Иван Петров/ТАСС", "Вид на порт.", "Иван Петров/ТАСС", "Иван Петров", "ТАСС", ""),
    ("Polizeiauto (Symbolbild)", "Polizeiauto", "Symbolbild", "", "", ""),
    ("Bild: Lars Holm/TT", "", "Lars Holm/TT", "Lars Holm", "TT", ""),
    ("Foto: Ingen Navn / Ritzau Scanpix", "", "Ingen Navn / Ritzau Scanpix", "Ingen Navn", "Ritzau Scanpix", ""),
    ("A dog at the shelter. Courtesy of Jane Roe", "A dog at the shelter.", "Courtesy of Jane Roe", "Jane Roe", "", ""),
    ("Smoke rises. Handout via REUTERS", "Smoke rises.", "Handout via REUTERS", "", "", "Reuters"),
    ("Kevin C. Downs/for New York Daily News", "", "Kevin C. Downs/for New York Daily News", "Kevin C. Downs", "New York Daily News", ""),
    ("A street.Credit...Todd Heisler for The New York Times", "A street.", "Todd Heisler for The New York Times", "Todd Heisler", "The New York Times", ""),
    ("A street. Credit Tyler Hicks/The New York Times", "A street.", "Tyler Hicks/The New York Times", "Tyler Hicks", "The New York Times", ""),
    ("A pool. Herald file photo", "A pool.", "Herald file photo", "", "", ""),
    ("The law would change. Source: Supplied", "The law would change.", "Supplied", "", "", ""),
    ("Credit: Mary Major", "", "Mary Major", "Mary Major", "", ""),
    ("A bridge. Photo by Mary Major", "A bridge.", "Mary Major", "Mary Major", "", ""),
    ("Fans. (Photo by Mary Major/Getty Images)", "Fans.", "Mary Major/Getty Images", "Mary Major", "Getty Images", ""),
    ("Lula recebe a taça - Heinrich Aikawa/Instituto Lula", "Lula recebe a taça", "Heinrich Aikawa/Instituto Lula", "Heinrich Aikawa", "Instituto Lula", ""),
    ("Halibut. (Ellen M. Banner / The Seattle Times)", "Halibut.", "Ellen M. Banner / The Seattle Times", "Ellen M. Banner", "The Seattle Times", ""),
    ("Le ministre à Paris. © AFP", "Le ministre à Paris.", "AFP", "", "AFP", ""),
    ("Crédit photo : Jean Dupont", "", "Jean Dupont", "Jean Dupont", "", ""),
    ("Fotografía: EFE", "", "EFE", "", "EFE", ""),
    ("El rey en Madrid. EFE/Juan Pérez", "El rey en Madrid.", "EFE/Juan Pérez", "Juan Pérez", "EFE", ""),
    ("Il premier a Roma (ANSA)", "Il premier a Roma", "ANSA", "", "ANSA", ""),
    ("De zwaan op de rails - ANP", "De zwaan op de rails", "ANP", "", "ANP", ""),
    ("Image source, Getty Images", "", "Getty Images", "", "Getty Images", ""),
    ("Image copyright Reuters Image caption The president met his ministers", "The president met his ministers", "Reuters", "", "Reuters", ""),
    ("John Smith/AFP/Getty Images A man walks down the street.", "A man walks down the street.", "John Smith/AFP/Getty Images", "John Smith", "AFP", "Getty Images"),
    ("Foto: Ana Lima | A praia de Santos ao amanhecer", "A praia de Santos ao amanhecer", "Ana Lima", "Ana Lima", "", ""),
    ("Flames rise. JANE DOE/STAFF", "Flames rise.", "JANE DOE/STAFF", "JANE DOE", "", ""),
    ("Image credit : REUTERS/Andrew Harnik/File)", "", "REUTERS/Andrew Harnik/File", "Andrew Harnik", "Reuters", ""),
    ("A house. (Photo: Andrew Harnik, AP)", "A house.", "Andrew Harnik, AP", "Andrew Harnik", "AP", ""),
    ("A race. AP Jane Doe", "A race.", "AP Jane Doe", "Jane Doe", "AP", ""),
    ("FILE PHOTO: A man speaks in Ohio. REUTERS/Jane Doe", "FILE PHOTO: A man speaks in Ohio.", "REUTERS/Jane Doe", "Jane Doe", "Reuters", ""),
    ("A market. Photo / Jane Doe", "A market.", "Jane Doe", "Jane Doe", "", ""),
    ("Le reti sul molo (agf)", "Le reti sul molo", "agf", "", "AGF", ""),
    ("Blick auf den KaiBild: dpa", "Blick auf den Kai", "dpa", "", "dpa", ""),
    ("El muelle de noche. Ana Reyes (Reuters)", "El muelle de noche.", "Ana Reyes (Reuters)", "Ana Reyes", "Reuters", ""),
    ("Redes no cais - Ana Reis - 6.mai.2019/Reuters", "Redes no cais", "Ana Reis - 6.mai.2019/Reuters", "Ana Reis", "Reuters", ""),
    ("Nets dry. Ana Reyes areyes@pier.example", "Nets dry.", "Ana Reyes", "Ana Reyes", "", ""),
    ("A pier. (Photo: stock_world / Shutterstock.com)", "A pier.", "stock_world / Shutterstock.com", "", "Shutterstock", ""),
    ("漁師たち（共同）", "漁師たち", "共同", "", "共同", ""),
    ("그물을 손질하고 있다. 김철수 기자", "그물을 손질하고 있다.", "김철수 기자", "김철수 기자", "", ""),
]  # fmt: skip

NO_CREDIT = [
    "The ballasts were sold to two makers of cars (HMC, 7267.TO).",
    "",
    "Holtz hasn't forgotten.",
    "Compare the two letters here, courtesy of Ann Boll, senior clerk at the Quay Bank",
    "He met the men from the AP on Monday.",
    "The man from Reuters said so. The other did not.",
    "She sat at the table (left).",
    "© 2023 Washington Examiner",
    "New York",
    "NEW ORLEANS - Both analysts work on ESPN.",
    "Smith/Jones won the cup.",
    "He joined via video link from Rome.",
    "The shop sells coffee courtesy of the city of Rome.",
    "Photo Editor says no.",
    "The Credit Suisse bank said.",
    "Image Source said nothing to the papers about it at all.",
    "AA",
    "Tendências/Debates",
    "Fotos: das war gestern abend wieder einmal der schönste augenblick",
]


@pytest.mark.parametrize(
    ("line", "caption", "credit", "creators", "source", "supplier"), CASES
)
def test_split_caption__table(line, caption, credit, creators, source, supplier):
    read = split_caption(line)
    assert (read.caption_rest, read.credit_line) == (caption, credit)
    assert read.creators == ((creators,) if creators else ())
    assert (read.source, read.supplier) == (source, supplier)
    assert read.confidence >= 0.7
    assert read.raw


@pytest.mark.parametrize("line", NO_CREDIT)
def test_split_caption__nothing_is_taken_from_a_text_without_credit(line):
    assert split_caption(line) == Credited(caption_rest=line)
    assert not is_credit(line)


def test_split_caption__a_second_credit_fills_what_the_last_does_not_say():
    read = split_caption("A man walks. (Photo by Jane Doe) Getty Images")
    assert read.creators == ("Jane Doe",)
    assert read.source == "Getty Images"
    assert read.credit_line == "Getty Images"
    assert read.raw == "(Photo by Jane Doe) Getty Images"


def test_split_caption__two_photographers():
    assert split_caption("Fotos: Eva Kern und Max Ruf").creators == (
        "Eva Kern",
        "Max Ruf",
    )


@pytest.mark.parametrize(
    ("text", "credit", "creators", "source"),
    [
        ("", "", (), ""),
        ("Jane Doe", "Jane Doe", ("Jane Doe",), ""),
        ("Photo: Jane Doe/Reuters", "Jane Doe/Reuters", ("Jane Doe",), "Reuters"),
        ("somebody", "somebody", (), ""),
        ("Credit: Photo by Jane Doe", "Jane Doe", ("Jane Doe",), ""),
    ],
)
def test_read_credit__a_text_known_to_be_one(text, credit, creators, source):
    read = read_credit(text)
    assert (read.credit_line, read.creators, read.source) == (credit, creators, source)


def test_read_credit__is_surer_of_an_agency_than_of_a_name_than_of_neither():
    agency, name, neither = map(read_credit, ("AFP", "Jane Doe", "somebody"))
    assert agency.confidence > name.confidence > neither.confidence > 0


def test_is_credit__a_line_that_is_nothing_else():
    assert is_credit("Foto: Max Müller/dpa")
    assert not is_credit("Blick auf die Stadt. Foto: Max Müller/dpa")
    assert not is_credit("Foto: " + "x" * 200)


def test_is_agency__by_any_of_its_names():
    assert is_agency("Agence France-Presse")
    assert is_agency("AP Photo")
    assert not is_agency("Jane Doe")


@pytest.mark.parametrize("piece", ["A/", "(", ". ", "Photo: ", "Abc ", "| ", "©"])
def test_split_caption__twice_what_repeats_costs_about_twice(piece):
    once, twice = (
        cost(lambda n=n: split_caption.__wrapped__(piece * n)) for n in (2000, 4000)
    )
    assert twice < 3.2 * once
