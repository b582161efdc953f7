from __future__ import annotations

import time

import pytest
from django.db import ProgrammingError, connection

from newsroom.database import base

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other():
    """A connection as one thread of a web server has it, between two requests."""
    other = connection.copy()
    other.settings_dict = {
        **connection.settings_dict, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True,
    }  # fmt: skip
    other.connect()
    yield other
    other.close()


def begin_request(other) -> None:
    """Do what Django does before a request, and use the connection."""
    other.close_if_unusable_or_obsolete()
    with other.cursor() as cursor:
        cursor.execute("SELECT 'story'")


def last_asked(other) -> str:
    """Give what the server was asked last on this connection, as it says itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT query FROM pg_stat_activity WHERE pid = %s",
            [other.connection.info.backend_pid],
        )
        return str(cursor.fetchone()[0])


def cut(other) -> None:
    pid = other.connection.info.backend_pid
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
        for _ in range(500):
            cursor.execute("SELECT FROM pg_stat_activity WHERE pid = %s", [pid])
            if not cursor.fetchall():
                return
            time.sleep(0.01)
    pytest.fail("The connection was not cut.")


def test_is_usable__a_busy_connection_is_asked_once_a_second(other, monkeypatch):
    assert other.is_usable()
    assert last_asked(other) == "SELECT 1"
    begin_request(other)
    assert other.is_usable()
    assert last_asked(other) == "SELECT 'story'"
    monkeypatch.setattr(base, "monotonic", lambda: time.monotonic() + base.SECONDS)
    assert other.is_usable()
    assert last_asked(other) == "SELECT 1"


def test_is_usable__a_cut_connection_is_replaced_before_it_fails(other):
    begin_request(other)
    assert other.is_usable()
    first = other.connection
    cut(other)
    assert not other.is_usable()
    begin_request(other)
    assert other.connection is not first


def test_is_usable__a_closed_connection_is_none(other):
    assert other.is_usable()
    other.connection.close()
    assert not other.is_usable()


def test_is_usable__one_that_failed_is_asked(other):
    begin_request(other)
    assert other.is_usable()
    with pytest.raises(ProgrammingError), other.cursor() as cursor:
        cursor.execute("SELECT story FROM nowhere")
    assert other.errors_occurred
    assert other.is_usable()
    assert last_asked(other) == "SELECT 1"


def test_is_usable__one_left_in_the_middle_of_a_query_is_not(other):
    begin_request(other)
    assert other.is_usable()
    other.connection.pgconn.send_query(b"SELECT pg_sleep(60)")
    first = other.connection
    assert not other.is_usable()
    cut(other)
    begin_request(other)
    assert other.connection is not first
