"""Sparse answers: the fields of a document that somebody asks for (`fields`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from articles.api.parameters import Reader
from articles.errors import BadParameter

MOST_FIELDS = 200
_MOST_CHARACTERS = 5000
# What is asked for, by name: all of a field, or some of what is in it.
Fields = dict[str, Any]


def _all(names: str, **deeper: Fields) -> Fields:
    return {**{name: {} for name in names.split()}, **deeper}


_COPYRIGHT = _all("holder notice license_url")
_PHOTO = _all(
    "id title caption credit alt creator source focal_point width height file_state"
    " placeholder overridden",
    copyright=_COPYRIGHT,
    renditions=_all("url type width height spec"),
)
# The fields of the contract's section 4.
ITEM_FIELDS = _all(
    "id guid version status type language slug url canonical_url headline kicker dek"
    " byline dateline keywords first_published_at published_at updated_at word_count",
    headlines=_all("web social print"),
    contributors=_all("name role slug"),
    section=_all("slug name"),
    topics=_all("slug name qcode"),
    source=_all("slug name url"),
    lead_photo=_PHOTO,
    related=_all("title url article relation"),
    copyright={
        **_COPYRIGHT,
        **_all("year usage_terms", machine_use=_all("train input index search")),
    },
    corrections=_all("kind text at"),
    disclosure=_all("digital_source_type note reviewed_by_role"),
)
DOCUMENT_FIELDS = {
    **ITEM_FIELDS,
    "body": _all(
        "id type html level text attribution style items rows header caption provider"
        " url title state raw title_original article",
        photo=_PHOTO,
        photos=_PHOTO,
    ),
}


def fields_of(known: Fields) -> Reader:
    """Give what reads a comma list of known fields; dots lead into them."""

    def read(text: str) -> Fields:
        if len(text) > _MOST_CHARACTERS or text.count(",") >= MOST_FIELDS:
            raise BadParameter.of("fields", f"Give at most {MOST_FIELDS} fields.")
        found: Fields = {}
        for path in text.split(","):
            _add(found, path.split("."), known)
        return found

    return read


def pick(data: bytes, fields: Fields) -> bytes:
    """Give these fields of a stored document, in its order; in lists, of each row."""
    return orjson.dumps(_pick(orjson.loads(data), fields))


def _add(found: Fields, path: list[str], known: Fields) -> None:
    """Note one path; whoever asks for a whole field gets it whole."""
    for place, name in enumerate(path):
        if name not in known:
            raise _unknown(path, place, known)
        known = known[name]
        if found.get(name) == {}:
            return
        if place == len(path) - 1:
            found[name] = {}
        else:
            found = found.setdefault(name, {})


def _unknown(path: list[str], place: int, known: Fields) -> BadParameter:
    start = ".".join(path[:place])
    within = f"{start[:100]} has" if start else "There are"
    names = ", ".join(sorted(known)) or "no fields"
    asked = ".".join(path)[:100]
    return BadParameter.of("fields", f"Unknown: {asked!r}. {within}: {names}.")


def _pick(value: Any, fields: Mapping[str, Any]) -> Any:
    if not fields or value is None:
        return value
    if isinstance(value, list):
        return [_pick(each, fields) for each in value]
    return {
        name: _pick(each, fields[name])
        for name, each in value.items()
        if name in fields
    }
