"""Issue, list and revoke the tokens of programs."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.api.scopes import OPENS
from newsroom.models import Token, User
from newsroom.tokens import issue_token

_LIFETIME = re.compile(r"([0-9]{1,5})([hd])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1)}


class Command(BaseCommand):
    """The command `issue_token`."""

    help = "Print a new token, once; only its hash is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name what a token is for, or the one to take back."""
        parser.add_argument("name", nargs="?", help="what the token is for")
        parser.add_argument(
            "--scope", action="append", default=[], help=f"one of {', '.join(OPENS)}"
        )
        parser.add_argument("--user", help="whose role bounds it; the desk needs one")
        parser.add_argument(
            "--expires", default="365d", help="90d, 12h, 2027-01-31 or never"
        )
        parser.add_argument("--list", action="store_true", help="show all tokens")
        parser.add_argument("--revoke", metavar="NAME", help="end a token at once")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do one of the three."""
        if options["list"]:
            self._list()
        elif options["revoke"]:
            self._revoke(options["revoke"])
        elif options["name"] and options["scope"]:
            self._issue(options)
        else:
            raise CommandError("Give a NAME and at least one --scope.", returncode=2)

    def _issue(self, options: dict[str, Any]) -> None:
        user = None
        if options["user"]:
            user = User.objects.filter(username=options["user"], is_active=True).first()
            if user is None:
                raise CommandError(f"There is no active user {options['user']}.")
        expiry = _read_expiry(options["expires"])
        try:
            text = issue_token(
                options["name"], options["scope"], user=user, expiry=expiry
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stderr.write("Keep it well: it is shown this once.")
        self.stdout.write(text)

    def _list(self) -> None:
        for token in Token.objects.select_related("user"):
            ends = (
                f"until {token.expiry:%Y-%m-%d %H:%M} UTC"
                if token.expiry
                else "never ends"
            )
            whose = token.user.get_username() if token.user else "no user"
            self.stdout.write(f"{token}: {' '.join(token.scopes)}; {whose}; {ends}")

    def _revoke(self, name: str) -> None:
        count, _ = Token.objects.filter(name=name).delete()
        if not count:
            raise CommandError(f"There is no token {name}.")
        self.stdout.write(f"{name} is revoked.")


def _read_expiry(text: str) -> datetime | None:
    """Read a lifetime, or a day (its start in UTC); None for never."""
    if text == "never":
        return None
    try:
        if found := _LIFETIME.fullmatch(text):
            moment = timezone.now() + int(found[1]) * _UNITS[found[2]]
        else:
            moment = datetime.combine(date.fromisoformat(text), time(), UTC)
    except (ValueError, OverflowError) as error:
        raise CommandError(
            "--expires is 90d, 12h, a day as 2027-01-31, or never."
        ) from error
    if moment <= timezone.now():
        raise CommandError("--expires lies in the past.")
    return moment
