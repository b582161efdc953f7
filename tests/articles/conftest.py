"""What the tests of stories share."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from tests.articles.pages import PARSERS


@pytest.fixture
def tiny_parsers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the tests' own tiny format instead of the real ones."""
    monkeypatch.setattr("articles.actions.importing.running.PARSERS", PARSERS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give an empty folder for pages."""
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def client() -> Client:
    """Give a client whose requests carry one id, so that equal answers are equal."""
    return Client(headers={"X-Request-ID": "asked-by-the-tests"})
