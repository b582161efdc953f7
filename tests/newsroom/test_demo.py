"""The demo sets itself up, may run again, and touches nothing of anybody's."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from articles.actions.drafting import save_draft
from articles.actions.stepping import take
from articles.exporting import draft_story
from articles.models import (
    Article,
    ArticleEvent,
    Correction,
    PublishedDocument,
    Revision,
)
from articles.workflow import Status
from media.actors import Actor
from media.models import Photo, Source
from newsroom.demo import serving
from newsroom.demo.logins import ROLE_OF, logins_path, make_logins
from newsroom.models import User
from tests.factories import make_user

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = 10
STATES = {"gig-regatta": "scheduled", "town-budget": "approved",
          "quay-fire": "in_review", "last-keeper": "draft"}  # fmt: skip
# What an import writes about itself stands in these tables; nothing else may change.
LOGS = (
    "media_importrun",
    "media_importitem",
    "django_migrations",
    "django_content_type",
)


@pytest.fixture
def _own_var(tmp_path: Path) -> Iterator[None]:
    with override_settings(VAR_DIR=tmp_path, DEBUG=True):
        yield


def run_demo() -> str:
    out = StringIO()
    call_command("demo", serves=False, stdout=out, stderr=StringIO())
    return out.getvalue()


def read_rows() -> dict[str, list[tuple]]:
    """Give all rows of all tables but the import's own log."""
    rows = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names():
            if name not in LOGS:
                cursor.execute(f'SELECT t::text FROM "{name}" AS t ORDER BY 1')  # noqa: S608
                rows[name] = cursor.fetchall()
    return rows


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_own_var")
def test_demo__sets_up_once_and_changes_nothing_again() -> None:
    story = json.loads(run_demo())
    assert story["lead_photo"]["credit"] == "Ruth Anselm/Harbour Gazette"
    assert story["lead_photo"]["file_state"] == "ok"
    assert [b["type"] for b in story["body"]].count("promo") == 1
    assert PublishedDocument.objects.count() == PUBLISHED
    states = dict(
        Article.objects.exclude(status="published").values_list("guid", "status")
    )
    assert {
        name: state for guid, state in states.items() for name in STATES if name in guid
    } == STATES
    assert Correction.objects.get().article.guid == "path:sea-wall-vote.txt"
    assert not Photo.objects.filter(sha256=None).exists()
    assert Photo.objects.get(credit="").uses.get().article.status == Status.IN_REVIEW
    assert Photo.objects.get(rights_category="unknown").credit == ""
    before = read_rows()

    assert json.loads(run_demo()) == story

    assert read_rows() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_own_var")
def test_demo__leaves_what_editors_did() -> None:
    run_demo()
    editor = Actor.of(User.objects.get(username="editor"))
    publisher = Actor.of(User.objects.get(username="publisher"))
    draft = Article.objects.get(guid="path:last-keeper.txt")
    save_draft(draft, draft_story(draft).evolve(kicker="Ours"), by=editor)
    scheduled = Article.objects.get(guid="path:gig-regatta.txt")
    take("cancel_schedule", scheduled, by=publisher)
    take("return", scheduled, by=editor, note="Wait for the weather.")
    live = Article.objects.get(guid="path:sea-wall-vote.txt")
    take("kill", live, by=publisher, note="It was wrong.", confirmed=True)
    Source.objects.filter(slug="coastlines").update(name="Renamed")
    User.objects.get(username="photo").delete()

    run_demo()

    draft.refresh_from_db()
    assert draft.kicker == "Ours"
    scheduled.refresh_from_db()
    assert scheduled.status == Status.DRAFT
    live.refresh_from_db()
    assert live.status == Status.KILLED
    assert Source.objects.get(slug="coastlines").name == "Renamed"
    assert User.objects.get(username="photo").groups.get().name == "photo"
    assert ArticleEvent.objects.filter(article=live, action="kill").count() == 1
    assert Revision.objects.filter(article=draft).count() == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("_own_var")
def test_logins__are_one_password_for_their_owner_only() -> None:
    call_command("set_up_roles", stdout=StringIO())
    users = make_logins()
    assert set(users) == set(ROLE_OF)
    assert logins_path().stat().st_mode & 0o777 == 0o600
    (password,) = [
        line.removeprefix("password: ")
        for line in logins_path().read_text().splitlines()
        if line.startswith("password: ")
    ]
    assert len(password) >= 12
    assert all(user.check_password(password) for user in users.values())
    assert [name for name, user in users.items() if user.is_superuser] == ["admin"]

    users["editor"].set_password("my own")
    users["editor"].save()
    assert make_logins()["editor"].check_password("my own")
    assert password in logins_path().read_text()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_own_var")
def test_demo__refuses_a_database_of_others() -> None:
    make_user("editor", username="somebody")
    with pytest.raises(CommandError, match="users that are not the demo's"):
        call_command("demo", serves=False, stdout=StringIO(), stderr=StringIO())
    assert not Article.objects.exists()
    assert not logins_path().exists()


@pytest.mark.django_db
def test_demo__refuses_production(tmp_path) -> None:
    with (
        override_settings(DEBUG=False, VAR_DIR=tmp_path),
        pytest.raises(CommandError, match="does not run in production"),
    ):
        call_command("demo", serves=False)
    assert not User.objects.exists()


def find_free_port() -> int:
    with socket.socket() as found:
        found.bind((serving.HOST, 0))
        return int(found.getsockname()[1])


def test_check_port__names_another_way_when_taken() -> None:
    with socket.socket() as taken:
        taken.bind((serving.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(serving.ServerFailed, match=f"PORT={port + 1}"):
            serving.check_port(port)


def test_demo__serves_until_ctrl_c(command_environment, tmp_path) -> None:
    port, log = find_free_port(), tmp_path / "log"
    with log.open("wb") as errors:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "manage.py", "demo", "--port", str(port)],
            cwd=ROOT,
            env={**command_environment, "NEWSROOM_VAR": str(tmp_path)},
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    try:
        wait_for(log, "Ctrl-C stops everything.", process)
        answer = fetch(f"http://{serving.HOST}:{port}/api/v1/articles/")
    finally:
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=60)
    assert len(json.loads(answer)["results"]) == PUBLISHED
    assert (process.returncode, said) == (0, b"")
    serving.check_port(port)


def fetch(address: str) -> bytes:
    with urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
        return bytes(answer.read())


def wait_for(log: Path, text: str, process: subprocess.Popen) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        if text in log.read_text():
            return
        time.sleep(0.2)
    pytest.fail(log.read_text())


def test_watch__says_who_ended_by_itself() -> None:
    with subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"]) as ended:
        ended.wait()
        with pytest.raises(
            serving.ServerFailed, match=r"worker has ended \(status 3\)"
        ):
            serving._watch({"worker": ended}, serving._Stop())
