from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from media.actions import attach_file, describe_photo
from media.actions.owning import with_notice
from media.facts import PhotoDescription
from media.rendering import public_metadata
from tests.factories import make_notice, make_source
from tests.media.pictures import agency_jpeg, draw, encode
from tests.media.taking import SYSTEM, take

pytestmark = pytest.mark.django_db
TAKEN = datetime(2019, 5, 6, 12, tzinfo=UTC)


@pytest.fixture
def deliverer():
    """Give who delivers: a gazette with a notice, beside two agencies with theirs."""
    for slug, name in (("afp", "AFP"), ("getty-images", "Getty Images")):
        make_source(slug=slug, name=name, copyright=make_notice(holder=name))
    make_source(slug="reuters", name="Reuters")
    own = make_notice(holder="Harbour Gazette")
    return make_source(slug="gazette", name="Harbour Gazette", copyright=own)


@pytest.mark.parametrize(
    ("facts", "holder"),
    [
        ({"credit": "Ana Lima/AFP"}, "AFP"),
        ({"credit": "Ana Lima/AFP/Getty Images"}, "Getty Images"),
        ({"credit": "Ana Lima", "source": "AFP"}, "AFP"),
        ({"credit": "Ana Lima/Harbour Gazette"}, "Harbour Gazette"),
        ({"credit": "Ana Lima"}, "Harbour Gazette"),
        ({}, "Harbour Gazette"),
        # Somebody else's, whose notice nobody has told: not the deliverer's.
        ({"credit": "Ana Lima/Reuters"}, None),
        ({"credit": "Ana Lima/dpa"}, None),
        ({"credit": "Ana Lima/AFP", "copyright_holder": "Ana Lima"}, "Ana Lima"),
    ],
)
def test_with_notice__asks_whom_the_credit_names(deliverer, facts, holder):
    assert with_notice(facts, deliverer).get("copyright_holder") == holder


def test_with_notice__names_the_year_the_picture_was_taken(deliverer):
    this_year = timezone.localdate().year
    taken = with_notice({"date_created": TAKEN}, deliverer)
    assert taken["copyright_notice"] == "© 2019 Harbour Gazette"
    undated = with_notice({}, deliverer)
    assert undated["copyright_notice"] == f"© {this_year} Harbour Gazette"


def test_with_notice__leaves_the_notice_of_the_file(deliverer):
    facts = {"copyright_notice": "© Ana Lima"}
    assert with_notice(facts, deliverer) == facts


def test_take_photo__fills_a_missing_notice_down_to_the_rendition(deliverer):
    described = PhotoDescription(credit="Ana Lima/AFP", date_created=TAKEN)
    photo = take(encode(draw()), provider=deliverer, described=described)
    assert public_metadata(photo).copyright_notice == "© 2019 AFP"
    assert photo.copyright_holder == "AFP"


def test_attach_file__takes_the_notice_of_the_file_before_the_deliverers(deliverer):
    about = {"provider": deliverer, "by": SYSTEM}
    plain = describe_photo(PhotoDescription(), identity="ab" * 32, **about)
    told = describe_photo(PhotoDescription(), identity="cd" * 32, **about)
    assert plain.copyright_notice == ""
    plain = attach_file(plain, encode(draw()), file_name="a.jpg", by=SYSTEM)
    told = attach_file(told, agency_jpeg(), file_name="b.jpg", by=SYSTEM)
    assert plain.copyright_holder == "Harbour Gazette"
    assert told.copyright_notice == "© 2026 Harbour Press"
