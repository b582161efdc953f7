"""Delivery beside its floors: CPU of web server and PostgreSQL for each request.

One run, one machine, one server and its production settings. Databases of their own
hold 10,000 stories, a tenth of SCALE and SCALE (100,000), and are dropped after.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import django
import orjson
import psycopg
from django.conf import settings

from benchmarks.delivery import rows
from benchmarks.delivery.filling import fill
from benchmarks.delivery.serving import Request, Served, Spent, serve
from benchmarks.measuring import Work, measure
from benchmarks.results import Result
from newsroom.postgres import start_if_needed

PLANS = Path(__file__).parent.parent / "results" / "delivery-plans.txt"
SMALL, SCALE = 10_000, 100_000
# Many short rounds: what else the machine does then falls on all cases alike. Every
# search is asked equally often.
ROUNDS, REQUESTS = 15, 36
PORT = 8917
LIST = "/api/v1/articles/"
GZIP = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True)
class Case:
    """A kind of request: what is asked, and what is answered."""

    name: str
    requests: list[Request]
    status: int = 200


def run(scale: int | None) -> Iterator[Result]:
    """Measure everything at `scale`, and what must not grow at less."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    start_if_needed()
    scale = scale or SCALE
    sizes = sorted({SMALL, max(SMALL, scale // 10), scale})
    with ExitStack() as undo:
        databases = {size: undo.enter_context(_database(size)) for size in sizes}
        with ExitStack() as servers:
            spent = _measure(servers, databases, "gunicorn")
        yield from _against_floors(spent[scale])
        yield from _growth(spent, sizes)
        with ExitStack() as servers:
            other = _measure(servers, {scale: databases[scale]}, "granian")
        yield from _of_servers(spent[scale], other[scale])
        yield _plans(databases[scale])
        yield from _publishing(databases[scale])


Spendings = dict[str, Spent]


def _measure(
    undo: ExitStack, databases: Mapping[int, dict[str, str]], kind: str
) -> dict[int, Spendings]:
    """Ask every case of every database in turn, round after round; give medians."""
    servers = {
        size: _served(undo, environment, kind, PORT + number)
        for number, (size, environment) in enumerate(databases.items())
    }
    cases = {size: _cases(size, served) for size, served in servers.items()}
    found: dict[tuple[int, str], list[Spent]] = {}
    for turn in range(ROUNDS + 1):
        for size, served in servers.items():
            for case in cases[size]:
                spent = served.spend(case.requests, case.status)
                if turn:  # the first one warms up
                    found.setdefault((size, case.name), []).append(spent)
    return {
        size: {case.name: _median(found[size, case.name]) for case in cases[size]}
        for size in servers
    }


def _median(spent: list[Spent]) -> Spent:
    return Spent(
        median(one.cpu for one in spent),
        median(one.postgres for one in spent),
        median(one.rate for one in spent),
    )


def _served(
    undo: ExitStack, environment: dict[str, str], kind: str, port: int
) -> Served:
    url = environment["DATABASE_URL"].replace("postgres://:@", "postgres://")
    connection = undo.enter_context(psycopg.connect(url, autocommit=True))
    return undo.enter_context(serve(kind, port, environment, connection))


def _cases(size: int, served: Served) -> list[Case]:
    """Give what is asked of a database of this size, spread over all its years."""
    chosen = random.Random(size)  # noqa: S311 - no secret
    slugs = [f"story-{chosen.randint(1, size)}" for _ in range(REQUESTS)]
    details = [f"{LIST}{slug}/" for slug in slugs]
    held: list[Request] = [
        (path, {"If-None-Match": etag})
        for path, etag in zip(details, _etags(slugs), strict=True)
    ]
    searches = [quote(rows.SEARCHES[n % len(rows.SEARCHES)]) for n in range(REQUESTS)]

    def same(path: str) -> list[Request]:
        return [(path, {})] * REQUESTS

    def each(start: str) -> list[Request]:
        return [(f"{start}{q}", {}) for q in searches]

    # Of a million stories, each takes a second.
    naive_by_rank = each("/floor/search/rank/?q=")[: len(rows.SEARCHES)]

    return [
        Case("floor (a) constant", same("/floor/constant/")),
        Case("floor (b) detail", [(f"/floor/detail/{slug}/", {}) for slug in slugs]),
        Case("floor (c) list", same("/floor/newest/")),
        Case("detail", [(path, {}) for path in details]),
        Case("detail, gzip", [(path, GZIP) for path in details]),
        Case("detail, 304", held, 304),
        Case("list", same(LIST)),
        Case("list, deep page", same(_deep(served))),
        Case("list of a section", same(f"{LIST}?section=section-3")),
        Case("list of a topic", same(f"{LIST}?topic=topic-7")),
        Case("list of a contributor", same(f"{LIST}?contributor=contributor-9")),
        Case("naive search, newest", each("/floor/search/newest/?q=")),
        Case("naive search, by rank", naive_by_rank),
        Case("search, newest", each(f"{LIST}?q=")),
        Case("search, by rank", each(f"{LIST}?order=rank&q=")),
    ]


def _etags(slugs: list[str]) -> list[str]:
    return [f'"{hashlib.md5(slug.encode()).hexdigest()}"' for slug in slugs]  # noqa: S324 - as PostgreSQL made them


def _deep(served: Served) -> str:
    """Give the address of a page in the middle of all: behind a story of then."""
    half = datetime.now(UTC) - rows.YEARS / 2
    status, body = served.ask((f"{LIST}?published_before={half:%Y-%m-%d}", {}))
    link = urlsplit(orjson.loads(body)["next"])
    query = dict(parse_qsl(link.query))
    if status != 200:
        raise AssertionError(f"No page of {half}.")
    return f"{LIST}?{urlencode({'cursor': query['cursor']})}"


def _against_floors(spent: Spendings) -> Iterator[Result]:
    """Give each cost beside its floor."""
    for name, floor, times in (
        ("detail", "floor (b) detail", 1.3),
        ("detail, gzip", "floor (b) detail", 1.3),
        ("detail, 304", "floor (b) detail", 0.9),
        ("list", "floor (c) list", 1.5),
        ("list, deep page", "list", 1.1),
        ("list of a section", "floor (c) list", 1.5),
        ("list of a topic", "floor (c) list", 1.5),
        ("list of a contributor", "floor (c) list", 1.5),
        ("search, newest", "naive search, newest", 0.5),
        ("search, by rank", "naive search, by rank", 0.35),
    ):
        value, beside = spent[name].cpu, spent[floor].cpu
        yield Result.at_most(
            f"{name} / {floor}", value, "ms CPU", floor=beside, times=times
        )
    yield Result("floor (a) constant", spent["floor (a) constant"].cpu, "ms CPU")
    for name, one in spent.items():
        yield Result(f"{name}, in PostgreSQL", one.postgres, "ms CPU")
        yield Result(f"{name}, one client", one.rate, "requests/s")


def _growth(spent: Mapping[int, Spendings], sizes: list[int]) -> Iterator[Result]:
    """Give each cost at scale beside that at the smallest, or at a tenth of it."""
    small, tenth, largest = sizes[0], sizes[-2:][0], sizes[-1]
    if small == largest:
        return
    for name, one in spent[largest].items():
        if name.startswith(("detail", "list")):
            before, times = spent[small][name].cpu, 1.15
        elif name.startswith("search"):
            before, times = spent[tenth][name].cpu, 2.0
        else:
            continue
        size = small if times < 2 else tenth
        yield Result.at_most(
            f"{name}, {largest:,} / {size:,}",
            one.cpu,
            "ms CPU",
            floor=before,
            times=times,
        )


def _of_servers(gunicorn: Spendings, granian: Spendings) -> Iterator[Result]:
    """Tell what the other web server takes for the same."""
    for name in ("floor (b) detail", "detail", "detail, 304", "list"):
        yield Result(
            f"{name}, granian / gunicorn",
            granian[name].cpu,
            "ms CPU",
            gunicorn[name].cpu,
        )


def _plans(environment: dict[str, str]) -> Result:
    """Explain every list and search; tell how many plans are wrong, and keep all."""
    found = _inside(environment, "benchmarks.delivery.plans:explain_all")
    PLANS.parent.mkdir(exist_ok=True)
    PLANS.write_text(
        "\n\n".join(
            "\n".join([f"{'WRONG ' if name in found['wrong'] else ''}{name}", *plan])
            for name, plan in found["plans"].items()
        )
    )
    for name in found["wrong"]:
        print(f"  A wrong plan: {name} ({PLANS})", file=sys.stderr)
    count = len(found["plans"])
    return Result.at_most(
        f"wrong plans of {count}", len(found["wrong"]), "plans", bar=0
    )


def _publishing(environment: dict[str, str]) -> Iterator[Result]:
    took = _inside(environment, "benchmarks.delivery.publishing:publish_and_save")
    (clock, cpu), (floor_clock, floor_cpu) = took["ours"], took["floor"]
    yield Result.at_least(
        "publishing / save() with a search trigger",
        1000 / clock, "stories/s", floor=1000 / floor_clock, times=0.5,
    )  # fmt: skip
    yield Result("publishing, CPU", cpu, "ms CPU", floor_cpu)


def _inside(environment: dict[str, str], function: str) -> Any:
    before = dict(os.environ)
    os.environ.update(environment)
    try:
        return measure(
            Work("benchmarks.delivery.inside:call", {"function": function})
        ).value
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _database(size: int) -> Iterator[dict[str, str]]:
    """Make and fill a database; give the environment in which it is the newsroom's."""
    base: dict[str, Any] = settings.DATABASES["default"]
    server: dict[str, Any] = {
        "host": base["HOST"], "port": base["PORT"] or 5432, "user": base["USER"],
        "password": base["PASSWORD"] or None, "autocommit": True,
    }  # fmt: skip
    name = f"newsroom_bench_{size}"
    drop = f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"
    with psycopg.connect(dbname=base["NAME"], **server) as connection:
        connection.execute(drop)
        connection.execute(f"CREATE DATABASE {name}")
        try:
            place = urlencode({"host": base["HOST"], "port": base["PORT"] or "5432"})
            login = f"{quote(base['USER'])}:{quote(base['PASSWORD'])}"
            environment = {
                "DATABASE_URL": f"postgres://{login}@/{name}?{place}",
                "DJANGO_SETTINGS_MODULE": "benchmarks.delivery.settings",
                "DEBUG": "0",
                "SECRET_KEY": "only-for-the-benchmark-" + "x" * 40,
                "ALLOWED_HOSTS": "127.0.0.1",
                "SITE_URL": "http://127.0.0.1",
            }
            _fill(environment, size, {**server, "dbname": name})
            yield environment
        finally:
            connection.execute(drop)


def _fill(environment: dict[str, str], size: int, database: dict[str, Any]) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, check=True, env={**os.environ, **environment})  # noqa: S603
    print(f"  {size:,} stories ...", file=sys.stderr, flush=True)
    fill(database, size)
