"""Writes to sources and copyright notices, each with word for what shows them."""

from __future__ import annotations

from typing import TypeVar

from django.db import models, transaction

from media.actions.recording import check
from media.actors import Actor
from media.errors import SlugFixed
from media.models import CopyrightNotice, FactChange, Source
from media.models.change import NOTICE, SITE_NOTICE, SOURCE

_Row = TypeVar("_Row", bound=models.Model)
_OF_SOURCE = ("name", "url", "copyright_id")
_OF_NOTICE = ("holder", "year_rule", "year", "template", "usage_terms", "license_url")


@transaction.atomic
def keep_source(source: Source, *, by: Actor) -> Source:
    """Store a source as it is now, new or changed. Raises SlugFixed."""
    before = stored(source)
    check(by, f"media.{'change' if before else 'add'}_source")
    if before and before.slug != source.slug:
        raise SlugFixed
    source.save()
    if before and (said := changed(before, source, _OF_SOURCE)):
        note(SOURCE, source.pk, "source", said, is_rights="copyright" in said)
    return source


@transaction.atomic
def keep_notice(notice: CopyrightNotice, *, by: Actor) -> CopyrightNotice:
    """Store a copyright notice as it is now, new or changed."""
    before = stored(notice)
    check(by, f"media.{'change' if before else 'add'}_copyrightnotice")
    notice.save()
    if before and (said := changed(before, notice, _OF_NOTICE)):
        note(NOTICE, notice.pk, "copyright notice", said, is_rights=True)
    was_default = before is not None and before.is_site_default
    if was_default != notice.is_site_default:
        _note_site()
    return notice


@transaction.atomic
def remove_notice(notice: CopyrightNotice, *, by: Actor) -> None:
    """Delete a notice; a ProtectedError where a source or section prints it."""
    check(by, "media.delete_copyrightnotice")
    before = stored(notice)
    notice.delete()
    if before is not None and before.is_site_default:
        _note_site()


def stored(row: _Row) -> _Row | None:
    """Give the row as it is stored, locked; None where it is new."""
    rows = type(row)._default_manager.select_for_update(no_key=True)
    return rows.filter(pk=row.pk).first()


def changed(before: models.Model, after: models.Model, names: tuple[str, ...]) -> str:
    """Name the columns that differ, in words; an empty text where none does."""
    different = (n for n in names if getattr(before, n) != getattr(after, n))
    return ", ".join(name.removesuffix("_id").replace("_", " ") for name in different)


def note(
    kind: str, key: object, what: str, said: str, *, is_rights: bool = False
) -> None:
    """Leave word that a fact changed; `what` and `said` are for consumers to read."""
    FactChange.objects.create(
        kind=kind, key=str(key), cause=f"{what}: {said}"[:200], is_rights=is_rights
    )


def _note_site() -> None:
    note(SITE_NOTICE, "", "copyright notice", "of the site", is_rights=True)
