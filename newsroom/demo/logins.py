"""The logins of the demo: made once, one password for all, never reset."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from newsroom.models import User

ROLE_OF = {
    "admin": "",
    "reporter": "reporter",
    "editor": "editor",
    "photo": "photo",
    "publisher": "publisher",
}
DUTIES = {
    "admin": "may do everything, also make logins",
    "reporter": "writes own stories and submits them",
    "editor": "edits, returns and approves any story",
    "photo": "changes photos and where they stand",
    "publisher": "does all of that, and publishes, unpublishes and kills",
}
_PASSWORD = "password: "  # noqa: S105 - the word before it, not a password


class DemoRefused(Exception):
    """The demo does not run here; the message says why."""


def logins_path() -> Path:
    """Give where the logins are kept."""
    return Path(settings.VAR_DIR) / "demo-logins"


def refuse_production() -> None:
    """Raise DemoRefused with DEBUG=0: logins with a known password are no toy there."""
    if not settings.DEBUG:
        raise DemoRefused("The demo does not run in production (DEBUG=0).")


def refuse_other_users() -> None:
    """Raise DemoRefused where people of a real newsroom log in."""
    others = User.objects.exclude(username__in=ROLE_OF)
    if others.exists():
        raise DemoRefused(
            f"This database has users that are not the demo's ({others.count()}): "
            "the demo would publish among their stories."
        )


def make_logins() -> dict[str, User]:
    """Make the logins that are missing; what is there stays as it is."""
    password = _read_password()
    with transaction.atomic():
        found = User.objects.in_bulk(list(ROLE_OF), field_name="username")
        missing = [name for name in ROLE_OF if name not in found]
        if missing and not password:
            password = _write_password()
        for name in missing:
            found[name] = _make(name, password)
    return found


def describe_logins(users: dict[str, User]) -> str:
    """Give the lines that tell how to log in."""
    password = _read_password()
    lines = [f"  {name:<10}{DUTIES[name]}" for name in ROLE_OF]
    changed = [name for name in ROLE_OF if not users[name].check_password(password)]
    if len(changed) == len(ROLE_OF):
        lines.append("The passwords are not known here: manage.py changepassword NAME.")
        return "\n".join(lines)
    lines.append(f"The password of all is {password} (kept in {logins_path()}).")
    if changed:
        lines.append(f"Changed since by somebody: {', '.join(changed)}.")
    return "\n".join(lines)


def _make(name: str, password: str) -> User:
    if name == "admin":
        return User.objects.create_superuser(name, password=password)
    user = User.objects.create_user(name, password=password, is_staff=True)
    user.groups.add(Group.objects.get(name=ROLE_OF[name]))
    return user


def _read_password() -> str:
    try:
        lines = logins_path().read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ""
    found = [line for line in lines if line.startswith(_PASSWORD)]
    return found[0].removeprefix(_PASSWORD) if found else ""


def _write_password() -> str:
    """Keep a new password where its owner alone can read it."""
    password = secrets.token_urlsafe(12)
    path = logins_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        os.fchmod(handle, 0o600)
        file.write("Logins of the demo newsroom, at /admin/\n")
        file.write(f"{_PASSWORD}{password}\n")
        file.writelines(f"{name}: {duty}\n" for name, duty in DUTIES.items())
    return password
