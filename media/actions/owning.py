"""The copyright notice of a photo that names none: its supplier's or its source's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from media.credits import read_credit
from media.models import CopyrightNotice, Source


def with_notice(facts: Mapping[str, Any], provider: Source | None) -> dict[str, Any]:
    """Add holder and notice where a photo's facts, by column, name neither.

    Whom the credit names is asked first, the supplier before the owner, among the
    sources kept here; the deliverer only answers for what is credited to nobody else.
    """
    facts = dict(facts)
    if facts.get("copyright_notice") or facts.get("copyright_holder"):
        return facts
    if notice := _notice_for(facts, provider):
        taken = facts.get("date_created")
        year = taken.year if isinstance(taken, datetime) else timezone.localdate().year
        facts["copyright_holder"] = notice.holder
        facts["copyright_notice"] = notice.text_for(year)
    return facts


def _notice_for(
    facts: Mapping[str, Any], provider: Source | None
) -> CopyrightNotice | None:
    credited = read_credit(facts.get("credit_raw") or facts.get("credit") or "")
    said = (credited.supplier, credited.source, facts.get("source") or "")
    names = [name for name in said if name]
    if not names:
        return provider.copyright if provider else None
    named = Q(slug__in=[slugify(name) for name in names]) | Q(name__in=names)
    known = Source.objects.filter(named, copyright__isnull=False)
    found = {
        key: row.copyright
        for row in known.select_related("copyright")
        for key in (row.slug, row.name)
    }
    return next(
        (found[key] for name in names for key in (name, slugify(name)) if key in found),
        None,
    )
