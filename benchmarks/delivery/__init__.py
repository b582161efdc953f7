"""Delivery beside its floors: CPU of web server and PostgreSQL for each request.

One run, one machine, one server and its production settings. Databases of their own
hold 10,000 stories, a tenth of SCALE and SCALE (100,000; no less than 10,000), and are
dropped after.
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
SERVER, OTHER_SERVER = "gunicorn", "granian"
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
    scale = max(SMALL, scale or SCALE)
    sizes = sorted({SMALL, max(SMALL, scale // 10), scale})
    with ExitStack() as undo:
        databases = {size: undo.enter_context(_database(size)) for size in sizes}
        spent = _measure(databases)
        at_scale = spent[SERVER, scale]
        yield from _against_floors(at_scale)
        yield from _growth({size: spent[SERVER, size] for size in sizes})
        yield from _of_servers(at_scale, spent[OTHER_SERVER, scale])
        yield _plans(databases[scale])
        yield from _publishing(databases[scale])


Spendings = dict[str, Spent]
Place = tuple[str, int]
"""A web server, and how many stories are in its database."""
COMPARED = ("floor (b) detail", "detail", "detail, 304", "list")


def _measure(databases: Mapping[int, dict[str, str]]) -> dict[Place, Spendings]:
    """Ask every case of every server in turn, round after round; give medians."""
    places = [(SERVER, size) for size in databases]
    places.append((OTHER_SERVER, max(databases)))
    found: dict[tuple[Place, str], list[Spent]] = {}
    with ExitStack() as undo:
        servers = {
            place: _served(undo, databases[place[1]], place[0], PORT + number)
            for number, place in enumerate(places)
        }
        for served in servers.values():
            _check_answers(served)
        cases = {place: _cases(place, served) for place, served in servers.items()}
        for turn in range(ROUNDS + 1):
            for place, served in servers.items():
                for case in cases[place]:
                    spent = served.spend(case.requests, case.status)
                    if turn:  # the first one warms up
                        found.setdefault((place, case.name), []).append(spent)
    return {
        place: {case.name: _median(found[place, case.name]) for case in cases[place]}
        for place in places
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


def _check_answers(served: Served) -> None:
    """Raise where ours does not say what the floor says, or either says nothing."""
    searches = [f"?q={quote(words)}" for words in rows.SEARCHES]
    pairs = [
        (f"{LIST}story-1/", "/floor/detail/story-1/"),
        (LIST, "/floor/newest/"),
        *((f"{LIST}{q}", f"/floor/search/newest/{q}") for q in searches),
    ]
    for pair in pairs:
        ours, floor = (orjson.loads(served.ask((path, {}))[1]) for path in pair)
        found = ours.get("results", ours)
        if not found or found != floor.get("results", floor):
            raise AssertionError(f"{pair[0]} and {pair[1]} do not say the same.")


def _cases(place: Place, served: Served) -> list[Case]:
    """Give what is asked of a server, spread over all the years of its stories."""
    kind, size = place
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

    cases = [
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
    return [one for one in cases if kind == SERVER or one.name in COMPARED]


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


def _growth(spent: Mapping[int, Spendings]) -> Iterator[Result]:
    """Give each cost at scale beside that at the smallest, or at a tenth of it."""
    sizes = sorted(spent)
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
    for name in COMPARED:
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
    work = Work("benchmarks.delivery.inside:call", {"function": function})
    return measure(work, environment).value


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
                # Behind a proxy, which names the client: its requests are counted.
                "TRUSTED_PROXIES": "1",
                "RATE_PER_ADDRESS": "999999999/hour",
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
