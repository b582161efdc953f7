"""From an input to judged stories: parsed, identified, with their photos found."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace

from articles.errors import NoStory, ParserFault, UnknownFormat
from articles.markup import clean_line
from articles.parsers.base import Defaults, Parsed, Parser
from articles.reading.photographs import PhotoFile, find_photos, leave_out_missing
from media.errors import UnreadableSource
from media.inputs import STANDARD_INPUT, Entry
from media.reports import Warned

AUTO = "auto"
_TEXT_FORMATS = frozenset({"page-text"})
# A B-tree of PostgreSQL takes no row above 2,704 bytes.
_GUID_LIMIT = 2000
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Judgement:
    """One story of an input, or why there is none (`refusal`).

    `files` has the file, or None, of each placed photo. `content_hash` covers the
    input's bytes and the photo files taken with it; of an input with several stories
    it covers the one story.
    """

    entry: Entry
    index: int = 0
    parsed: Parsed | None = None
    guid: str = ""
    content_hash: str = ""
    files: tuple[PhotoFile | None, ...] = ()
    warnings: tuple[Warned, ...] = ()
    refusal: UnreadableSource | None = None
    raw: bytes = b""

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands in the report."""
        return self.entry.path, self.index


@dataclass(frozen=True)
class Reader:
    """How inputs are read: the formats tried, and what the source leaves unsaid.

    `language` is the source's own, empty where it has none; `defaults` has the one to
    assume then. `links_photos` False leaves out photos whose file is not there.
    """

    parsers: tuple[Parser, ...]
    defaults: Defaults
    format: str = AUTO
    language: str = ""
    links_photos: bool = True

    def judge(self, entry: Entry) -> list[Judgement]:
        """Give every story of an input; a refused input is one judgement."""
        data = b""
        try:
            data = entry.read()
            stories = self._parse(entry, data)
        except UnreadableSource as error:
            digest = hashlib.sha256(data).hexdigest() if data else ""
            return [Judgement(entry, refusal=error, raw=data, content_hash=digest)]
        is_alone = len(stories) == 1
        return [
            self._judge_one(entry, index, parsed, data, is_alone=is_alone)
            for index, parsed in enumerate(stories)
        ]

    def _parse(self, entry: Entry, data: bytes) -> list[Parsed]:
        try:
            parser = self._choose(data, entry.name)
            stories = parser.parse(data, entry.name, self.defaults)
        except (
            ArithmeticError, AttributeError, LookupError, RecursionError, TypeError,
            ValueError,
        ) as error:  # fmt: skip
            # A fault of ours in one page must not stop the other thousands.
            _log.exception("%s could not be read", entry.path)
            raise ParserFault(f"Our reader failed: {type(error).__name__}.") from error
        if not stories:
            raise NoStory
        return stories

    def _choose(self, data: bytes, name: str) -> Parser:
        if not data.strip():
            raise NoStory("The input is empty.")
        for parser in self.parsers:
            if self.format == parser.name:
                return parser
            if self.format == AUTO and parser.claims(data, name):
                return parser
        raise UnknownFormat

    def _judge_one(
        self, entry: Entry, index: int, parsed: Parsed, data: bytes, *, is_alone: bool
    ) -> Judgement:
        parsed = self._with_language(parsed)
        by_name = is_alone and parsed.format in _TEXT_FORMATS
        found = find_photos(entry, parsed.story, by_name=by_name)
        if not self.links_photos:
            found = leave_out_missing(found)
        parsed = replace(parsed, story=found.story)
        content = data if is_alone else _story_bytes(parsed)
        return Judgement(
            entry,
            index,
            parsed,
            guid=_bounded(clean_line(parsed.guid))
            or _path_guid(entry, index, content, is_alone=is_alone),
            content_hash=_hash(content, found.files),
            files=found.files,
            warnings=(*parsed.warnings, *found.warnings),
            raw=data,
        )

    def _with_language(self, parsed: Parsed) -> Parsed:
        """Fill in the language; only the site's own is an assumption to warn of."""
        others = tuple(w for w in parsed.warnings if w.code != "language_assumed")
        if self.language:
            language = parsed.story.language or self.language
            story = parsed.story.evolve(language=language)
            return replace(parsed, story=story, warnings=others)
        if parsed.story.language:
            return parsed
        language = self.defaults.language
        text = f"The page does not say its language; {language} is assumed."
        warnings = (*others, Warned("language_assumed", text))
        story = parsed.story.evolve(language=language)
        return replace(parsed, story=story, warnings=warnings)


def _path_guid(entry: Entry, index: int, content: bytes, *, is_alone: bool) -> str:
    """Give the identity of a story that has none: where it lies.

    What comes by standard input lies nowhere: its content names it, or the next
    story sent that way would replace it.
    """
    if entry.name == STANDARD_INPUT:
        return f"{entry.guid}:{hashlib.sha256(content).hexdigest()[:16]}"
    return _bounded(entry.guid if is_alone else f"{entry.guid}#{index}")


def _bounded(guid: str) -> str:
    """Give an identity that an index can hold."""
    if len(guid.encode()) <= _GUID_LIMIT:
        return guid
    digest = hashlib.sha256(guid.encode()).hexdigest()
    return f"{guid.encode()[: _GUID_LIMIT - 65].decode(errors='ignore')}#{digest}"


def _story_bytes(parsed: Parsed) -> bytes:
    return json.dumps(parsed.story.to_json(), sort_keys=True).encode()


def _hash(content: bytes, files: Iterable[PhotoFile | None]) -> str:
    digest = hashlib.sha256(content)
    for file in files:
        if file:
            digest.update(bytes.fromhex(file.sha256))
    return digest.hexdigest()
