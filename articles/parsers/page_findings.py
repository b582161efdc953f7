"""What the judges of a page found: values, how sure, where it stood, warnings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from articles.blocks import PlacedPhoto
from articles.parsers.base import Defaults, Judged, Rejected
from articles.parsers.page_lines import Line
from media.reports import Warned


@dataclass
class Findings:
    """A story in the making; ``values`` has the names of Story's fields."""

    defaults: Defaults
    values: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, Judged] = field(default_factory=dict)
    warnings: list[Warned] = field(default_factory=list)

    def keep(
        self,
        name: str,
        value: Any,
        confidence: float,
        *lines: Line,
        reason: str,
        rejected: Sequence[Rejected] = (),
    ) -> None:
        """Keep a field's value with its confidence and the lines it was read from."""
        self.values[name] = value
        self.judge(name, confidence, *lines, reason=reason, rejected=rejected)

    def judge(
        self,
        name: str,
        confidence: float,
        *lines: Line,
        reason: str,
        rejected: Sequence[Rejected] = (),
    ) -> None:
        """Say how sure a field is, why, and which stretch of the source it comes from."""
        self.fields[name] = Judged(
            round(confidence, 2), span_of(lines), reason, tuple(rejected)
        )

    def judge_photo(self, name: str, photo: FoundPhoto) -> None:
        """Judge a photo's title, caption and credit, each by its own place."""
        for part, value, confidence, span in (
            ("title", photo.placed.title, 0.85, span_of(photo.title_lines)),
            ("caption", photo.placed.caption, photo.confidence, photo.caption_span),
            ("credit", photo.placed.credit, photo.confidence, photo.credit_span),
        ):
            if value:
                sure = round(confidence, 2)
                self.fields[f"{name}.{part}"] = Judged(sure, span, photo.reason)

    def warn(self, code: str, text: str) -> None:
        """Add a warning."""
        self.warnings.append(Warned(code, text))


@dataclass(frozen=True)
class FoundPhoto:
    """A photo read from a page, and where its parts stood."""

    placed: PlacedPhoto
    confidence: float
    caption_span: tuple[int, int] | None = None
    credit_span: tuple[int, int] | None = None
    title_lines: tuple[Line, ...] = ()
    reason: str = "a caption with its credit"


def span_of(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Give the offsets from the first line to the last."""
    if not lines:
        return None
    return min(line.start for line in lines), max(line.end for line in lines)
