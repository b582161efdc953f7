"""Who acts: a person with permissions, or a command of ours."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from typing import Protocol


class _Person(Protocol):
    pk: int
    is_active: bool

    def get_username(self) -> str: ...

    def get_all_permissions(self) -> set[str]: ...


@dataclass(frozen=True)
class Actor:
    """Who acts: a person with permissions, or a command of ours."""

    name: str
    permissions: frozenset[str] = frozenset()
    user_id: int | None = None
    command: str = ""
    run: str = ""

    @classmethod
    def of(cls, user: _Person) -> Actor:
        """Give the actor that a logged-in user is."""
        held = user.get_all_permissions() if user.is_active else set()
        return cls(user.get_username(), frozenset(held), user.pk)

    @classmethod
    def system(cls, command: str, run: str = "") -> Actor:
        """Give the actor that a command is; `run` names its import run."""
        return cls(command, command=command, run=run)

    def through(self, token: str, permissions: Set[str]) -> Actor:
        """Give the actor that a person is who sent a program with a token."""
        held = self.permissions & permissions
        return replace(self, name=f"{self.name} via {token}", permissions=held)

    @property
    def is_system(self) -> bool:
        """Say whether no person acts."""
        return bool(self.command)

    def has(self, permission: str) -> bool:
        """Say whether the actor holds a permission; commands hold all."""
        return self.is_system or permission in self.permissions
