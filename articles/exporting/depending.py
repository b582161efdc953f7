"""What a document shows of rows outside its story, as digests to compare later."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from articles.exporting.facts import Facts, Target, read_targets, site_notice
from articles.models import Contributor, Section, Topic
from articles.models.dependency import FactKind
from media.models import CopyrightNotice, Source

Fact = tuple[str, str]
"""The kind of a fact and which one it is: the keys of a DocumentDependency."""

_SAYS: Mapping[type, tuple[str, ...]] = {
    Section: ("name", "copyright_id"),
    Topic: ("name", "qcode"),
    Contributor: ("name",),
    Source: ("name", "url", "copyright_id"),
    CopyrightNotice: (
        "holder", "year_rule", "year", "template", "usage_terms", "license_url",
    ),
    Target: ("url", "headline"),
}  # fmt: skip
_ROWS: Mapping[str, type] = {
    FactKind.SECTION: Section,
    FactKind.TOPIC: Topic,
    FactKind.CONTRIBUTOR: Contributor,
    FactKind.SOURCE: Source,
    FactKind.NOTICE: CopyrightNotice,
}


def facts_seen(facts: Facts) -> dict[Fact, str]:
    """Give everything the document shows, and what each fact says in it."""
    found: dict[Fact, str] = {
        (FactKind.STORY, key): _digest(facts.targets.get(key))
        for key in facts.pointed_at
    }
    rows = [(FactKind.TOPIC, row) for row in facts.topics.values()]
    people = [(FactKind.CONTRIBUTOR, row) for row in facts.contributors.values()]
    others = [
        (FactKind.SECTION, facts.section),
        (FactKind.SOURCE, facts.source),
        (FactKind.NOTICE, facts.notice),
    ]
    for kind, row in (*rows, *people, *others):
        if row is not None and row.pk is not None:
            found[kind, str(row.pk)] = _digest(row)
    if facts.notice is not None and facts.notice == facts.site_notice:
        found[FactKind.SITE_NOTICE, ""] = _of_site(facts.site_notice)
    return found


def facts_now(kind: str, keys: Collection[str]) -> dict[str, str]:
    """Give what facts of one kind say today; a fact that is gone says nothing."""
    if kind == FactKind.SITE_NOTICE:
        return dict.fromkeys(keys, _of_site(site_notice()))
    found: Mapping[Any, Any]
    if kind == FactKind.STORY:
        found = read_targets(keys)
    else:
        found = _ROWS[kind]._default_manager.in_bulk(list(map(int, keys)))  # type: ignore[attr-defined]  # they are models
    rows = {str(key): row for key, row in found.items()}
    return {key: _digest(rows.get(key)) for key in keys}


def _of_site(notice: CopyrightNotice) -> str:
    return _hashed([notice.pk or notice.holder])


def _digest(row: Any) -> str:
    if row is None:
        return ""
    return _hashed(getattr(row, name) for name in _SAYS[type(row)])


def _hashed(values: Iterable[object]) -> str:
    text = "\x1f".join(str(value) for value in values)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
