from __future__ import annotations

import pytest
from django.contrib.messages import get_messages

from media.actions import change_photo
from media.models import Photo
from tests.factories import SYSTEM, make_photo, make_source, make_user
from tests.media.photo_desk import LIST

pytestmark = pytest.mark.django_db


def choose(client, photos):
    ids = [str(photo.pk) for photo in photos]
    return client.post(LIST, {"action": "set_for_many", "_selected_action": ids})


def set_for(client, photos, **facts):
    """Send the page that asks what to set, as it stands and with facts."""
    versions = {f"version-{photo.pk}": photo.version for photo in photos}
    ids = [str(photo.pk) for photo in photos]
    sent = {"action": "set_for_many", "_selected_action": ids, "_set": "", **versions}
    return client.post(LIST, {**sent, **facts})


def told(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_many__asks_and_sets_only_what_was_said(desk):
    photos = [make_photo(usage_terms="Once") for _ in range(3)]
    page = choose(desk, photos[:2])
    assert page.status_code == 200
    assert [photo for photo, _ in page.context["photos"]] == photos[1::-1]
    source = make_source()
    facts = {"credit": "Kari Ås/NTB", "provider": source.pk, "rights_category": "pool"}
    response = set_for(desk, photos[:2], **facts)
    assert response["Location"] == LIST
    assert told(response) == ["2 photos are changed."]
    for photo in photos[:2]:
        photo.refresh_from_db()
        assert (photo.credit, photo.provider) == ("Kari Ås/NTB", source)
        assert (photo.rights_category, photo.usage_terms) == ("pool", "Once")
        event = photo.events.first()
        assert event is not None
        assert set(event.changes) == {"credit", "provider", "rights_category"}
    photos[2].refresh_from_db()
    assert photos[2].version == 1


def test_many__a_photo_changed_meanwhile_is_left_and_named(desk):
    photos = [make_photo(title="a"), make_photo(title="b")]
    change_photo(photos[0], {"credit": "Theirs"}, by=SYSTEM)
    response = set_for(desk, photos, credit="Mine")
    assert told(response) == [
        "a: Somebody changed this photo since you opened it.",
        "1 photo is changed.",
    ]
    assert {one.title: one.credit for one in Photo.objects.all()} == {
        "a": "Theirs",
        "b": "Mine",
    }


@pytest.mark.parametrize(
    ("facts", "words"),
    [({}, "at least one fact"), ({"credit": "x" * 301}, "at most 300")],
)
def test_many__what_does_not_fit_is_asked_again(desk, facts, words):
    photo = make_photo()
    page = set_for(desk, [photo], **facts)
    assert words in page.content.decode()
    photo.refresh_from_db()
    assert photo.version == 1


def test_many__not_all_of_the_archive(desk, monkeypatch):
    monkeypatch.setattr("media.admin.changing_many.MOST_AT_ONCE", 1)
    assert told(choose(desk, [make_photo(), make_photo()])) == [
        "Choose at most 1 photos at once."
    ]


def test_many__only_for_those_who_change_photos(client):
    photo = make_photo()
    client.force_login(make_user("reporter", is_staff=True))
    assert "set_for_many" not in client.get(LIST).content.decode()
    set_for(client, [photo], credit="Mine")
    photo.refresh_from_db()
    assert photo.version == 1


def test_many__checkboxes_and_actions_stand_in_both_layouts(desk):
    photo = make_photo()
    for layout in ("", "?layout=table"):
        text = desk.get(f"{LIST}{layout}").content.decode()
        assert 'name="index"' in text
        assert f'name="_selected_action" value="{photo.pk}"' in text
