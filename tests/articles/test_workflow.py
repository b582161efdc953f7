"""The table of steps: every role, every step, every status."""

from __future__ import annotations

import pytest

from articles.errors import NotAllowed, NoteMissing, WrongStatus
from articles.workflow import (
    STEPS,
    Status,
    may_edit,
    may_place_photos,
    next_status,
    steps_for,
)
from media.actors import Actor
from newsroom.roles import ROLES

S = Status
# step: (from, to, roles that may on anybody's story, roles that may on their own)
TABLE = {
    "submit": ({S.DRAFT}, S.IN_REVIEW, "editor publisher", "reporter"),
    "return": ({S.IN_REVIEW, S.APPROVED}, S.DRAFT, "editor publisher", ""),
    "approve": ({S.IN_REVIEW}, S.APPROVED, "editor publisher", ""),
    "schedule": ({S.APPROVED}, S.SCHEDULED, "publisher", ""),
    "cancel_schedule": ({S.SCHEDULED}, S.APPROVED, "publisher", ""),
    "publish": (
        {S.APPROVED, S.SCHEDULED, S.UNPUBLISHED},
        S.PUBLISHED,
        "publisher",
        "",
    ),
    "publish_update": ({S.PUBLISHED}, S.PUBLISHED, "publisher", ""),
    "correct": ({S.PUBLISHED}, S.PUBLISHED, "publisher", ""),
    "unpublish": ({S.PUBLISHED}, S.UNPUBLISHED, "publisher", ""),
    "kill": (set(S) - {S.KILLED}, S.KILLED, "publisher", ""),
}
ACTORS = {role: Actor(role, held, 1) for role, held in ROLES.items()}
ACTORS["nobody"] = Actor("nobody", frozenset(), 1)


def test_steps__are_those_of_the_contract():
    assert set(STEPS) == set(TABLE)


@pytest.mark.parametrize("is_own", [True, False])
@pytest.mark.parametrize("status", list(S))
@pytest.mark.parametrize("role", ACTORS)
@pytest.mark.parametrize("name", TABLE)
def test_next_status__every_role_step_and_status(name, role, status, is_own):
    sources, target, anybodys, own = TABLE[name]
    is_allowed = role in anybodys.split() or (is_own and role in own.split())
    actor = ACTORS[role]
    offered = name in {s.name for s in steps_for(actor, status, is_own=is_own)}
    assert offered == (is_allowed and status in sources)
    if not is_allowed:
        with pytest.raises(NotAllowed):
            next_status(name, status, actor, is_own=is_own, note="why")
    elif status not in sources:
        with pytest.raises(WrongStatus, match="not possible"):
            next_status(name, status, actor, is_own=is_own, note="why")
    else:
        found = next_status(name, status, actor, is_own=is_own, note="why")
        assert found == target


@pytest.mark.parametrize("name", ["return", "kill"])
def test_next_status__needs_a_note(name):
    actor = Actor.system("tests")
    with pytest.raises(NoteMissing):
        next_status(name, S.IN_REVIEW, actor, is_own=False, note="  ")


def test_next_status__only_a_command_publishes_a_draft():
    system = Actor.system("import_articles", "run")
    assert next_status("publish", S.DRAFT, system, is_own=False) == S.PUBLISHED
    with pytest.raises(WrongStatus):
        next_status("publish", S.DRAFT, ACTORS["publisher"], is_own=True)


@pytest.mark.parametrize(
    ("role", "is_own", "editable", "placeable"),
    [
        ("nobody", True, set(), set()),
        ("reporter", True, {S.DRAFT}, {S.DRAFT}),
        ("reporter", False, set(), set()),
        ("photo", False, set(), set(S) - {S.KILLED}),
        ("editor", False, set(S) - {S.KILLED}, set(S) - {S.KILLED}),
        ("publisher", False, set(S) - {S.KILLED}, set(S) - {S.KILLED}),
    ],
)
def test_may_edit_and_place__by_role(role, is_own, editable, placeable):
    actor = ACTORS[role]
    assert {s for s in S if may_edit(actor, s, is_own=is_own)} == editable
    assert {s for s in S if may_place_photos(actor, s, is_own=is_own)} == placeable
