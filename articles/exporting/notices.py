"""Whose notice a story prints: its own, its source's, its section's, the site's."""

from __future__ import annotations

from typing import Any

from articles.story import Copyright
from media.models import CopyrightNotice

MACHINE_USES = ("train", "input", "index", "search")


def resolve_copyright(
    own: Copyright, row: CopyrightNotice | None, year: int | None
) -> dict[str, Any]:
    """Give holder, year, notice, usage_terms and license_url of the delivery document.

    `own` is what the story says, `row` the notice of its source, section or site,
    `year` that of the first publication. The terms a story states itself
    hold even where the owner comes from a row.
    """
    if own.is_stated:
        return _stated(own, year)
    found = _from_row(row, year) if row else _stated(Copyright(), None)
    if own.usage_terms or own.license_url:
        found |= {"usage_terms": own.usage_terms, "license_url": own.license_url}
    return found


def machine_use(site_default: dict[str, str]) -> dict[str, str]:
    """Give the site's word on each use by machines; `unset` where it has none."""
    return {use: site_default.get(use, "unset") for use in MACHINE_USES}


def _stated(own: Copyright, year: int | None) -> dict[str, Any]:
    """Take the story at its word; only a notice we write ourselves gets our year."""
    printed_year = own.year or (None if own.notice else year)
    parts = ("©", str(printed_year or ""), own.holder)
    return {
        "holder": own.holder,
        "year": printed_year if own.is_stated else None,
        "notice": own.notice or (" ".join(filter(None, parts)) if own.holder else ""),
        "usage_terms": own.usage_terms,
        "license_url": own.license_url,
    }


def _from_row(row: CopyrightNotice, year: int | None) -> dict[str, Any]:
    return {
        "holder": row.holder,
        "year": row.year_for(year) if year else row.year,
        "notice": row.text_for(year or row.year or 0),
        "usage_terms": row.usage_terms,
        "license_url": row.license_url,
    }
