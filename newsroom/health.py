"""What operators' probes ask: whether the process runs, and whether it can work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import orjson
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from articles.models import Change, WorkerBeat

LONGEST_SILENCE = timedelta(seconds=60)
LONGEST_LAG = timedelta(seconds=60)
PROBED_FOR = 5
OK = "ok"
_PROBE = "probe"


def alive(request: HttpRequest) -> HttpResponse:
    """Say that this process answers."""
    response = HttpResponse("ok\n", content_type="text/plain")
    response["Cache-Control"] = "no-store"
    return response


def ready(request: HttpRequest) -> HttpResponse:
    """Say what works and what does not, each by its name; 503 where one fails."""
    found = {name: _ask(check) for name, check in CHECKS.items()}
    is_ready = set(found.values()) == {OK}
    body = {"status": OK if is_ready else "failing", "checks": found}
    response = HttpResponse(
        orjson.dumps(body, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE),
        status=200 if is_ready else 503,
        content_type="application/json",
    )
    response["Cache-Control"] = "no-store"
    return response


def _ask(check: Callable[[], str]) -> str:
    try:
        return check()
    except DatabaseError:
        return "the database does not answer"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(left)} migrations are to be run" if left else OK


def _worker() -> str:
    last = WorkerBeat.objects.order_by("-at").values_list("at", flat=True).first()
    if last is None:
        return "no worker has run yet"
    silent = timezone.now() - last
    return OK if silent < LONGEST_SILENCE else f"no worker for {_seconds(silent)} s"


def _storage() -> str:
    """Write a file and take it away again, at most once in `PROBED_FOR` seconds."""
    found: str | None = cache.get(_PROBE)
    if found is None:
        found = _probe()
        cache.set(_PROBE, found, timeout=PROBED_FOR)
    return found


def _probe() -> str:
    try:
        # What a process left that died between the two lines below goes now.
        default_storage.delete(_PROBE)
        name = default_storage.save(_PROBE, ContentFile(b"ok"))
        default_storage.delete(name)
    except OSError as error:
        return f"originals cannot be stored: {error.strerror}"
    return OK


def _feed() -> str:
    waiting = Change.objects.waiting().order_by("id").values_list("at", flat=True)
    oldest = waiting.first()
    lag = timezone.now() - oldest if oldest else timedelta()
    return OK if lag < LONGEST_LAG else f"a change has waited for {_seconds(lag)} s"


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "migrations": _migrations,
    "worker": _worker,
    "storage": _storage,
    "feed": _feed,
}
