"""Text pages: one story's page flattened to text, read as a sub-editor reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.blocks import Heading, Paragraph, PhotoBlock, Promo
from articles.errors import NoStory
from articles.parsers.base import Defaults, Parsed
from articles.parsers.bylines import biography_names, speaks_of
from articles.parsers.dates import in_order_of
from articles.parsers.encodings import Decoded, decode, is_binary
from articles.parsers.languages import guess_language
from articles.parsers.lines import dateline_of, is_person_name, is_source_note
from articles.parsers.page_body import Body, Placed, add_embed, read_body, texts_of
from articles.parsers.page_captions import know_captions
from articles.parsers.page_findings import Findings, FoundPhoto
from articles.parsers.page_galleries import know_galleries
from articles.parsers.page_header import (
    Header,
    first_of_body,
    photos_above,
    read_header,
)
from articles.parsers.page_headline import Headline, find_headline
from articles.parsers.page_joining import join_labels, know_by_neighbours
from articles.parsers.page_lines import Kind, Line, part_glued_credits, split_lines
from articles.parsers.page_marks import without_marks
from articles.parsers.page_regions import Regions, find_regions, told_once
from articles.parsers.page_signatures import Signatures, read_signatures
from articles.parsers.page_tail import keep_copyright, keep_related
from articles.parsers.page_wrapping import join_wrapped
from articles.story import Story
from media.errors import TooLarge, UnreadableSource

MOST_BYTES = 5_000_000
_FEWEST_WORDS = 12
# How many blocks part two pictures that a site gives the same words.
_APART = 4
_MARKUP = re.compile(rb"^\s*(?:<[!?a-zA-Z]|\{|\[\s*[{\[\"])")


class PageTextParser:
    """The import format page-text."""

    name = "page-text"

    def claims(self, data: bytes, name: str) -> bool:
        """Claim text that is no markup, whatever its name; a name ending in .txt first."""
        if is_binary(data) or not data.strip():
            return False
        if name.casefold().endswith((".txt", ".text")):
            return True
        return "." not in name.rpartition("/")[2] and not _MARKUP.match(data[:200])

    def parse(self, data: bytes, name: str, defaults: Defaults) -> list[Parsed]:
        """Read the page's one story; its guid is empty, text pages have none.

        Raises NoStory where there is no running text, TooLarge over 5 MB, and
        UnreadableSource where the bytes are no text.
        """
        decoded = _text_of(data)
        findings = Findings(defaults)
        lines = without_marks(join_wrapped(split_lines(decoded.text)))
        lines = know_by_neighbours(part_glued_credits(join_labels(lines)))
        lines = know_captions(know_galleries(lines))
        _read_page(lines, findings)
        if decoded.is_guessed:
            findings.warn("encoding_guessed", f"Read as {decoded.encoding} by guess.")
        return [
            Parsed(
                story=Story(**findings.values),
                format=self.name,
                encoding=decoded.encoding,
                fields=findings.fields,
                warnings=tuple(findings.warnings),
            )
        ]


def _text_of(data: bytes) -> Decoded:
    if len(data) > MOST_BYTES:
        raise TooLarge(
            f"The page has {len(data):,} bytes; at most {MOST_BYTES:,} are read."
        )
    if not data.strip():
        raise NoStory("The file is empty.")
    if is_binary(data):
        raise UnreadableSource("The file is not text.")
    return decode(data)


def _read_page(lines: Sequence[Line], findings: Findings) -> None:
    """Find the headline in the whole page, then read what stands after it."""
    first = find_regions(lines)
    if not _has_story(lines, first):
        raise NoStory("There is no running text on this page.")
    headline = find_headline(lines, first)
    if headline is None:
        findings.warn("headline_missing", "No line of the page reads like a headline.")
        headline = Headline("", Line("", 0, 0), -1, 0.0)
    else:
        findings.keep(
            "headline",
            headline.text,
            headline.confidence,
            headline.line,
            reason=headline.reason,
            rejected=headline.rejected,
        )
    above, after = lines[: headline.anchor + 1], lines[headline.anchor + 1 :]
    regions = told_once(after, find_regions(after), headline.line.key)
    if not _has_story(after, regions):
        raise NoStory("There is no running text under the headline.")
    _read_story(above, after, regions, headline, findings)


def _has_story(lines: Sequence[Line], regions: Regions) -> bool:
    body = lines[regions.start : regions.stop]
    return sum(line.count for line in body) >= _FEWEST_WORDS and any(
        line.kind in {Kind.PROSE, Kind.SENTENCE, Kind.PHOTO} for line in body
    )


def _read_story(
    above: Sequence[Line],
    after: Sequence[Line],
    regions: Regions,
    headline: Headline,
    findings: Findings,
) -> None:
    start = first_of_body(after, regions)
    header = read_header(after, start, regions, headline, findings)
    header.photos += photos_above(above[:-1], header)
    body = read_body(after, start, regions, {headline.line.key})
    _keep_language(body, findings)
    tail = after[regions.stop :]
    notes = [*body.notes, *(line for line in tail if line.kind is Kind.NOTE)]
    top = [after[i] for i in range(start) if not regions.zone_of(i)]
    ends = [placed.lines[0] for placed in body.blocks[2:][-2:]]
    signed = read_signatures(
        Signatures(above[:-1], top, ends, [*body.bylines, *tail], notes), findings
    )
    _drop_signature(body, signed, findings)
    _keep_kicker(above, headline, findings)
    _keep_blocks(header, body, findings)
    _keep_dateline(body, top, findings)
    skipped = {headline.line.key, *(line.key for line in signed)}
    skipped |= {line.key for line in tail if _is_biography(line, findings)}
    keep_related(after, regions, skipped, findings)
    keep_copyright(after[start:], findings)


def _drop_signature(body: Body, signed: Sequence[Line], findings: Findings) -> None:
    """Take signatures and author biographies at the end out of the body."""
    while len(body.blocks) > 2 and _is_biography(body.blocks[0].lines[0], findings):
        body.blocks.pop(0)
    while len(body.blocks) > 2 and isinstance(
        body.blocks[-1].block, Paragraph | Promo | Heading
    ):
        line = body.blocks[-1].lines[0]
        is_note = line.text.startswith("(") and is_source_note(line.text[1:])
        is_note = is_note or _is_name_of_author(line, findings)
        if line not in signed and not is_note and not _is_biography(line, findings):
            return
        body.blocks.pop()


def _is_name_of_author(line: Line, findings: Findings) -> bool:
    """Say whether a line at the end is an author's bare name."""
    names = {c.name.casefold() for c in findings.values.get("contributors", ())}
    bare = line.text.casefold().strip(" .").removeprefix("about ")
    return bare in {name.strip(" .") for name in names}


def _is_biography(line: Line, findings: Findings) -> bool:
    """Say whether a line begins with an author's name and says what he or she does."""
    names = [credit.name for credit in findings.values.get("contributors", ())]
    if not names:
        return False
    said = {name.casefold().rstrip(".") for name in biography_names(line.text)}
    return any(name.casefold().rstrip(".") in said for name in names) or any(
        speaks_of(name, line.text) for name in names
    )


def _keep_kicker(above: Sequence[Line], headline: Headline, findings: Findings) -> None:
    """Take a short label right above the headline, unless it is a name."""
    before = above[-2] if len(above) > 1 and above[-1] is headline.line else None
    if before is None or before.kind not in {Kind.LABEL, Kind.TITLE}:
        return
    if before.count <= 4 and not is_person_name(before.text):
        findings.keep(
            "kicker", before.text, 0.55, before, reason="a label above the headline"
        )


def _keep_blocks(header: Header, body: Body, findings: Findings) -> None:
    """Put the header's first photo on top, its other photos and embeds before the text."""
    if header.photos:
        findings.values["lead_photo"] = header.photos[0].placed
        findings.judge_photo("lead_photo", header.photos[0])
    whole = Body()
    for photo in header.photos[1:]:
        whole.add_photo(photo)
    for line in header.embeds:
        add_embed(whole, line)
    whole.blocks = _said_once([*whole.blocks, *body.blocks], header.photos[:1])
    findings.values["body"] = tuple(placed.block for placed in whole.blocks)
    for number, placed in enumerate(whole.blocks):
        findings.judge(
            f"body.{number}",
            placed.confidence,
            *placed.lines,
            reason=placed.reason,
        )
        if placed.photo:
            findings.judge_photo(f"body.{number}.photo", placed.photo)


def _said_once(blocks: Sequence[Placed], first: Sequence[FoundPhoto]) -> list[Placed]:
    """Leave out a photo whose words stood close before it, or a credit said alone twice."""
    said = {(photo.placed.caption, photo.placed.credit): 0 for photo in first}
    told = {photo.placed.credit: 0 for photo in first}
    kept: list[Placed] = []
    for place, placed in enumerate(blocks):
        if isinstance(placed.block, PhotoBlock):
            photo = placed.block.photo
            words = (photo.caption, photo.credit)
            if place - said.get(words, -_APART) < _APART:
                continue
            if not photo.caption and place - told.get(photo.credit, -_APART) < _APART:
                continue
            if photo.caption and _is_credit_alone(kept, photo.credit):
                kept.pop()
            said[words] = told[photo.credit] = place
        kept.append(placed)
    return kept


def _is_credit_alone(kept: Sequence[Placed], credit: str | None) -> bool:
    """Say whether the last block is a photo of which only this credit is known."""
    last = kept[-1].block if kept else None
    if not isinstance(last, PhotoBlock) or not credit:
        return False
    return not last.photo.caption and last.photo.credit == credit


def _keep_dateline(body: Body, top: Sequence[Line], findings: Findings) -> None:
    """Read the dateline; the paragraph keeps it too, as readers see it there.

    Some pages give it a line of its own, with the paper's name: "PARIS — The Paper".
    """
    first = next((p for p in body.blocks if isinstance(p.block, Paragraph)), None)
    if first and (dateline := dateline_of(first.lines[0].text)):
        findings.keep(
            "dateline", dateline, 0.9, first.lines[0], reason="the text opens with it"
        )
        return
    for line in top:
        if line.kind is Kind.TITLE and (dateline := dateline_of(line.text)):
            findings.keep(
                "dateline", dateline, 0.7, line, reason="on a line above the text"
            )
            return


def _keep_language(body: Body, findings: Findings) -> None:
    guessed = guess_language("\n".join(texts_of(body)))
    if guessed:
        findings.keep("language", guessed, 0.95, reason="its commonest words")
        findings.defaults = in_order_of(guessed, findings.defaults)
        return
    language = findings.defaults.language
    findings.keep("language", language, 0.3, reason="assumed: the source's own")
    findings.warn("language_assumed", f"Taken as {language}, the source's language.")
