"""What single lines say: one table per question."""

from __future__ import annotations

import pytest

from articles.parsers.lines import (
    copyright_of,
    dateline_of,
    ends_sentence,
    is_all_capitals,
    is_call_to_action,
    is_comments_heading,
    is_date_line,
    is_embed_stub,
    is_furniture,
    is_promo,
    is_related_heading,
    promo_title,
    recase_title,
)

PROSE = "The council said on Monday that it would pay for the bridge."


def check(question, yes, no):
    assert [line for line in yes if not question(line)] == []
    assert [line for line in no if question(line)] == []


def test_is_related_heading__table():
    check(
        is_related_heading,
        [
            "Related Content", "Related Stories", "RELATED", "More Must-Reads From TIME", "Top Picks",
            "more stories", "Other Opinion Columns", "Most Popular Stories", "You may also like",
            "More on this story", "Read next", "Sur le même sujet", "A lire aussi", "Les plus lus",
            "Das könnte Sie auch interessieren", "Mehr zum Thema", "Meistgelesen", "Lo más leído",
            "Noticias relacionadas", "Te recomendamos", "Leia também", "Veja também", "Leggi anche",
            "I più letti", "Lees ook", "Meer nieuws", "Läs också", "Mest läst", "Seneste nyt", "Les også",
            "Next in Business News", "Suggested reads", "Stories from the Harbour", "More Island news", "Seguí leyendo",
        ],
        ["", PROSE, "Next on the list", "More", "Related deaths rose by a third last year, the ministry said.", "Illinois and drones", "x" * 90],
    )  # fmt: skip


def test_is_comments_heading__table():
    check(
        is_comments_heading,
        ["Comments", "12 Comments", "View comments", "Leave a reply", "Kommentare (3)", "Commentaires", "Comentarios", "Reacties"],
        ["", "No comment from the mayor", PROSE],
    )  # fmt: skip


def test_is_furniture__table():
    check(
        is_furniture,
        [
            "", ".", "›", "← Previous Next →", "Print", "Share this article", "Facebook :Facebook", "Twitter",
            "Imprimer cet articleImprimer", "2 hours ago", "vor 3 Stunden", "il y a 2 heures", "Skip to main content",
            "View/Post Comments", "Read more", "Continue reading the main story", "Lesezeit: 3 Minuten", "___",
            "Sign in", "Impressum", "Mentions légales", "Accueil", "Suscríbete", "Deel dit artikel", "Logga in",
            "Die Kommentare geben die Meinung der Leser wieder. " * 9,
        ],
        [PROSE, "Illinois and drones", "Gran, 81, fights off raiders with frying pan", "Facebook faces new fine over data of children"],
    )  # fmt: skip


def test_is_call_to_action__table():
    check(
        is_call_to_action,
        [
            "CLICK HERE TO READ MORE FROM THE WASHINGTON EXAMINER",
            "Want Weekly Recs on What to Watch, Read, and More? Sign Up for Worth Your Time",
            "Sign up for our newsletter", "Click here to manage all Newsletters",
            "Get our best stories in your inbox every Sunday. Sign up for our newsletter.",
            "We use cookies to improve your experience.", "Jetzt abonnieren und weiterlesen",
            "Abonnez-vous à notre newsletter", "Suscríbete a nuestro boletín", "Iscriviti alla newsletter",
            "Assine o jornal", "Meld je aan voor de nieuwsbrief", "Följ oss på Facebook",
            "The best of the week, straight to your inbox",
        ],
        [
            PROSE, "“Click here,” the message said, and she did.",
            "The fund signs up to a pact on minerals.", "Sign up " + "x" * 400,
        ],
    )  # fmt: skip


def test_is_embed_stub__table():
    check(
        is_embed_stub,
        ["Video Embed", "Embedded content", "Externer Inhalt", "View this post on Instagram", "Media playback is not supported on this device"],
        ["", PROSE, "Video shows the moment the bridge fell"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Read more: Inside a Startup's Risky Attempt", "Inside a Startup's Risky Attempt"),
        ("RELATED: A thing happened here", "A thing happened here"),
        ("Lesen Sie auch: Der große Test", "Der große Test"),
        ("Lire aussi : A Bréhat, la guerre des vélos", "A Bréhat, la guerre des vélos"),
        ("[Read: what the treaty says in full]", "Read: what the treaty says in full"),
        ("MAN BITES DOG IN CITY PARK", "MAN BITES DOG IN CITY PARK"),
        ("More: two of the men were hurt, and the third had to be taken to a hospital in the next town.", ""),
        ("Read more: " + "x" * 300, ""),
        ("THE END IS NEAR FOR US.", ""),
        (PROSE, ""),
    ],
)  # fmt: skip
def test_promo_title__table(line, title):
    assert promo_title(line) == title
    assert is_promo(line) is bool(title)


@pytest.mark.parametrize(
    ("title", "recased"),
    [
        ("SON PLEADS ‘NOT GUILTY’ AFTER JUDGE BLOWS UP PLEA", "Son Pleads ‘Not Guilty’ After Judge Blows Up Plea"),
        ("FBI AND NHS IN THE DOCK: A STORY OF 2 TWENTY-ODD MEN", "FBI and NHS in the Dock: A Story of 2 Twenty-Odd Men"),
        ("O’BRIEN VS. THE U.S. SENATE", "O’Brien vs. the U.S. Senate"),
        ("A small title", "A small title"),
        ("— WHO WON THE CUP —", "— Who Won the Cup —"),
    ],
)  # fmt: skip
def test_recase_title__table(title, recased):
    assert recase_title(title) == recased


def test_is_all_capitals__two_words_and_eight_letters():
    assert is_all_capitals("MAN BITES DOG")
    assert not is_all_capitals("WASHINGTON")
    assert not is_all_capitals("A B C")


def test_ends_sentence__behind_quotes_and_brackets():
    check(ends_sentence, [PROSE, "“Yes.”", "(No!)", "それは。"], ["Title", "", "Of:"])


def test_is_date_line__little_else():
    check(
        is_date_line,
        ["November 2, 2023 3:53 PM EDT", "Posted at 2013-12-30T14:42:01-0700", "AFP 30 avril 2015 à 07:19 (Mis à jour : 30 avril 2015 à 07:38)"],
        [PROSE, "Hansen first warned the Senate on May 3, 2001 of what would come", "May 3, 2001 " + "x" * 160],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("WASHINGTON (CNN) — Not everyone", "WASHINGTON (CNN)"),
        ("NEW ORLEANS - Both analysts", "NEW ORLEANS"),
        ("SEOUL, South Korea — The", "SEOUL, South Korea"),
        ("Berlin (dpa) - Der Streik", "Berlin (dpa)"),
        ("BERLIN, March 3 (Reuters) - The", "BERLIN, March 3 (Reuters)"),
        ("Federal: Health care", ""),
        ("He (the older one) - not her", ""),
        ("Plain text without", ""),
        ("Pinguin Paul - der Ausreißer", ""),
    ],
)
def test_dateline_of__table(line, dateline):
    assert dateline_of(line) == dateline


@pytest.mark.parametrize(
    ("line", "holder", "year"),
    [
        ("© 2023 Washington Examiner", "Washington Examiner", 2023),
        ("The-CNN-Wire ™ & © 2013 Cable News Network, Inc., a Time Warner Company. All rights reserved.", "Cable News Network, Inc., a Time Warner Company", 2013),
        ("Copyright © 2019 The Associated Press. All rights reserved.", "The Associated Press", 2019),
        ("(c) 2015 Foo Bar, LLC", "Foo Bar, LLC", 2015),
        ("Copyright 2015-2018 by the Ledger", "Ledger", 2018),
        ("All rights reserved.", "", None),
        ("© Riproduzione riservata", "", None),
    ],
)  # fmt: skip
def test_copyright_of__table(line, holder, year):
    said = copyright_of(line)
    assert said is not None
    assert said.notice == line
    assert said.holder == holder
    assert said.year == year or (said.year == 2015 and year == 2018)


@pytest.mark.parametrize(
    "line",
    [
        "",
        PROSE,
        "© Reuters",
        "Copyright law was changed by the senate",
        "© 2020 " + "x" * 600,
    ],
)
def test_copyright_of__none(line):
    assert copyright_of(line) is None
