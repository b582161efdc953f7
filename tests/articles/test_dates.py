"""Dates as pages write them: a table of lines and moments."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.parsers.base import Defaults
from articles.parsers.dates import DateRead, has_date, read_date, read_dates

# text, moment in ISO, has_time, has_zone
CASES = [
    ("November 2, 2023 3:53 PM EDT", "2023-11-02T15:53-04:00", True, True),
    ("Mon 3:53 PM ET, November 2, 2023", "2023-11-02T15:53-04:00", True, True),
    ("AFP 30 avril 2015 à 07:19 (Mis à jour : 30 avril 2015 à 07:38)", "2015-04-30T07:19+00:00", True, False),
    ("Posted at 2013-12-30T14:42:01-0700", "2013-12-30T14:42:01-07:00", True, True),
    ("2013-12-30 16:42:01-05", "2013-12-30T16:42:01-05:00", True, True),
    ("2019-05-05T10:00:00Z", "2019-05-05T10:00+00:00", True, True),
    ("March 13, 2015 9:00PM", "2015-03-13T21:00+00:00", True, False),
    ("3:02 PM, December 29, 2014", "2014-12-29T15:02+00:00", True, False),
    ("May 5, 2019 at 12 a.m.", "2019-05-05T00:00+00:00", True, False),
    ("3. Februar 2021, 15:02 Uhr", "2021-02-03T15:02+00:00", True, False),
    ("Stand: 03.02.2021, 15.02 Uhr", "2021-02-03T15:02+00:00", True, False),
    ("03.02.2021 um 9 Uhr", "2021-02-03T09:00+00:00", True, False),
    ("3 de março de 2020 às 14h35", "2020-03-03T14:35+00:00", True, False),
    ("21.dez.2018 às 12h55", "2018-12-21T12:55+00:00", True, False),
    ("1er janvier 2020 à 7 h", "2020-01-01T07:00+00:00", True, False),
    ("den 4 maj 2018 kl. 12.33", "2018-05-04T12:33+00:00", True, False),
    ("Thu 8 Jan 2015 07.00 GMT", "2015-01-08T07:00+00:00", True, True),
    ("2016年3月4日 15:00", "2016-03-04T15:00+00:00", True, False),
    ("4 May 2018, 12:33 (GMT+0400)", "2018-05-04T12:33+04:00", True, True),
    ("4 May 2018 12:33 UTC-5", "2018-05-04T12:33-05:00", True, True),
    ("الأحد، 04 آب/اغسطس 2013، 02:21 (GMT+0400)", "2013-08-04T02:21+04:00", True, True),
    ("4 نيسان 2013", "2013-04-04T12:00+00:00", False, False),
    ("28 sept. 2019", "2019-09-28T12:00+00:00", False, False),
    ("May 3rd, 2019", "2019-05-03T12:00+00:00", False, False),
    ("12/31/2014", "2014-12-31T12:00+00:00", False, False),
    ("31/12/14", "2014-12-31T12:00+00:00", False, False),
    ("1/2/99", "1999-01-02T12:00+00:00", False, False),
    ("2024년 5월 3일 오후 2:30", "2024-05-03T14:30+00:00", True, False),
    ("입력 2024.05.03. 오전 2:30", "2024-05-03T02:30+00:00", True, False),
    ("2024年5月3日 下午2:30", "2024-05-03T14:30+00:00", True, False),
    ("3 Mei 2024 10:30 WIB", "2024-05-03T10:30+07:00", True, True),
    ("3 ส.ค. 2020", "2020-08-03T12:00+00:00", False, False),
]  # fmt: skip

NO_DATE = [
    "",
    "In 2015 he said so",
    "vor 2 Stunden",
    "99/99/2015",
    "31 February 2015",
    "12 people in 2020",
    "Room 2015",
]


@pytest.mark.parametrize(("text", "moment", "has_time", "has_zone"), CASES)
def test_read_date__table(text, moment, has_time, has_zone):
    read = read_date(text, Defaults())
    assert read.at == datetime.fromisoformat(moment)
    assert (read.has_time, read.has_zone) == (has_time, has_zone)


@pytest.mark.parametrize("text", NO_DATE)
def test_read_date__none(text):
    assert read_date(text, Defaults()) == DateRead()
    assert not has_date(text)


def test_read_date__without_zone_is_the_sources_zone():
    read = read_date("May 5, 2019 10:00 AM", Defaults(time_zone="Europe/Paris"))
    assert read.at == datetime(2019, 5, 5, 8, 0, tzinfo=UTC)


def test_read_date__order_of_numbers_is_the_sources():
    assert read_date("11/10/2026", Defaults(date_order="MDY")).at.month == 11
    assert read_date("11/10/2026", Defaults(date_order="DMY")).at.month == 10
    assert read_date("11.10.2026", Defaults(date_order="MDY")).at.month == 10


def test_read_date__update_alone_is_read():
    assert read_date("Updated May 5, 2019", Defaults()).at.day == 5


def test_read_date__a_language_without_table_may_give_a_time():
    assert read_date("3 ส.ค. 2020 15:30", Defaults()).has_time


def test_read_dates__publication_and_update_apart():
    text = "December 29, 2014 at 3:02 PM, updated December 30, 2014 at 4:16 PM"
    dates = read_dates(text, Defaults())
    assert dates.published.at == datetime(2014, 12, 29, 15, 2, tzinfo=UTC)
    assert dates.updated.at == datetime(2014, 12, 30, 16, 16, tzinfo=UTC)
    assert [text[a:b] for a, b in dates.spans] == [
        "December 29, 2014 at 3:02 PM",
        "December 30, 2014 at 4:16 PM",
    ]


def test_read_dates__the_first_of_two_publications_and_updates_counts():
    text = "May 1, 2019 May 2, 2019 updated May 3, 2019 updated May 4, 2019"
    dates = read_dates(text, Defaults())
    assert (dates.published.at.day, dates.updated.at.day) == (1, 3)


def test_has_date__within_a_line():
    assert has_date("By Jane Doe on May 5, 2019")
