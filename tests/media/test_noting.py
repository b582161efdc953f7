from __future__ import annotations

import pytest
from django.db.models import ProtectedError

from media.actions.noting import keep_notice, keep_source, remove_notice
from media.errors import PhotoNotAllowed, SlugFixed
from media.models import CopyrightNotice, FactChange, Source
from tests.factories import SYSTEM, make_actor, make_notice, make_source, make_user
from tests.forms import read_form

pytestmark = pytest.mark.django_db


def words() -> list[tuple[str, str, str, bool]]:
    rows = FactChange.objects.values_list("kind", "key", "cause", "is_rights")
    return list(rows)


def test_keep_source__leaves_word_of_what_readers_see():
    source = make_source()
    source.name, source.copyright, source.language = "New", make_notice(), "de"
    keep_source(source, by=SYSTEM)
    assert words() == [("source", str(source.pk), "source: name, copyright", True)]
    source.url = "https://new.example"
    keep_source(source, by=SYSTEM)
    assert words()[1] == ("source", str(source.pk), "source: url", False)


def test_keep_source__its_slug_is_fixed():
    source = make_source(slug="ap")
    source.slug, source.name = "ap2", "New"
    with pytest.raises(SlugFixed, match="make a new source"):
        keep_source(source, by=SYSTEM)
    assert Source.objects.get().slug == "ap"
    assert words() == []


def test_keep_notice__leaves_word_of_its_text_and_of_the_sites_choice():
    notice = make_notice(holder="Old")
    notice.holder, notice.name = "New", "Renamed"
    keep_notice(notice, by=SYSTEM)
    said = ("notice", str(notice.pk), "copyright notice: holder", True)
    site = ("site_notice", "", "copyright notice: of the site", True)
    assert words() == [said]
    notice.is_site_default = True
    keep_notice(notice, by=SYSTEM)
    assert words() == [said, site]
    remove_notice(notice, by=SYSTEM)
    assert words() == [said, site, site]


def test_remove_notice__that_became_the_default_since_it_was_read():
    notice = make_notice()
    CopyrightNotice.objects.update(is_site_default=True)
    remove_notice(notice, by=SYSTEM)
    assert [kind for kind, *_ in words()] == ["site_notice"]


def test_remove_notice__that_a_source_prints_is_refused():
    notice = make_notice(is_site_default=True)
    make_source(copyright=notice)
    with pytest.raises(ProtectedError):
        remove_notice(notice, by=SYSTEM)
    assert words() == []


@pytest.mark.parametrize("role", ["", "reporter", "photo", "editor"])
def test_noting__is_the_publishers(role):
    by, source, notice = make_actor(role), make_source(), make_notice()
    for write in (
        lambda: keep_source(source, by=by),
        lambda: keep_source(Source(name="N", slug="n"), by=by),
        lambda: keep_notice(notice, by=by),
        lambda: keep_notice(CopyrightNotice(name="N", holder="H"), by=by),
        lambda: remove_notice(notice, by=make_actor("publisher")),
    ):
        with pytest.raises(PhotoNotAllowed):
            write()


def test_admin__saves_by_the_actions(client):
    client.force_login(make_user("publisher", is_staff=True))
    source, notice = make_source(slug="ap"), make_notice()
    for row, column in ((source, "name"), (notice, "holder")):
        address = f"/admin/media/{row._meta.model_name}/{row.pk}/change/"
        form = read_form(client.get(address), f"{row._meta.model_name}_form")
        client.post(address, {**form, column: "New", "slug": "other"})
    assert [word[:2] for word in words()] == [
        ("source", str(source.pk)),
        ("notice", str(notice.pk)),
    ]
    assert Source.objects.get().slug == "ap"
