"""What one piece of text in the story's region is: named rules, the first that answers.

Words alone are judged by `articles.parsers.lines`; here they are weighed with what
the page adds: links, class names, and where in the story the piece stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from articles.parsers import lines
from articles.parsers.bylines import is_bare_name
from articles.parsers.html_furniture import clean_words
from media.credits import is_agency, is_credit

Verdict = Literal[
    "body", "heading", "furniture", "promo", "call", "byline", "date", "copyright",
    "bio", "contribution", "related_heading", "comments", "embed_stub", "credit",
    "repeat", "source_note", "kicker",
]  # fmt: skip

# No line that is anything but body is longer.
LONGEST_JUDGED = 1500
MOST_LABEL_WORDS = 6
MOST_WORDS_OF_LABEL = 4
LONGEST_BARE_CALL = 160
_EDITORS_NOTE = re.compile(r"\W{0,3}editor[’']?s?[’']? note\b", re.IGNORECASE)
# Boxes over a story that say who wrote it, and when.
_NAMED_BYLINE = re.compile(
    r"-(?:byline|bylines|author|authors|auteur|auteurs|autor|autores|firma|signature"
    r"|posted|metadata|(?:entry|post|article|story)-meta)(?=-)"
)
_CALLS_LAST = re.compile(r"[.!?] (?:LEARN|READ|FIND OUT|SEE) MORE\W*$")
_EMAIL_ONLY = re.compile(r"[\w.+-]+@[\w.-]+\.\w{2,}(?:\s*[,;|/]?\s*@\w+)?|@\w+")
_BIO_VERBS = (
    r"is|was|are|has|covers|writes|reports|works|joined|es|son|trabaja|escribe|ist|war|schreibt"
    r"|arbeitet|est|sont|travaille|écrit|é|são|escreve|trabalha|è|scrive|lavora|är|er|skriver"
    r"|skrev|is a|teaches|lives|lebt|vive|dirige|can be|may be"
)
_CONNECTING = frozenset(
    {"by", "and", "von", "und", "par", "et", "por", "y", "e", "di", "av", "og", "och"}
)
_INITIALS = re.compile(
    r"[(\[][\w/.,& -]{1,14}[)\]]|_{2,}|[-–—*#•]{1,5}"
    r"|[a-zäöüß]{2,4}(?:/(?:[a-zäöüß]{2,4}|dpa\S*|AFP|AP|Reuters|KNA|epd|sid|SDA|APA)){1,4}"
)
_BARE_INITIALS = re.compile(r"[a-zäöüß]{2,4}")
_CLOCK = re.compile(
    r"\d{1,2}[.:h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?", re.IGNORECASE
)
_TIMECODE = re.compile(r"(?:\A|\s)\d{1,2}:\d\d\s")
FEWEST_TIMECODES = 5
_CUT_OFF = re.compile(
    r"(?:…|\.\.\.)\s?(?:\[|\()?(?:read(?: more)?|more|continue(?: reading)?|weiter(?:lesen)?|lire(?: la suite)?"
    r"|leer(?: más)?|ler mais|leggi(?: tutto)?|lees verder)(?:\]|\))?\s?(?:…|\.\.\.|»|›|>|→)*$",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:to this|reporting|research)|^\W?(?:additional )?(?:reporting|writing) by\b"
    r"|^\W?\(?(?:avec|con información de|com informações d|mit material von|met medewerking"
    r"|ont contribué|ha collaborato)\b",
    re.IGNORECASE,
)
_STRONG_LABEL = re.compile(
    r"^\W{0,3}\w+[ -]\w+|^\W{0,3}(?:related|relat|relacionad)|^\w{4,} ?\|", re.I
)


@dataclass(frozen=True)
class Piece:
    """A text with what the page says around it.

    ``link_share`` is how much of it is links (0 to 1), ``is_bold`` that all of it is.
    ``is_first`` holds until the first paragraph of the story; ``beside_link`` is what
    stands before a link that the text ends with, ``linked`` what its links say.
    """

    text: str
    tag: str = "p"
    names: str = ""
    link_share: float = 0.0
    has_link: bool = False
    is_bold: bool = False
    is_first: bool = False
    beside_link: str = ""
    linked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What is known of the story before its text is read, folded for comparison."""

    headlines: frozenset[str] = frozenset()
    dek: str = ""
    described: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    is_live: bool = False


Rule = Callable[[Piece, Known], "Verdict | None"]


def judge_piece(piece: Piece, known: Known) -> Verdict:
    """Say what a piece of text is."""
    if len(piece.text) > LONGEST_JUDGED:
        return _transcript(piece, known) or "body"
    for rule in RULES:
        if verdict := rule(piece, known):
            return verdict
    return "body"


def _nothing(piece: Piece, known: Known) -> Verdict | None:
    """Find tools, navigation and notes of the machine."""
    if piece.tag in {"h2", "h3", "h4"} and not piece.has_link and len(piece.text) > 12:
        return None
    if piece.is_first and _is_trail(piece):
        return "furniture"
    parts = [part for part in re.split(r"\s?[|·•]\s?", piece.text) if part.strip()]
    is_bar = len(parts) > 1 and piece.link_share > 0.6
    is_tools = is_bar and all(len(part.split()) <= 4 for part in parts)
    return "furniture" if is_tools or all(map(lines.is_furniture, parts)) else None


def _is_trail(piece: Piece) -> bool:
    """Say whether a line above the story is the way to it: "Home > News > Ferries"."""
    parts = re.split(r"\s[>»›→]\s", piece.text)
    is_short = all(len(part.split()) <= MOST_WORDS_OF_LABEL for part in parts)
    return piece.has_link and len(parts) > 1 and is_short


def _transcript(piece: Piece, known: Known) -> Verdict | None:
    """Find what a film says, with its clock, and the cut-off beginning of a story."""
    is_timed = len(_TIMECODE.findall(piece.text)) >= FEWEST_TIMECODES
    is_spoken = is_timed and _TIMECODE.match(piece.text)
    return "furniture" if is_spoken or _CUT_OFF.search(piece.text) else None


def _repeat(piece: Piece, known: Known) -> Verdict | None:
    """Find the headline or the dek once more, before or between the paragraphs."""
    words = clean_words(piece.text)
    if words in known.headlines or (
        known.dek and words == known.dek and piece.is_first
    ):
        return "repeat"
    return None


def _comments(piece: Piece, known: Known) -> Verdict | None:
    is_heading = piece.tag in {"h2", "h3", "h4"}
    return "comments" if is_heading and lines.is_comments_heading(piece.text) else None


def _related_heading(piece: Piece, known: Known) -> Verdict | None:
    if len(piece.text) > 90 or not lines.is_related_heading(piece.text):
        return None
    return "related_heading"


def _embed_stub(piece: Piece, known: Known) -> Verdict | None:
    return "embed_stub" if lines.is_embed_stub(piece.text) else None


def _byline(piece: Piece, known: Known) -> Verdict | None:
    """Find a line that names who wrote it, above the story or short below it."""
    if len(piece.text) > 160 or piece.tag == "blockquote":
        return None
    if _is_only_authors(piece.text, known.authors):
        return "byline"
    is_named = piece.is_first and _NAMED_BYLINE.search(piece.names)
    if is_named and not lines.ends_sentence(piece.text):
        return "byline"
    if piece.is_first and piece.tag == "p" and is_bare_name(piece.text):
        return "byline"
    names = lines.byline_names(piece.text)
    if names and (piece.is_first or len(piece.text) <= 12 + sum(map(len, names)) * 1.6):
        return "byline" if not lines.ends_sentence(piece.text) else None
    return None


def _is_only_authors(text: str, authors: frozenset[str]) -> bool:
    words = set(clean_words(text).split()) - _CONNECTING
    names = {word for author in authors for word in author.split()}
    return bool(words) and words <= names


def _initials(piece: Piece, known: Known) -> Verdict | None:
    """Find an author's or agency's initials alone, in brackets or below the story."""
    is_bare = not piece.is_first and _BARE_INITIALS.fullmatch(piece.text)
    return "furniture" if is_bare or _INITIALS.fullmatch(piece.text) else None


def _clock(piece: Piece, known: Known) -> Verdict | None:
    """Find a time of day alone; the tools of players look alike."""
    return "date" if _CLOCK.fullmatch(piece.text) else None


def _date(piece: Piece, known: Known) -> Verdict | None:
    if len(piece.text) <= 120 and lines.is_date_line(piece.text):
        return "date" if not lines.ends_sentence(piece.text) or piece.is_first else None
    return None


def _outlet(piece: Piece, known: Known) -> Verdict | None:
    """Find the outlet's or an agency's name alone on a line."""
    words = clean_words(piece.text)
    if words in known.outlets or (len(words) < 40 and is_agency(piece.text)):
        return "furniture"
    return None


def _email(piece: Piece, known: Known) -> Verdict | None:
    return "furniture" if _EMAIL_ONLY.fullmatch(piece.text.strip()) else None


def _copyright(piece: Piece, known: Known) -> Verdict | None:
    return "copyright" if lines.copyright_of(piece.text) else None


def _contribution(piece: Piece, known: Known) -> Verdict | None:
    if len(piece.text) > 320 or piece.is_first:
        return None
    is_said = lines.contribution_names(piece.text) or _CONTRIBUTED.search(piece.text)
    return "contribution" if is_said else None


def _labelled_promo(piece: Piece, known: Known) -> Verdict | None:
    """Find "Read more: Title", linked or with a label no text would have."""
    title = lines.promo_title(piece.text)
    if not title or piece.tag in {"li", "h2"}:
        return None
    is_labelled = title != piece.text
    if not is_labelled and lines.is_call_to_action(piece.text):
        return None
    if piece.link_share > 0.4:
        return "promo"
    if is_labelled and _STRONG_LABEL.match(piece.text) and piece.has_link:
        return "promo"
    is_bare = is_labelled and _STRONG_LABEL.match(piece.text) and len(piece.text) < 160
    return "promo" if is_bare and not lines.ends_sentence(piece.text) else None


def _label_before_link(piece: Piece, known: Known) -> Verdict | None:
    """Find "LIRE AUSSI. Title": words that announce, and nothing more than a link."""
    label = piece.beside_link.strip(" :|>»–—-.")
    if not label or len(label.split()) > MOST_LABEL_WORDS:
        return None
    is_marked = piece.beside_link.rstrip().endswith((":", "|", "»", "："))
    is_told = lines.is_related_heading(label) or lines.promo_title(f"{label}: X Y Z W")
    if is_told and not lines.is_call_to_action(piece.text):
        return "promo"
    is_title = piece.link_share > 0.6 and not lines.ends_sentence(piece.text)
    return "promo" if is_marked and is_title and len(piece.text) < 200 else None


def _topics(piece: Piece, known: Known) -> Verdict | None:
    """Find "More in: World, News": a label, and links of a few words each."""
    label, _, rest = piece.text.partition(":")
    parts = [part.strip() for part in re.split(r"[,|·•;]", rest)]
    is_short = all(len(part.split()) <= MOST_WORDS_OF_LABEL for part in (label, *parts))
    return "furniture" if is_short and (*parts,) == piece.linked else None


def _linked_title(piece: Piece, known: Known) -> Verdict | None:
    """Find what is nothing but a link: it leads to another story."""
    if piece.link_share < 0.88 or piece.tag in {"li", "blockquote"}:
        return None
    if lines.is_call_to_action(piece.text):
        return "call"
    return "promo" if len(piece.text.split()) >= 3 else "furniture"


def _call(piece: Piece, known: Known) -> Verdict | None:
    if piece.tag in {"h2", "h3", "blockquote"} and not piece.has_link:
        return None
    limit = 320 if piece.has_link else LONGEST_BARE_CALL
    # A long one says so at once: what a listing asks for at its end is no call.
    is_note = _EDITORS_NOTE.match(piece.text)
    asked = piece.text if is_note else piece.text[:LONGEST_BARE_CALL]
    if len(piece.text) <= limit and lines.is_call_to_action(asked):
        return "call"
    if len(piece.text) <= LONGEST_BARE_CALL and _CALLS_LAST.search(piece.text):
        return "call"
    return None


def _credit(piece: Piece, known: Known) -> Verdict | None:
    """Find a photo credit that lost its photo."""
    if piece.tag in {"h2", "h3", "h4", "li", "blockquote"} or len(piece.text) > 100:
        return None
    return "credit" if is_credit(piece.text) else None


def _source_note(piece: Piece, known: Known) -> Verdict | None:
    """Find "SOURCE: Statistics Office" under a chart or a list."""
    return "source_note" if lines.is_source_note(piece.text) else None


def _bio(piece: Piece, known: Known) -> Verdict | None:
    """Find a line about the author: the name, then what the person is."""
    if piece.is_first or len(piece.text) > 700:
        return None
    return "bio" if is_bio(piece.text, known.authors) else None


def is_bio(text: str, authors: Iterable[str]) -> bool:
    """Say whether a text begins with an author's name and tells who that is."""
    words = clean_words(text)
    for author in map(clean_words, authors):
        if not words.startswith(author + " ") or len(author.split()) < 2:
            continue
        rest = words[len(author) :].strip()
        is_contact = "@" in text or re.search(r"\d{3}[-.]\d{4}", text)
        if is_contact or re.match(rf"(?:currently )?(?:{_BIO_VERBS})\s\w", rest):
            return True
    return False


def _early_label(piece: Piece, known: Known) -> Verdict | None:
    """Find a short line above the first paragraph: a kicker, a place."""
    if not piece.is_first or piece.tag == "li" or piece.tag == "blockquote":
        return None
    if known.is_live and piece.tag in {"h2", "h3", "h4"}:
        return None
    is_short = not lines.has_words(piece.text, MOST_WORDS_OF_LABEL + 1)
    if is_short and not lines.ends_sentence(piece.text):
        return "kicker"
    return None


def _bold_heading(piece: Piece, known: Known) -> Verdict | None:
    """Find a crosshead: a short bold line without a full stop."""
    if not piece.is_bold or piece.is_first or piece.tag in {"li", "blockquote"}:
        return None
    is_short = len(piece.text) <= 90 and len(piece.text.split()) <= 12
    is_speech = piece.text[:1] in "“\"«„'‘"
    ends = piece.text.rstrip()[-1:] in ".:;,…"
    return "heading" if is_short and not is_speech and not ends else None


RULES: tuple[Rule, ...] = (
    _transcript,
    _comments,
    _clock,
    _nothing,
    _repeat,
    _related_heading,
    _embed_stub,
    _byline,
    _date,
    _outlet,
    _email,
    _initials,
    _copyright,
    _contribution,
    _labelled_promo,
    _label_before_link,
    _topics,
    _linked_title,
    _call,
    _credit,
    _source_note,
    _bio,
    _early_label,
    _bold_heading,
)
