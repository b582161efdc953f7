"""Writes to sections, topics and contributors, each with word for what shows them."""

from __future__ import annotations

from typing import TypeVar

from django.db import transaction

from articles.errors import NotAllowed, SlugFixed, StillInUse
from articles.models import (
    Article,
    Contributor,
    DocumentDependency,
    Section,
    Topic,
)
from articles.models.dependency import FactKind
from media.actions.noting import changed, note, stored
from media.actors import Actor

_Named = TypeVar("_Named", Contributor, Section, Topic)
_SHOWN: dict[type, tuple[str, tuple[str, ...]]] = {
    Contributor: (FactKind.CONTRIBUTOR.value, ("name",)),
    Section: (FactKind.SECTION.value, ("name", "copyright_id")),
    Topic: (FactKind.TOPIC.value, ("name", "qcode")),
}
_MOST_TITLES = 3


@transaction.atomic
def keep_named(row: _Named, *, by: Actor) -> _Named:
    """Store a contributor, section or topic as it is now, new or changed.

    Raises SlugFixed where the slug of a stored row differs.
    """
    kind, shown = _SHOWN[type(row)]
    before = stored(row)
    _check(by, "change" if before else "add", kind)
    if before and before.slug != row.slug:
        raise SlugFixed.of(kind, before.slug)
    row.save()
    if before and (said := changed(before, row, shown)):
        note(kind, row.pk, kind, said, is_rights="copyright" in said)
    return row


@transaction.atomic
def remove_named(row: _Named, *, by: Actor) -> None:
    """Delete a row that no story uses, in its draft or live; else StillInUse."""
    kind, _ = _SHOWN[type(row)]
    _check(by, "delete", kind)
    # Whoever delivers a story that shows it holds the row, and is seen after this.
    list(type(row).objects.select_for_update().filter(pk=row.pk))
    live = DocumentDependency.objects.filter(kind=kind, key=str(row.pk))
    column = {"section": "section", "topic": "topics", "contributor": "contributors"}
    drafts = Article.objects.filter(**{column[kind]: row.pk}).values("pk")
    stories = Article.objects.filter(pk__in=drafts.union(live.values("article")))
    titles = [str(one) for one in stories.order_by("-pk")[: _MOST_TITLES + 1]]
    if titles:
        raise StillInUse.by(kind, titles[:_MOST_TITLES], len(titles) > _MOST_TITLES)
    row.delete()


def _check(by: Actor, verb: str, kind: str) -> None:
    if not by.has(f"articles.{verb}_{kind}"):
        raise NotAllowed(f"Your role does not allow that with a {kind}.")
