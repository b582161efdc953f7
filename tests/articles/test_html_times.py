from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.parsers.base import Defaults
from articles.parsers.html_linked_data import read_linked_story
from articles.parsers.html_meta import read_meta
from articles.parsers.html_scope import make_scope
from articles.parsers.html_times import judge_times, read_machine_date
from articles.parsers.html_tree import read_page

BERLIN = Defaults(time_zone="Europe/Berlin", date_order="DMY")


def times_of(markup: str, defaults: Defaults = BERLIN, texts=()):
    page = read_page(
        f"<body><h1>Headline</h1>{markup}<div id=r><p>x</p></div>".encode()
    )
    region = page.root.find(".//div[@id='r']")
    scope = make_scope(page, page.root.find(".//h1"), region, None)
    linked = read_linked_story(page.scripts, "", "")
    return judge_times(page, scope, read_meta(page.root), linked, texts, defaults)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024-03-05T22:40:00Z", "2024-03-05T22:40:00+00:00"),
        ("2024-03-05T22:40:00.123+0100", "2024-03-05T22:40:00+01:00"),
        ("20240305T224000+01:00", "2024-03-05T22:40:00+01:00"),
        ("2024-03-05 22:40:00 -05", "2024-03-05T22:40:00-05:00"),
        ("2024-03-05 22:40", "2024-03-05T22:40:00+01:00"),
        ("2024-03-05", "2024-03-05T12:00:00+01:00"),
        ("2024-03-05T00:00:00", "2024-03-05T12:00:00+01:00"),
        ("1709674800", "2024-03-05T21:40:00+00:00"),
        ("1709674800000", "2024-03-05T21:40:00+00:00"),
        ("Tue, 05 Mar 2024 22:40:00 GMT", "2024-03-05T22:40:00+00:00"),
        ("Tue, 05 Mar 2024 22:40:00 -0000", "2024-03-05T22:40:00+01:00"),
        ("5. März 2024, 22:40 Uhr", "2024-03-05T22:40:00+01:00"),
    ],
)
def test_read_machine_date__cases(value, iso):
    assert read_machine_date(value, BERLIN).at == datetime.fromisoformat(iso)


@pytest.mark.parametrize(
    "value",
    ["", "0000-00-00 00:00:00", "2014-57-30T01:12:25Z", "1900-01-01", "Tue, 99 Mar x",
     "2024-03-05T10:00:00+99:00", "0001-01-01T00:00:00+14:00",
     "Fri, 31 Dec 9999 23:59:59 -1200", "soon"],
)  # fmt: skip
def test_read_machine_date__none(value):
    assert read_machine_date(value, BERLIN).at is None


def test_judge_times__a_zone_wins_over_a_nearer_date():
    times = times_of(
        '<meta property="article:published_time" content="2024-03-05T21:40:00Z">'
        '<span class="date">5. März 2024</span>'
    )
    assert times.published.value == datetime(2024, 3, 5, 21, 40, tzinfo=UTC)
    assert times.published.confidence == 0.97
    assert times.has_zone


def test_judge_times__a_false_z_is_the_pages_clock():
    times = times_of(
        '<meta property="article:published_time" content="2024-07-05T12:55:00Z">'
        '<span class="date">05.07.2024 12:55</span>'
    )
    assert times.published.value.isoformat() == "2024-07-05T12:55:00+02:00"
    assert not times.has_zone


def test_judge_times__a_day_only():
    times = times_of('<span class="date">5 März 2024</span>')
    assert times.published.value.isoformat() == "2024-03-05T12:00:00+01:00"
    assert not times.has_time


def test_judge_times__an_update_is_later():
    times = times_of(
        '<time datetime="2024-03-05T10:00:00+01:00">x</time>'
        '<div class="updated"><time datetime="2024-03-06T10:00:00+01:00">6. März 2024, 10:00</time></div>'
    )
    assert times.published.value.day == 5
    assert times.modified.day == 6


def test_judge_times__only_an_update():
    times = times_of('<meta name="lastmod" content="2024-03-06T10:00:00Z">')
    assert times.published.value == times.modified
    assert times.published.confidence == 0.4


def test_judge_times__none():
    assert times_of("").published.confidence == 0


def test_judge_times__a_line_of_the_text():
    assert times_of("", texts=["5. März 2024"]).published.value.day == 5
