"""Read all that a picture says: XMP, then IIM, EXIF and plain texts per field."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from PIL import Image

from media.metadata import blocks, exif, iim, texts, xmp
from media.metadata.fields import FIELDS, UNPRINTABLE, Field, PhotoMetadata
from media.metadata.moments import to_iso

READ_ORDER = ("xmp", "iim", "exif", "text")
LONGEST_TEXT = 20_000
MOST_VALUES = 500
_GPS, _GPS_VERSION = 0x8825, 0
_TIME, _DAY_LENGTH = 60, len("2026-02-02")
_KEYWORD_BYTES = next(one.iim_bytes for one in FIELDS if one.name == "keywords")
_XMP_FIELDS = tuple(replace(one, xmp=one.xmp[:1]) for one in FIELDS)
# Better than nothing, and worse than all else: when the file was made, and places
# in other words than those that IIM has a twin for.
_LESSER = (
    Field("date_created", ("exif:DateTimeOriginal", "xmp:CreateDate")),
    *(replace(one, xmp=one.xmp[1:]) for one in FIELDS if one.xmp[1:]),
)
Values = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Embedded:
    """What was read from a file.

    `origins` names the group each field came from (xmp, iim, exif or text: what the
    format itself keeps), `conflicts` what the other groups say where they disagree,
    `languages` the other languages of a text.
    """

    metadata: PhotoMetadata
    origins: Mapping[str, str] = field(default_factory=dict)
    conflicts: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)
    languages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    has_gps: bool = False

    def to_json(self) -> dict[str, Any]:
        """Give it as plain JSON: only fields that have a value."""
        values = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in vars(self.metadata).items()
            if value
        }
        return {
            "values": values,
            "origins": dict(self.origins),
            "conflicts": {name: dict(said) for name, said in self.conflicts.items()},
            "languages": {name: dict(texts) for name, texts in self.languages.items()},
            "warnings": list(self.warnings),
        }


def read_metadata(image: Image.Image) -> Embedded:
    """Read an opened picture's metadata; what is broken becomes a warning."""
    warnings: list[str] = []
    properties, tags = _xmp_properties(image, warnings), _exif_tags(image, warnings)
    groups: dict[str, dict[str, tuple[str, ...]]] = {
        "xmp": _xmp_values(properties, _XMP_FIELDS),
        "iim": _iim_values(image),
        "exif": _exif_values(tags),
        "text": {n: _clean([t]) for n, t in texts.keyword_texts(image).items()},
    }
    _split_lists(groups)
    for one in _LESSER:
        if not any(values.get(one.name) for values in groups.values()):
            groups["xmp"] |= _xmp_values(properties, [one])
    _take_comment(groups, image, tags)
    chosen, origins, conflicts = _choose(groups)
    return Embedded(
        metadata=PhotoMetadata(**chosen),
        origins=origins,
        conflicts=conflicts,
        languages=_languages(properties),
        warnings=tuple(warnings),
        has_gps=_has_gps(image, properties),
    )


def _split_lists(groups: Mapping[str, dict[str, tuple[str, ...]]]) -> None:
    """Take a list apart that stands in one value, with semicolons between."""
    for values in groups.values():
        for name in ("creators", "keywords"):
            if len(values.get(name, ())) == 1 and ";" in values[name][0]:
                values[name] = _clean(values[name][0].split(";"))


def _take_comment(
    groups: Mapping[str, dict[str, tuple[str, ...]]],
    image: Image.Image,
    tags: Mapping[int, str],
) -> None:
    """Take what somebody noted in the file for its caption, where nothing else is one."""
    if any(values.get("caption") for values in groups.values()):
        return
    comments = (
        ("text", texts.comment_of(image)), ("exif", tags.get(exif.USER_COMMENT, "")),
    )  # fmt: skip
    for group, comment in comments:
        if said := _clean([comment]):
            groups[group]["caption"] = said
            return


def _choose(
    groups: Mapping[str, Values],
) -> tuple[dict[str, Any], dict[str, str], dict[str, dict[str, list[str]]]]:
    chosen: dict[str, Any] = {}
    origins: dict[str, str] = {}
    conflicts: dict[str, dict[str, list[str]]] = {}
    for one in FIELDS:
        said = {name: v for name in READ_ORDER if (v := groups[name].get(one.name))}
        if not said:
            continue
        origin = _dated(said) if one.name == "date_created" else next(iter(said))
        chosen[one.name] = said[origin] if one.is_list else said[origin][0]
        if one.name == "keywords":
            chosen[one.name] = _every_keyword(said)
        origins[one.name] = origin
        if any(_differs(one, said[origin], values) for values in said.values()):
            conflicts[one.name] = {name: list(v) for name, v in said.items()}
    return chosen, origins, conflicts


def _dated(said: Values) -> str:
    """Name the first group that names a day, else the first: a year alone is vague."""
    whole = (name for name, (text, *_) in said.items() if len(text) >= _DAY_LENGTH)
    return next(whole, next(iter(said)))


def _every_keyword(said: Values) -> tuple[str, ...]:
    """Join what the groups say: a keyword more does no harm, one lost is not found.

    What IIM cut short stands there whole by XMP.
    """
    found: dict[str, str] = {}
    for keyword in (text for values in said.values() for text in values):
        plain = _plain(keyword).casefold()
        is_cut = len(keyword.encode()) > _KEYWORD_BYTES - 4 and any(
            whole.startswith(plain) for whole in found
        )
        if not is_cut:
            found.setdefault(plain, keyword)
    return tuple(found.values())[:MOST_VALUES]


def _differs(one: Field, first: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two groups disagree; a text cut by IIM's limit does not."""
    if one.name == "date_created":
        return first[0][:10] != other[0][:10]
    mine, theirs = sorted(_plain(v) for v in first), sorted(_plain(v) for v in other)
    if len(mine) != len(theirs):
        return True
    return any(
        a != b and not (one.iim_bytes and b and a.startswith(b) and len(b.encode()) > one.iim_bytes - 4)
        for a, b in zip(mine, theirs, strict=True)
    )  # fmt: skip


def _plain(text: str) -> str:
    return " ".join(text.split())


def _clean(values: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    cleaned = (
        UNPRINTABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
        for value in values
    )
    kept = [value[:LONGEST_TEXT] for value in cleaned if value]
    return tuple(dict.fromkeys(kept))[:MOST_VALUES]


# XMP


def _xmp_properties(image: Image.Image, warnings: list[str]) -> xmp.Properties:
    properties: xmp.Properties = {}
    for packet in blocks.packets_of(image):
        try:
            read = xmp.read_properties(packet)
        except xmp.UnreadablePacket as error:
            warnings.append(f"The XMP packet was not read: {error}.")
            continue
        for name, nodes in read.items():
            properties.setdefault(name, []).extend(nodes)
    return properties


def _xmp_values(
    properties: xmp.Properties, fields: Iterable[Field]
) -> dict[str, tuple[str, ...]]:
    found = {one.name: _clean(xmp.texts_of(properties, one)) for one in fields}
    if "date_created" in found:
        found["date_created"] = _moments(found["date_created"])
    for name in ("license_url", "licensor_url"):
        if name in found:
            found[name] = tuple(filter(_is_web, found[name]))
    return found


def _moments(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, map(to_iso, texts)))


def _is_web(url: str) -> bool:
    return re.match(r"https?://\S+$", url, re.IGNORECASE) is not None


def _languages(properties: xmp.Properties) -> dict[str, dict[str, str]]:
    found = {
        one.name: xmp.languages_of(properties, one)
        for one in FIELDS
        if one.shape == "alt"
    }
    return {name: texts for name, texts in found.items() if len(texts) > 1}


# IPTC IIM


def _iim_values(image: Image.Image) -> dict[str, tuple[str, ...]]:
    datasets = iim.read_datasets(blocks.iim_block_of(image))
    encoding = iim.encoding_of(datasets)

    def texts(dataset: int) -> tuple[str, ...]:
        raw = datasets.get((2, dataset), [])
        return _clean([iim.decode(value, encoding) for value in raw])

    found = {
        # What should stand once and was written again says the last.
        one.name: texts(one.iim) if one.is_list else texts(one.iim)[-1:]
        for one in FIELDS
        if one.iim is not None
    }
    # CCYYMMDD and HHMMSS±HHMM; some write dashes or colons.
    if date := found["date_created"]:
        found["date_created"] = _moments((" ".join((*date, *texts(_TIME)[-1:])),))
    return found


# EXIF


def _exif_tags(image: Image.Image, warnings: list[str]) -> dict[int, str]:
    try:
        return exif.read_tags(image)
    except (SyntaxError, ValueError, TypeError, struct.error, OSError) as error:
        warnings.append(f"The EXIF data was not read: {error}.")
        return {}


def _exif_values(tags: dict[int, str]) -> dict[str, tuple[str, ...]]:
    found = {
        one.name: _clean([tags.get(one.exif, "")])
        for one in FIELDS
        if one.exif is not None
    }
    found["date_created"] = _clean([exif.read_time(tags)])
    found["copyright_notice"] = _clean([exif.read_copyright(tags)])
    for name, tag in exif.WINDOWS_TAGS.items():
        found[name] = found.get(name) or _clean([tags.get(tag, "")])
    return found


def _has_gps(image: Image.Image, properties: xmp.Properties) -> bool:
    try:
        inside = bool(set(image.getexif().get_ifd(_GPS)) - {_GPS_VERSION})
    except (SyntaxError, ValueError, TypeError, struct.error, OSError):
        inside = False
    return inside or xmp.mentions(properties, "GPSL")
