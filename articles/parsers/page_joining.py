"""Lines that only their neighbours explain: labels on a line of their own, names under captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.parsers.bylines import biography_names, byline_names, is_person_name
from articles.parsers.lines import is_summary_heading
from articles.parsers.page_lines import TEXT_KINDS, Kind, Line
from articles.parsers.page_photos import opens_with_day
from media.credits import is_agency

_LONGEST_NAME = 60
_WORDY = frozenset({Kind.TITLE, Kind.SENTENCE, Kind.PROSE, Kind.PROMO})
_BARE = frozenset({Kind.TITLE, Kind.LABEL, Kind.CREDIT})
_LONGEST_AFTER_LABEL = 400
# A label whose caption or credit a flattened page put on the next line.
_LABEL_ALONE = re.compile(
    r"(?:(?:image|media|photo|picture|video) (?:source|caption|copyright|credit),?"
    r"|(?:photo(?:graph)?s?|image|picture|foto|bild|bildquelle|crédit(?: photo)?|credits?|crédito"
    r"|fotó|kuva|fot\.|фото|zdjęcie|beeld|billede|immagine|imagem|imagen|quelle|källa)"
    r"(?: (?:by|credit|credits))?\s?[:：])",
    re.IGNORECASE,
)


def join_labels(lines: Sequence[Line]) -> list[Line]:
    """Join "Image source," or "Foto:", alone on its line, with what it is a label of."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        is_labelled = before is not None and _LABEL_ALONE.fullmatch(before.text)
        if before and is_labelled and len(line.text) <= _LONGEST_AFTER_LABEL:
            whole = f"{before.text} {line.text}"
            joined[-1] = Line(whole, before.start, line.end, before.is_glued)
        else:
            joined.append(line)
    return joined


# The tools of a picture's viewer, under its caption.
_CAPTION_TOOLS = re.compile(
    r"(?:(?:hide|show|toggle) caption|\+\d{1,2})", re.IGNORECASE
)
# The tool that shows a picture larger, over its caption.
_ENLARGE = re.compile(
    r"(?:click to )?enlarge(?: (?:this )?(?:image|photo|picture))?|view larger(?: image)?|ampliar(?: (?:la )?(?:foto|imagen|imagem))?"
    r"|agrandir(?: l['’]image| la photo)?|(?:bild )?vergrößern|ingrandisci|vergroot(?: afbeelding)?|forstør|förstora",
    re.IGNORECASE,
)
# The tools at the end of a gallery, whose own captions stand above them.
_GALLERY_OVER = re.compile(r"(?:previous|prev)\W{0,3}(?:next)?|next", re.IGNORECASE)
_TOPICS_HEADING = re.compile(
    r"(?:(?:related |story |more )?(?:topics|tags|keywords)|in this (?:article|story)|temas|etiquetas|archivado en|tópicos|assuntos"
    r"|themen|schlagworte|stichworte|mots[- ]clés|thèmes|argomenti|trefwoorden|onderwerpen|ämnen|emner)\s?:?",
    re.IGNORECASE,
)
# How long a film runs: "1:30 • Source: AP".
_DURATION = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[•·|]\s?.{2,40})?")
_FEWEST_TOPICS = 2
_LONGEST_TOPIC = 4
_MOST_ENLARGED_WORDS = 35
_MOST_POINTS = 5
_MOST_ANNOUNCED = 12
_FEWEST_ROWS = 3
_MOST_CAPTION_WORDS = 25
_ROWS = frozenset({Kind.TITLE, Kind.LABEL, Kind.PROMO, Kind.SENTENCE})
_NEAR = 4


def know_by_neighbours(lines: Sequence[Line]) -> list[Line]:
    """Tell captions, credits and summaries by what stands right beside them."""
    known = list(lines)
    for index, line in enumerate(lines):
        if _CAPTION_TOOLS.fullmatch(line.text):
            _know_caption_over(known, index)
        elif is_summary_heading(line.text):
            _know_points_under(known, index)
        elif _ENLARGE.fullmatch(line.text):
            _know_caption_under(known, index)
        elif _TOPICS_HEADING.fullmatch(line.text):
            _know_topics_under(known, index)
        elif line.text.startswith(("1 ", "1\t")):
            _know_rows_from(known, index)
        elif line.kind is Kind.CREDIT and index + 1 < len(known):
            _know_day_under(known, index + 1)
    _know_films(known)
    _know_own_pictures(known)
    _know_capitals_over_bylines(known)
    return _with_first_caption(sign_captions(known))


def _know_own_pictures(lines: list[Line]) -> None:
    """Take the author's bare name over a short sentence, further down, for a credit."""
    signed = [i for i, line in enumerate(lines) if line.kind is Kind.BYLINE][:1]
    names = byline_names(lines[signed[0]].text) if signed else ()
    for i in range(
        signed[0] + _NEAR - 1 if signed else 0, len(lines) - 2 if names else 0
    ):
        caption = lines[i + 1]
        is_sentence = caption.kind in {Kind.SENTENCE, Kind.PROSE}
        is_short = is_sentence and caption.count <= _MOST_ENLARGED_WORDS
        is_told = is_short and not biography_names(caption.text)
        if lines[i].text in names and is_told and _goes_on(lines[i + 2], names):
            lines[i] = replace(lines[i], role=Kind.CREDIT)
            lines[i + 1] = replace(caption, role=Kind.PHOTO)


def _goes_on(line: Line, names: Sequence[str]) -> bool:
    """Say whether the story, its headline or a pointer goes on, and no list of authors."""
    return line.kind in _WORDY and line.text not in names


def _know_films(lines: list[Line]) -> None:
    """Leave out the titles of a list of films: how long each runs stands under it."""
    films = [
        i
        for i in range(len(lines) - 1)
        if _DURATION.fullmatch(lines[i + 1].text) and lines[i].kind in _ROWS
    ]
    for i in films if len(films) >= _FEWEST_ROWS else ():
        lines[i] = replace(lines[i], role=Kind.FURNITURE)


def _know_capitals_over_bylines(lines: list[Line]) -> None:
    """Take a name in capitals between a sentence and "By X" for the credit of a photo."""
    for index in range(1, len(lines) - 1):
        above, line, below = lines[index - 1 : index + 2]
        is_between = below.kind is Kind.BYLINE and above.kind in {
            Kind.SENTENCE,
            Kind.PROSE,
        }
        is_short = above.count <= _MOST_CAPTION_WORDS
        if is_between and is_short and line.text.isupper() and is_name_alone(line):
            lines[index - 1] = replace(above, role=Kind.PHOTO)
            lines[index] = replace(line, role=Kind.CREDIT)


def _with_first_caption(lines: list[Line]) -> list[Line]:
    """Take a sentence and a bare name between the story's signature and its text for a photo."""
    kept = [i for i, line in enumerate(lines) if line.kind is not Kind.FURNITURE]
    for place in range(1, len(kept) - 2):
        before, caption, name, text = (lines[i] for i in kept[place - 1 : place + 3])
        fits = before.kind in {Kind.DATE, Kind.BYLINE} and caption.kind in _WORDY
        is_short = caption.count <= _MOST_CAPTION_WORDS and text.count > caption.count
        above = kept[: place - 1]
        is_titled = not above or any(lines[i].count > _LONGEST_TOPIC for i in above)
        if (
            fits
            and is_short
            and is_titled
            and text.kind is Kind.PROSE
            and _is_house(name)
        ):
            lines[kept[place]] = replace(caption, role=Kind.PHOTO)
            lines[kept[place + 1]] = replace(name, role=Kind.CREDIT)
            break
    return lines


def _is_house(line: Line) -> bool:
    """Say whether a short line in capitals may be the house a picture comes from."""
    is_caps = line.text.isupper() and 3 <= len(line.text) <= 30
    return line.kind in _BARE and (is_name_alone(line) or is_caps)


def _know_caption_over(lines: list[Line], tool: int) -> None:
    """Name the caption over "hide caption", and drop its credit said once more."""
    above = tool - 1
    credit = None
    is_signed = lines[above].kind is Kind.CREDIT or is_name_alone(lines[above])
    if above > 0 and is_signed:
        credit, above = lines[above], above - 1
    if above < 0 or lines[above].kind not in _WORDY:
        return
    lines[above] = replace(lines[above], role=Kind.PHOTO)
    for i in range(tool + 1, min(tool + _NEAR, len(lines))):
        if credit and lines[i].key == credit.key:
            lines[i] = replace(lines[i], role=Kind.FURNITURE)


def _know_caption_under(lines: list[Line], tool: int) -> None:
    """Name the caption under "Enlarge": it is short, and longer text or a title follows."""
    lines[tool] = replace(lines[tool], role=Kind.FURNITURE)
    if tool + 2 >= len(lines):
        return
    below, further = lines[tool + 1], lines[tool + 2]
    if tool and _GALLERY_OVER.fullmatch(lines[tool - 1].text):
        return
    if _is_house(below):
        lines[tool + 1] = replace(below, role=Kind.CREDIT)
        return
    is_short = below.kind in _WORDY and 5 <= below.count <= _MOST_ENLARGED_WORDS
    is_longer = further.kind is Kind.PROSE and further.count > 1.5 * below.count
    if is_short and (is_longer or further.kind in _BARE):
        lines[tool + 1] = replace(below, role=Kind.PHOTO)


def _know_topics_under(lines: list[Line], heading: int) -> None:
    """Leave out the topics under "Tags": a run of labels, and the heading itself."""
    stop = heading + 1
    while stop < len(lines) and _is_topic(lines[stop]):
        stop += 1
    if stop - heading > _FEWEST_TOPICS:
        for i in range(heading, stop):
            lines[i] = replace(lines[i], role=Kind.FURNITURE)


def _is_topic(line: Line) -> bool:
    is_bare = line.kind in {Kind.LABEL, Kind.TITLE, Kind.FURNITURE}
    return is_bare and line.count <= _LONGEST_TOPIC


def _know_day_under(lines: list[Line], place: int) -> None:
    """Take "Apr. 8: The president signs" under a credit for its caption."""
    line = lines[place]
    if line.kind in _WORDY and opens_with_day(line.text):
        lines[place] = replace(line, role=Kind.PHOTO)


def _know_points_under(lines: list[Line], heading: int) -> None:
    """Leave out the points of a summary: bare sentences without a stop, or items."""
    for i in range(heading + 1, min(heading + 1 + _MOST_POINTS, len(lines))):
        if lines[i].kind is Kind.LABEL:
            continue
        if lines[i].kind not in {Kind.TITLE, Kind.ITEM}:
            return
        lines[i] = replace(lines[i], role=Kind.FURNITURE)


def _know_rows_from(lines: list[Line], first: int) -> None:
    """Take lines that count 1, 2, 3 from their start for the rows of a table."""
    rows = 0
    above = lines[max(0, first - _NEAR) : first]
    if any(line.kind is Kind.RELATED for line in above):
        return
    while first + rows < len(lines):
        row = lines[first + rows]
        counts = row.text.split(maxsplit=1)[0] == str(rows + 1)
        if not counts or row.kind not in _ROWS:
            break
        rows += 1
    for i in range(first, first + rows if rows >= _FEWEST_ROWS else first):
        lines[i] = replace(lines[i], role=Kind.SENTENCE)


def sign_captions(lines: Sequence[Line]) -> list[Line]:
    """Take a bare name under a line that calls itself a caption for its credit."""
    signed: list[Line] = []
    for line in lines:
        is_under = bool(signed) and is_unsigned(signed[-1])
        is_over = len(signed) > 1 and signed[-2].kind is Kind.CREDIT
        is_name = is_under and not is_over and is_name_alone(line)
        signed.append(replace(line, role=Kind.CREDIT) if is_name else line)
    return signed


def opens_block_of_two(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line and the next stand together, apart from all others."""
    following = [line.is_glued for line in lines[index : index + 3]]
    return following[:2] == [False, True] and following[2:] != [True]


def is_announced(lines: Sequence[Line], index: int) -> bool:
    """Say whether a text that ends in a colon stands above, with only titles between."""
    for line in reversed(lines[max(0, index - _MOST_ANNOUNCED) : index]):
        if line.text.endswith(":"):
            return line.kind in TEXT_KINDS or line.kind is Kind.TITLE
        if line.kind is not Kind.TITLE:
            break
    return False


def is_unsigned(line: Line) -> bool:
    """Say whether a line calls itself a caption and holds no credit."""
    return line.kind is Kind.PHOTO and not line.credited.confidence


def is_name_alone(line: Line) -> bool:
    """Say whether a line is a person, or an agency, and nothing else."""
    if len(line.text) > _LONGEST_NAME or line.kind not in _BARE:
        return False
    return is_person_name(line.text) or is_agency(line.text)
