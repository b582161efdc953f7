"""Tests of the settings: development by default, production by the environment."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection

pytestmark = pytest.mark.django_db


@pytest.mark.postgres
def test_database__is_real_postgresql() -> None:
    assert connection.vendor == "postgresql"
    assert get_user_model().objects.count() == 0


def test_uploads__go_to_a_folder_of_this_run(own_var) -> None:
    assert own_var / "uploads" == settings.MEDIA_ROOT
