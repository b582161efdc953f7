"""Tests of the settings: development by default, production by the environment."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
SAY_KEY = "from newsroom import settings as s; print(s.SECRET_KEY, s.DEBUG, s.SITE_URL)"


def start(code: str, var: Path, **environment: str) -> subprocess.Popen[str]:
    named = {"DEBUG", "SECRET_KEY", "SITE_URL", "DATABASE_URL", "ALLOWED_HOSTS"}
    inherited = {k: v for k, v in os.environ.items() if k not in named}
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=inherited | {"NEWSROOM_VAR": str(var)} | environment,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.postgres
@pytest.mark.django_db
def test_database__is_real_postgresql() -> None:
    assert connection.vendor == "postgresql"
    assert get_user_model().objects.count() == 0


def test_import__starts_no_server(tmp_path) -> None:
    start("import newsroom.settings", tmp_path).communicate()
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_key_of_development__is_made_once_and_private(tmp_path) -> None:
    together = [start(SAY_KEY, tmp_path) for _ in range(3)]
    said = {process.communicate()[0] for process in together}
    assert len(said) == 1
    key, is_debug, site_url = said.pop().split()
    assert len(key) >= 50
    assert (is_debug, site_url) == ("True", "http://127.0.0.1:8000")
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_given_key__means_production(tmp_path) -> None:
    code = "from newsroom import settings as s; print(s.DEBUG, s.EMBEDDED_POSTGRES)"
    process = start(code, tmp_path, SECRET_KEY="given")
    assert process.communicate()[0].split() == ["False", "None"]


def test_database_url__wins_over_the_embedded_server(tmp_path) -> None:
    code = (
        "from newsroom import settings as s; d = s.DATABASES['default'];"
        "print(s.DEBUG, s.EMBEDDED_POSTGRES, d['HOST'], d['NAME'])"
    )
    process = start(code, tmp_path, DATABASE_URL="postgres://u:p@db.example:5433/desk")
    assert process.communicate()[0].split() == ["True", "None", "db.example", "desk"]


def test_production_over_https__is_strict(tmp_path) -> None:
    code = (
        "from newsroom import settings as s; print(s.SECURE_SSL_REDIRECT,"
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0)"
    )
    for site_url, answer in (("https://a.example", "True"), ("http://a", "False")):
        process = start(code, tmp_path, DEBUG="0", SITE_URL=site_url)
        assert process.communicate()[0].split() == [answer] * 4


def test_uploads__are_private(own_var) -> None:
    assert own_var / "uploads" == settings.MEDIA_ROOT
    name = default_storage.save("originals/night.jpg", ContentFile(b"pixels"))
    path = own_var / "uploads" / name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.django_db
def test_uploads__are_served_at_no_address(own_var) -> None:
    name = default_storage.save("originals/day.jpg", ContentFile(b"pixels"))
    addresses = (f"/uploads/{name}", default_storage.url(name), f"/media/{name}")
    for address in (*addresses, f"/static/{name}", f"/{name}"):
        assert Client().get(address).status_code == 404, address
