"""A photo with its file, and a photo editor's browser."""

from __future__ import annotations

import pytest
from django.test import Client

from media.actions import take_photo
from media.models import Photo
from tests.factories import SYSTEM, make_user
from tests.media.pictures import agency_jpeg


@pytest.fixture
def photo(db: None) -> Photo:
    return take_photo(agency_jpeg((900, 600)), file_name="ferry.jpg", by=SYSTEM)


@pytest.fixture
def desk(db: None, client: Client) -> Client:
    """Give a photo editor's browser."""
    client.force_login(make_user("photo", is_staff=True))
    return client
