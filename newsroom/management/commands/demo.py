"""Fill a database with the demo newsroom, and serve it."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from articles.models import PublishedDocument
from articles.models.delivery import PublicStatus
from media.management.progress import Plain
from newsroom.demo.logins import (
    DemoRefused,
    describe_logins,
    make_logins,
    refuse_other_users,
    refuse_production,
)
from newsroom.demo.serving import ServerFailed, check_port, serve
from newsroom.demo.staging import (
    DELIVERERS,
    DESK_FOLDER,
    GAZETTE,
    HERE,
    set_up_desk,
    sort_photos,
    stage_desk,
)
from newsroom.models import User

SHOWN = "path:sea-wall-vote.txt"  # the story that --no-serve prints
_LOCK = 0x6E657773  # an advisory lock: two demos at once fill one after the other


class Command(BaseCommand):
    """The command `demo`."""

    help = (
        "Sets up the demo newsroom: logins, stories in every state, photos; then runs "
        "worker and web server until Ctrl-C. Safe to run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the port, and the way without serving."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--no-serve",
            action="store_false",
            dest="serves",
            help="Set up only, and print one published story as it is delivered.",
        )

    def handle(self, *_: Any, port: int, serves: bool, **__: Any) -> None:
        """Set up, then serve or print."""
        self.stderr.style_func = None  # no errors are told there, all but the story is
        try:
            refuse_production()
            if serves:
                check_port(port)
            with _one_at_a_time():
                users = self._set_up()
            if serves:
                serve(port, when_ready=lambda: self._welcome(port, users))
        except (DemoRefused, ServerFailed) as error:
            raise CommandError(str(error)) from error
        if not serves:
            self.stdout.write(_delivery_of_one_story())

    def _set_up(self) -> dict[str, User]:
        self._say("Preparing the database ...")
        call_command("migrate", verbosity=0, interactive=False, stdout=self.stderr)
        refuse_other_users()
        call_command("set_up_roles", verbosity=0, stdout=io.StringIO())
        users = make_logins()
        set_up_desk()
        for deliverer in DELIVERERS:
            self._import(deliverer.folder, deliverer.slug, publish=True)
        self._import(DESK_FOLDER, GAZETTE.slug, publish=False)
        stage_desk(users)
        sort_photos()
        if _tells_another_address():
            self._say("The address is new: delivering all stories again ...")
            call_command("deliver_pending", all=True, stdout=self.stderr)
        return users

    def _import(self, folder: str, source: str, *, publish: bool) -> None:
        path = os.path.relpath(HERE / folder)
        how = " --publish" if publish else ""
        self._say(f"import_articles{how} --source {source} {path}")
        call_command(
            "import_articles",
            path,
            source=source,
            publish=publish,
            stdout=Plain(self.stderr),
            stderr=Plain(self.stderr),
        )

    def _welcome(self, port: int, users: dict[str, User]) -> None:
        site = f"http://127.0.0.1:{port}"
        self._say(
            f"\nReaders  {site}/\nDesk     {site}/admin/\n"
            f"API      {site}/api/v1/articles/\n\n"
            f"{describe_logins(users)}\n\nCtrl-C stops everything."
        )

    def _say(self, text: str) -> None:
        self.stderr.write(text)
        self.stderr.flush()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _tells_another_address() -> bool:
    live = PublishedDocument.objects.filter(status=PublicStatus.USABLE)
    return any(
        not json.loads(bytes(detail))["url"].startswith(f"{settings.SITE_URL}/")
        for detail in live.values_list("detail", flat=True)
    )


def _delivery_of_one_story() -> str:
    live = PublishedDocument.objects.filter(status=PublicStatus.USABLE)
    shown = live.filter(guid=SHOWN).first() or live.order_by("-published_at").first()
    if shown is None:
        raise CommandError("No story is published: every one of the demo's was taken.")
    return bytes(shown.detail).decode()
