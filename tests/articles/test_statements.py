"""Statements that go out together, and rows that come back as models."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.actions.correcting import correct
from articles.models import Article, Correction, PhotoUse, Section, Topic
from articles.statements import Reading, Statement, insert, send
from articles.story import Copyright, Credit, SectionRef, TopicRef
from articles.workflow import Status
from media.models import CopyrightNotice, Photo, Source
from tests.factories import (
    SYSTEM,
    make_article,
    make_notice,
    make_photo_with_file,
    make_section,
    make_source,
    placed,
)

pytestmark = pytest.mark.django_db
MODELS: list[Any] = [
    Article, CopyrightNotice, Correction, Photo, PhotoUse, Section, Source, Topic,
]  # fmt: skip


def rename(old: str, new: str) -> Statement:
    sql = "UPDATE articles_section SET name = %(new)s WHERE name = %(old)s"
    return Statement(sql, {"old": old, "new": new})


def test_send__in_one_trip_and_their_order_each_with_its_own_values():
    section = make_section(name="One 100%")
    with CaptureQueriesContext(connection) as trips:
        send(
            rename("One 100%", "Two"),
            rename("Two", "Three 'quoted'; %(new)s"),
            insert(Section(slug="four", name="Four")),
        )
    section.refresh_from_db()
    assert (section.name, len(trips)) == ("Three 'quoted'; %(new)s", 1)
    assert Section.objects.get(slug="four").name == "Four"


def test_send__all_or_nothing():
    section = make_section(name="One")
    with pytest.raises(IntegrityError), transaction.atomic():
        send(rename("One", "Two"), insert(Section(slug="Not plain", name="x")))
    section.refresh_from_db()
    assert section.name == "One"


def test_rows__are_what_the_models_read_themselves():
    make_notice(is_site_default=True)
    article = make_article(
        Status.PUBLISHED,
        headline="“Ü” \\ \n ☃",
        headlines={"web": "Web"},
        section=SectionRef("Sea", make_section().slug),
        source=make_source(copyright=make_notice()),
        contributors=(Credit("Ana"),),
        topics=(TopicRef("Harbour"),),
        keywords=("a", "b"),
        copyright=Copyright("Holder", 2020),
        lead_photo=placed(make_photo_with_file(), caption="Here"),
        urgency=3,
    )
    correct(article, kind="correction", text="Wrong.", by=SYSTEM)
    reading = Reading(dict.fromkeys(MODELS, "%(any)s"))
    with CaptureQueriesContext(connection) as trips:
        found = reading.rows({"any": True})
    assert len(trips) == 1
    for model in MODELS:
        rows = list(model.objects.all())
        assert rows, model
        assert by_key(found[model]) == by_key(rows)
    assert reading.rows({"any": False}) == {model: [] for model in MODELS}


def by_key(rows: list[Any]) -> dict[Any, dict[str, Any]]:
    """Give every column of the rows, as the model holds it."""
    names = [field.attname for field in rows[0]._meta.concrete_fields]
    return {row.pk: {name: getattr(row, name) for name in names} for row in rows}
