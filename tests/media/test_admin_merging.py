from __future__ import annotations

import threading

import pytest
from django.db import connection

from media.actions import change_photo
from media.rights import PLUS
from tests.factories import SYSTEM, make_source
from tests.media.photo_desk import crop, form_of, sent
from tests.media.pictures import AGENCY

pytestmark = pytest.mark.django_db
SQUARE, OTHER_SQUARE = [0.2, 0.1, 0.4, 0.6], [0.3, 0.1, 0.4, 0.6]


def values_of(page) -> dict:
    form = page.context["adminform"].form
    return {name: form[name].value() for name in form.fields}


def errors_of(page) -> dict[str, list[str]]:
    return dict(page.context["adminform"].form.errors)


def test_merging__both_changed_one_field_and_nothing_is_lost(desk, photo):
    mine = sent(photo, credit="Mine")
    change_photo(photo, {"credit": "Theirs"}, by=SYSTEM)
    page = desk.post(form_of(photo), mine)
    assert page.status_code == 200
    assert errors_of(page)["credit"] == ["Saved meanwhile: Theirs"]
    (told,) = errors_of(page)["__all__"]
    assert told.startswith("tests saved this photo since you opened it.")
    assert "Changed by both of you: credit line." in told
    assert values_of(page)["credit"] == "Mine"
    assert 'data-value="Theirs"' in page.content.decode()
    photo.refresh_from_db()
    assert photo.credit == "Theirs"
    again = desk.post(form_of(photo), {**mine, "base_version": "2"})
    assert again.status_code == 302
    photo.refresh_from_db()
    assert photo.credit == "Mine"


def test_merging__what_only_they_changed_is_theirs(desk, photo):
    provider = make_source()
    facts = {"caption": "New", "keywords": ["a", "b"], "date_created": None,
             "provider": provider, "data_mining": f"{PLUS}DMI-ALLOWED"}  # fmt: skip
    mine = sent(photo, credit="Mine")
    change_photo(photo, facts, by=SYSTEM)
    page = desk.post(form_of(photo), mine)
    assert set(errors_of(page)) == {"__all__"}
    assert "Changed by both" not in errors_of(page)["__all__"][0]
    values = values_of(page)
    assert (values["caption"], values["credit"]) == ("New", "Mine")
    now = {name: "" if value is None else value for name, value in values.items()}
    assert desk.post(form_of(photo), now).status_code == 302
    photo.refresh_from_db()
    assert photo.credit == "Mine"
    for name, value in facts.items():
        assert getattr(photo, name) == value


def test_merging__the_same_change_twice_is_no_conflict(desk, photo):
    mine = sent(photo, credit="Same", alt="Mine")
    change_photo(photo, {"credit": "Same"}, by=SYSTEM)
    page = desk.post(form_of(photo), mine)
    assert set(errors_of(page)) == {"__all__"}
    assert "Changed by both" not in errors_of(page)["__all__"][0]


def test_merging__crops_one_by_one(desk, photo):
    photo = change_photo(photo, {"crops": {"1x1": SQUARE}}, by=SYSTEM)
    mine = sent(photo, **crop("4x3", 0.1, 0.1, 0.6))
    change_photo(photo, {"crops": {"1x1": OTHER_SQUARE}}, by=SYSTEM)
    page = desk.post(form_of(photo), mine)
    assert set(errors_of(page)) == {"__all__"}
    now = values_of(page)
    assert (now["crop_1x1_left"], now["crop_4x3_left"]) == ("0.3", "0.1")


def test_merging__a_crop_both_changed(desk, photo):
    mine = sent(photo, **crop("1x1", 0.2, 0.1, 0.4))
    change_photo(photo, {"crops": {"1x1": OTHER_SQUARE}}, by=SYSTEM)
    page = desk.post(form_of(photo), mine)
    errors = errors_of(page)
    assert errors["crop_1x1_left"] == ["Saved meanwhile: 0.3, 0.1, 0.4"]
    assert values_of(page)["crop_1x1_left"] == "0.2"


@pytest.mark.parametrize("version", ["0", "9"])
def test_merging__from_a_version_that_never_was(desk, photo, version):
    page = desk.post(form_of(photo), sent(photo, credit="x", base_version=version))
    assert page.status_code == 200
    assert values_of(page)["credit"] == "x"
    photo.refresh_from_db()
    assert photo.credit == AGENCY.credit


@pytest.mark.django_db(transaction=True)
def test_merging__saved_between_check_and_write(desk, photo, monkeypatch):
    def save_theirs():
        change_photo(photo, {"credit": "Theirs"}, by=SYSTEM)
        connection.close()

    def late(one, changes, *, by, base_version):
        other = threading.Thread(target=save_theirs)
        other.start()
        other.join()
        return change_photo(one, changes, by=by, base_version=base_version)

    monkeypatch.setattr("media.admin.photo.change_photo", late)
    page = desk.post(form_of(photo), sent(photo, credit="Mine"))
    assert errors_of(page)["credit"] == ["Saved meanwhile: Theirs"]
    assert values_of(page)["credit"] == "Mine"
    photo.refresh_from_db()
    assert photo.credit == "Theirs"
