from __future__ import annotations

import pytest
from django.db import OperationalError, connection


def test_alive__needs_no_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_ready__asks_the_database(client, monkeypatch):
    assert client.get("/readyz").status_code == 200

    def refuse():
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (
        503,
        b"the database does not answer\n",
    )
