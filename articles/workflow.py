"""Who may do what to a story, and where each step leads: one table, no database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import TextChoices

from articles.errors import NotAllowed, NoteMissing, WrongStatus
from media.actors import Actor


class Status(TextChoices):
    """Where a story stands."""

    DRAFT = "draft", "draft"
    IN_REVIEW = "in_review", "in review"
    APPROVED = "approved", "approved"
    SCHEDULED = "scheduled", "scheduled"
    PUBLISHED = "published", "published"
    UNPUBLISHED = "unpublished", "unpublished"
    KILLED = "killed", "killed"


CREATE = "articles.add_article"
EDIT_OWN = "articles.change_article"
EDIT_ANY = "articles.edit_any_article"
PLACE_PHOTOS = "articles.place_photos"
SUBMIT_OWN = "articles.submit_own_article"
REVIEW = "articles.review_article"
PUBLISH = "articles.publish_article"


@dataclass(frozen=True)
class Step:
    """One line of the table: from `sources` to `target`, for holders of `permission`.

    `own_permission` is enough on a story of one's own. `system_sources` are open to
    commands only.
    """

    name: str
    label: str
    sources: frozenset[Status]
    target: Status
    permission: str
    own_permission: str = ""
    system_sources: frozenset[Status] = frozenset()
    needs_note: bool = False


def _step(
    name: str, label: str, sources: Collection[Status], target: Status, permission: str,
    **more: object,
) -> Step:  # fmt: skip
    return Step(name, label, frozenset(sources), target, permission, **more)  # type: ignore[arg-type]  # the table below is the caller


_S = Status
STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        _step("submit", "Submit for review", {_S.DRAFT}, _S.IN_REVIEW, REVIEW,
              own_permission=SUBMIT_OWN),
        _step("return", "Return to the writer", {_S.IN_REVIEW, _S.APPROVED}, _S.DRAFT,
              REVIEW, needs_note=True),
        _step("approve", "Approve", {_S.IN_REVIEW}, _S.APPROVED, REVIEW),
        _step("schedule", "Schedule", {_S.APPROVED}, _S.SCHEDULED, PUBLISH),
        _step("cancel_schedule", "Cancel the schedule", {_S.SCHEDULED}, _S.APPROVED,
              PUBLISH),
        _step("publish", "Publish", {_S.APPROVED, _S.SCHEDULED, _S.UNPUBLISHED},
              _S.PUBLISHED, PUBLISH, system_sources=frozenset({_S.DRAFT})),
        _step("publish_update", "Publish the changes", {_S.PUBLISHED}, _S.PUBLISHED,
              PUBLISH),
        _step("correct", "Correct", {_S.PUBLISHED}, _S.PUBLISHED, PUBLISH),
        _step("unpublish", "Unpublish", {_S.PUBLISHED}, _S.UNPUBLISHED, PUBLISH),
        _step("kill", "Kill", set(_S) - {_S.KILLED}, _S.KILLED, PUBLISH,
              needs_note=True),
    )
}  # fmt: skip


def may(actor: Actor, step: Step, *, is_own: bool) -> bool:
    """Say whether the actor may take the step, its source aside."""
    return actor.has(step.permission) or bool(
        is_own and step.own_permission and actor.has(step.own_permission)
    )


def may_edit(actor: Actor, status: str, *, is_own: bool) -> bool:
    """Say whether the actor may change the draft of a story in this status."""
    if status == Status.KILLED:
        return False
    if actor.has(EDIT_ANY):
        return True
    return is_own and status == Status.DRAFT and actor.has(EDIT_OWN)


def may_place_photos(actor: Actor, status: str, *, is_own: bool) -> bool:
    """Say whether the actor may change which photos a story shows, and how."""
    if may_edit(actor, status, is_own=is_own):
        return True
    return status != Status.KILLED and actor.has(PLACE_PHOTOS)


def steps_for(actor: Actor, status: str, *, is_own: bool) -> list[Step]:
    """Give the steps open to the actor from this status, in the table's order."""
    return [
        step
        for step in STEPS.values()
        if status in step.sources and may(actor, step, is_own=is_own)
    ]


def next_status(
    name: str, status: str, actor: Actor, *, is_own: bool, note: str = ""
) -> Status:
    """Give where the step leads.

    Raises NotAllowed, WrongStatus or NoteMissing; permission is asked first, so that
    the answer tells nothing to somebody who may not ask.
    """
    step = STEPS[name]
    if not may(actor, step, is_own=is_own):
        raise NotAllowed(f"Your role does not allow the step {step.label!r}.")
    open_to = step.sources | (step.system_sources if actor.is_system else frozenset())
    if status not in open_to:
        label = Status(status).label
        raise WrongStatus(f"{step.label} is not possible: the story is {label}.")
    if step.needs_note and not note.strip():
        raise NoteMissing
    return step.target
