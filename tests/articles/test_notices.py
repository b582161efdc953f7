from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.exporting import live_document
from articles.story import Copyright, SectionRef
from articles.workflow import Status
from tests.factories import make_article, make_notice, make_section, make_source

pytestmark = pytest.mark.django_db


def published(**story):
    article = make_article(Status.PUBLISHED, **story)
    return article, live_document(article)


@pytest.mark.parametrize(
    ("own", "on", "expected"),
    [
        (Copyright("Own", 2019), "source section site", ("Own", 2019, "© 2019 Own")),
        (Copyright("Own"), "site", ("Own", 2022, "© 2022 Own")),
        (Copyright("Own", notice="All ours"), "site", ("Own", None, "All ours")),
        (Copyright(), "source section site", ("source", 2022, "© 2022 source")),
        (Copyright(), "section site", ("section", 2022, "© 2022 section")),
        (Copyright(), "site", ("site", 2022, "© 2022 site")),
        (Copyright(), "", ("Newsroom", 2022, "© 2022 Newsroom")),
    ],
)
def test_copyright__article_source_section_site(own, on, expected):
    def notice(place, **more):
        return make_notice(holder=place, **more) if place in on.split() else None

    make_section(slug="rights", copyright=notice("section"))
    source = make_source(copyright=notice("source"))
    notice("site", is_site_default=True)
    _, document = published(
        source=source,
        copyright=own,
        section=SectionRef("", "rights"),
        published_at=datetime(2022, 5, 5, tzinfo=UTC),
    )
    found = document["copyright"]
    assert (found["holder"], found["year"], found["notice"]) == expected


def test_copyright__terms_of_the_story_hold_with_the_owner_of_the_site():
    make_notice(holder="S", is_site_default=True, usage_terms="site", year_rule="none")
    _, document = published(copyright=Copyright(usage_terms="mine"))
    found = document["copyright"]
    assert (found["holder"], found["notice"]) == ("S", "© S")
    assert (found["usage_terms"], found["license_url"]) == ("mine", "")


def test_copyright__machine_use_of_the_site(settings):
    settings.MACHINE_USE = {"train": "denied", "search": "allowed"}
    _, document = published()
    assert document["copyright"]["machine_use"] == {
        "train": "denied", "input": "unset", "index": "unset", "search": "allowed"
    }  # fmt: skip
