"""What an import was unsure of: its warnings, and doubts beside the fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.raw import text_of_item
from articles.models import Article
from articles.workflow import Status

LEAST_CONFIDENCE = 0.75
LONGEST_EXCERPT = 200
# Names of the report to names of the form; "body.3" and the like go to the body.
_FORM_FIELDS = {
    "contributors": "byline",
    "lead_photo.caption": "lead_caption",
    "lead_photo.credit": "lead_credit",
    "lead_photo.alt": "lead_alt",
    "lead_photo.title": "lead_caption",
    "copyright.holder": "copyright_holder",
    "copyright.year": "copyright_year",
    "copyright.notice": "copyright_notice",
    "copyright": "copyright_notice",
    "topics": "topics",
}
_REVIEWED = {Status.DRAFT, Status.IN_REVIEW, Status.APPROVED}


@dataclass(frozen=True)
class Doubt:
    """One value the import was unsure of; `said` is what the source said there."""

    name: str
    confidence: float
    said: str = ""

    @property
    def percent(self) -> int:
        """Give the confidence for reading."""
        return round(self.confidence * 100)

    @property
    def form_field(self) -> str:
        """Give the field of the form it stands beside."""
        head = self.name.split(".")[0]
        return _FORM_FIELDS.get(self.name) or _FORM_FIELDS.get(head) or head


@dataclass(frozen=True)
class Review:
    """The warnings and doubts of the import a draft came from."""

    warnings: list[dict[str, str]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    path: str = ""

    def notes(self) -> dict[str, SafeString]:
        """Give what is said below each field of the form."""
        found: dict[str, SafeString] = {}
        for doubt in self.doubts:
            before = found.get(doubt.form_field, SafeString())
            found[doubt.form_field] = format_html("{}{}", before, _note(doubt))
        return found


def review_of(article: Article) -> Review:
    """Give what is to be looked at before the story goes on; empty where nothing is."""
    item = article.import_item
    if item is None or article.status not in _REVIEWED:
        return Review()
    report = item.report or {}
    unsure = {
        name: row
        for name, row in (report.get("fields") or {}).items()
        if row.get("confidence", 1) < LEAST_CONFIDENCE
        and _is_as_imported(article, name, report.get("story") or {})
    }
    text = text_of_item(item) if any(row.get("span") for row in unsure.values()) else ""
    return Review(
        warnings=list(report.get("warnings") or []),
        doubts=[
            Doubt(name, float(row["confidence"]), _excerpt(text, row.get("span")))
            for name, row in unsure.items()
        ],
        path=item.path,
    )


def _is_as_imported(article: Article, name: str, story: dict[str, Any]) -> bool:
    """Say whether a plain field still has the value that came; others always count."""
    now = getattr(article, name, None)
    came = story.get(name)
    return not isinstance(came, str) or not isinstance(now, str) or came == now


def _excerpt(text: str, span: list[int] | None) -> str:
    if not span or not text:
        return ""
    said = " ".join(text[span[0] : span[1]].split())
    return said if len(said) <= LONGEST_EXCERPT else f"{said[:LONGEST_EXCERPT]}…"


def _note(doubt: Doubt) -> SafeString:
    said = format_html(" The source said: <q>{}</q>", doubt.said) if doubt.said else ""
    place = f" ({doubt.name})" if "." in doubt.name else ""
    return format_html(
        '<span class="doubt">{} % sure{}.{}</span>', doubt.percent, place, said
    )
