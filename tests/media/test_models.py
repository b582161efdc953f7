"""What the database refuses of photos and rights, and what rows say of themselves."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from media.models import CopyrightNotice, ImportItem, ImportRun, Photo
from tests.factories import make_notice, make_photo, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def refused(constraint: str) -> Any:
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"described_as": None}, "photo_has_identity"),
        ({"sha256": "a" * 64}, "photo_file_is_measured"),
        ({"sha256": "a" * 64, "width": 1, "height": 1}, "photo_file_is_measured"),
        ({"focal_x": 1.1}, "focal_point_inside"),
        ({"focal_y": -0.1}, "focal_point_inside"),
    ],
)
def test_photo__refuses(changes, constraint):
    photo = make_photo()
    with refused(constraint), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(**changes)


def test_notice__exactly_one_site_default():
    make_notice()
    make_notice(is_site_default=True)
    with refused("one_site_default_notice"), transaction.atomic():
        make_notice(is_site_default=True)


def test_notice__a_fixed_year_is_given():
    with refused("fixed_year_is_given"), transaction.atomic():
        make_notice(year_rule="fixed")


@pytest.mark.parametrize(
    ("rule", "year", "template", "text"),
    [
        ("published", None, "© {year} {holder}", "© 2024 The Gazette"),
        ("fixed", 1999, "© {year} {holder}", "© 1999 The Gazette"),
        ("none", 1999, "© {year} {holder}. All rights.", "© The Gazette. All rights."),
        ("none", None, "CC BY 4.0", "CC BY 4.0"),
    ],
)
def test_notice__text_for_a_year(rule, year, template, text):
    notice = CopyrightNotice(
        holder="The Gazette", year_rule=rule, year=year, template=template
    )
    assert notice.text_for(2024) == text


def test_import_item__one_per_place_in_a_run():
    source = make_source()
    run = ImportRun.objects.create(command="import_articles", source=source)
    place = {"run": run, "source": source, "path": "a.txt", "outcome": "created"}
    ImportItem.objects.create(**place)
    ImportItem.objects.create(**place, index=1)
    with refused("one_item_per_place_in_run"), transaction.atomic():
        ImportItem.objects.create(**place)


def test_rows__say_what_they_are():
    photo = Photo(file_name="harbour.jpg")
    assert str(photo) == "harbour.jpg"
    assert not photo.has_file
    assert str(make_source(name="Agency")) == "Agency"
