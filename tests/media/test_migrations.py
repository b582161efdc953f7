"""What migrations make of rows that are there already."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection
from psycopg import sql

from media.models import Photo
from tests.factories import make_photo

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_crops_and_rights__take_what_the_file_said():
    said = {
        "licensor_name": "Harbour Pictures",
        "licensor_url": "https://pictures.example/licence",
        "other_constraints": "Not to be cropped",
        "data_mining": "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
    }
    endless = {"licensor_url": f"https://pictures.example/{'a' * 600}"}
    foreign = {"licensor_url": "ftp://pictures.example/", "data_mining": "yes"}
    photos = [
        make_photo(metadata_original={"values": values})
        for values in (said, endless, foreign)
    ]
    photos.append(make_photo(metadata_original={}))
    migration = import_module("media.migrations.0006_crops_and_rights")
    with connection.cursor() as cursor:
        cursor.execute(migration.FROM_THE_FILE)
    columns = ("licensor_name", "licensor_url", "restrictions", "data_mining")
    found = [Photo.objects.values_list(*columns).get(pk=p.pk) for p in photos]
    assert found == [tuple(said.values()), *[("", "", "", "")] * 3]


def test_placeholder__is_nothing_to_the_release_before():
    """A web server of the release before takes photos and names no placeholder."""
    photo = make_photo()
    names = [
        field.column
        for field in Photo._meta.concrete_fields
        if field.column not in {"placeholder", "id", "described_as"}
    ]
    said = sql.SQL(
        "INSERT INTO media_photo (id, described_as, {columns}) "
        "SELECT gen_random_uuid(), 'before', {columns} FROM media_photo WHERE id = %s"
    ).format(columns=sql.SQL(", ").join(map(sql.Identifier, names)))
    with connection.cursor() as cursor:
        cursor.execute(said, [photo.pk])
    assert Photo.objects.get(described_as="before").placeholder == ""
