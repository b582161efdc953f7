"""What stands beside and under a page's body: related stories and the copyright line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from articles.parsers.lines import copyright_of, promo_title, recase_title
from articles.parsers.page_findings import Findings
from articles.parsers.page_lines import Kind, Line, marker_of
from articles.parsers.page_regions import Regions
from articles.story import RelatedRef

_FEWEST_WORDS = 3
_RUN_WORDS = 5
_RUN_LENGTH = 3
_FEWEST_UNDER_LABEL = 2
# Words by which a heading says that more of the kind follows.
_HEAD = re.compile(
    r"\b(?:more|other|passend|weitere|mehr|autres?|más|otras?|mais|outr[ao]s|altr[ei]|meer|mer|flere|fler|więcej|ещё)\b"
)


def keep_related(
    lines: Sequence[Line], regions: Regions, skipped: set[str], findings: Findings
) -> None:
    """Keep the items of every list; warn where lists were announced and none has any."""
    items = {i for zone in regions.zones for i in zone.items}
    items.update(_unannounced(lines, regions))
    kept: dict[str, tuple[Line, float]] = {}
    for i in sorted(items):
        line = lines[i]
        if line.count >= _FEWEST_WORDS and line.key not in skipped:
            kept.setdefault(line.key, (line, _confidence(line, i, regions)))
    findings.values["related"] = tuple(
        RelatedRef(_title(line)) for line, _ in kept.values()
    )
    for number, (line, confidence) in enumerate(kept.values()):
        findings.judge(
            f"related.{number}",
            confidence,
            line,
            reason="a list with a heading" if confidence > 0.55 else "a run of titles",
        )
    if regions.zones and not kept:
        heading = lines[regions.zones[-1].heading].text
        findings.warn(
            "related_announced_empty",
            f"The page announces “{heading}” but lists nothing.",
        )


def _confidence(line: Line, index: int, regions: Regions) -> float:
    if not regions.zone_of(index):
        return 0.55
    return 0.6 if line.kind is Kind.PROSE else 0.85


def _title(line: Line) -> str:
    text = line.text[len(marker_of(line.text)) :].strip()
    return recase_title(promo_title(text) or text)


def _unannounced(lines: Sequence[Line], regions: Regions) -> list[int]:
    """Take three titles in a row under the body, or two under a label, for a list."""
    run: list[int] = []
    fewest = _RUN_LENGTH
    for i in range(regions.stop, len(lines)):
        line = lines[i]
        if regions.zone_of(i) or line.kind in {Kind.COMMENTS, Kind.COPYRIGHT}:
            break
        if line.kind in {Kind.TITLE, Kind.PROMO} and line.count >= _RUN_WORDS:
            run.append(i)
        elif run and line.kind is Kind.LABEL and lines[i - 1].kind is not Kind.LABEL:
            continue
        elif len(run) < fewest:
            is_head = _is_short(line) or _HEAD.search(line.key)
            run, fewest = [], _FEWEST_UNDER_LABEL if is_head else _RUN_LENGTH
        else:
            break
    return run if len(run) >= fewest else []


def _is_short(line: Line) -> bool:
    return line.kind in {Kind.LABEL, Kind.TITLE} and line.count < _RUN_WORDS


def keep_copyright(lines: Iterable[Line], findings: Findings) -> None:
    """Keep the first copyright line, which stands nearest to the text."""
    for line in lines:
        if line.kind is Kind.COPYRIGHT and (said := copyright_of(line.text)):
            who = "a copyright line, with its year" if said.year else "a line of rights"
            findings.keep(
                "copyright", said, 0.95 if said.year else 0.75, line, reason=who
            )
            sure = 0.95 if said.year and said.holder else 0.6
            findings.judge("copyright.holder", sure, line, reason=who)
            return
