"""The import report: one line of JSON for each item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from articles.markup import word_count
from articles.parsers.base import Judged, Parsed
from articles.reading.judging import Judgement
from articles.reading.photographs import PhotoFile
from articles.story import Story
from media.reports import Warned, describe_error, list_warnings, plain_row

_PHOTO_KEYS = (
    "title", "caption", "credit", "alt", "creator", "source", "source_url", "raw",
)  # fmt: skip
_TIMES = (
    "first_published_at", "published_at", "updated_at", "embargo_until", "expires_at",
)  # fmt: skip


def report_item(
    judgement: Judgement,
    outcome: str,
    *,
    source: Mapping[str, str],
    warnings: Iterable[Warned] = (),
    error: tuple[str, str] | None = None,
) -> dict[str, Any]:
    """Give an item's line; `warnings` are those that came after the judgement.

    `source` has slug, name and url of who delivered it, `error` a code and a text.
    """
    parsed = judgement.parsed
    if judgement.refusal and error is None:
        error = (judgement.refusal.code, judgement.refusal.text)
    row = {
        "path": judgement.entry.path,
        "index": judgement.index,
        "outcome": outcome,
        "format": parsed.format if parsed else None,
        "guid": judgement.guid or None,
        "version": parsed.version if parsed else None,
        "story": _story(judgement, parsed, source) if parsed else None,
        "fields": {name: _field(parsed.fields[name]) for name in parsed.fields}
        if parsed
        else {},
        "warnings": list_warnings((*judgement.warnings, *warnings)),
        "error": describe_error(error),
    }
    return plain_row(row)


def _story(
    judgement: Judgement, parsed: Parsed, source: Mapping[str, str]
) -> dict[str, Any]:
    row = parsed.story.to_json()
    files = iter(judgement.files)
    lead = row["lead_photo"]
    return row | {
        "guid": judgement.guid,
        "version": parsed.version,
        "status": "usable",
        "source": dict(source),
        "word_count": word_count(parsed.story.body),
        **_people(row["contributors"]),
        "lead_photo": _photo(lead, files) if lead else None,
        "body": [_block(block, files) for block in row["body"]],
        "corrections": [],
        "disclosure": None,
        **{name: _utc(parsed.story, name) for name in _TIMES},
    }


def _people(credits_given: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    """Part whom the byline names from whom a note says to have contributed.

    Who counts bylines in a report counts `contributors`; nobody there only helped.
    """
    people = [{"name": each["name"], "role": each["role"]} for each in credits_given]
    return {
        "contributors": [each for each in people if each["role"] != "contributing"],
        "contributing": [
            each["name"] for each in people if each["role"] == "contributing"
        ],
    }


def _photo(row: Mapping[str, Any], files: Any) -> dict[str, Any]:
    state = "ok" if isinstance(next(files, None), PhotoFile) else "missing"
    return {key: row[key] for key in _PHOTO_KEYS} | {"file_state": state}


def _block(row: dict[str, Any], files: Any) -> dict[str, Any]:
    """Give a block without its id, which is ours, and with its photos' states."""
    block = {key: value for key, value in row.items() if key != "id"}
    if row["type"] == "photo":
        block["photo"] = _photo(row["photo"], files)
    elif row["type"] == "gallery":
        block["photos"] = [_photo(photo, files) for photo in row["photos"]]
    return block


def _field(judged: Judged) -> dict[str, Any]:
    span = list(judged.span) if judged.span else None
    row: dict[str, Any] = {"confidence": round(judged.confidence, 3), "span": span}
    if judged.reason:
        row["reason"] = judged.reason
    if judged.rejected:
        row["rejected"] = [
            {"value": r.value, "confidence": r.confidence, "reason": r.reason}
            for r in judged.rejected
        ]
    return row


def _utc(story: Story, name: str) -> str | None:
    value: datetime | None = getattr(story, name)
    if value is None:
        return None
    text = value.astimezone(UTC).isoformat(timespec="seconds")
    return text.replace("+00:00", "Z")
