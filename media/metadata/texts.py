"""Texts that formats keep of themselves: a PNG's by keyword, comments in JPEG and EXIF."""

from __future__ import annotations

import re

from PIL import Image, PngImagePlugin

from media.metadata.iim import decode

# The keywords of PNG (third edition, 11.3.3.1) that say what our fields say.
_KEYWORDS = {
    "title": "Title",
    "caption": "Description",
    "creators": "Author",
    "copyright_notice": "Copyright",
}
# What comments mostly say: which program wrote the file, and how. It is no caption.
_OF_SOFTWARE = re.compile(
    r"\W*$|[{\[<]|charset=|(created|made|generated|edited|processed|compressed|optimi[sz]ed"
    r"|encoded|saved|written|converted|scanned|exported) (with|by|using|in|from)\b"
    r"|(creator|software|created|quality|jpeg) *[:=(]|jpeg encoder|adobe photoshop"
    r"|file (written|source)|lead technologies|lavc\d|intel\(r\)|applemark|ascii$"
    r"|screenshot$|handmade software|.*\bsteps: \d+, sampler:",
    re.IGNORECASE | re.DOTALL,
)
_ASCII, _JIS, _UNICODE = b"ASCII\0\0\0", b"JIS\0\0\0\0\0", b"UNICODE\0"
_TO_JIS = b"\x1b$B"  # ISO 2022's way to say it, which the bare codes lack
_CODE_BYTES = len(_ASCII)


def keyword_texts(image: Image.Image) -> dict[str, str]:
    """Give what a PNG says in its texts, by our fields."""
    if image.format != "PNG":
        return {}
    said = {field: image.info.get(name) for field, name in _KEYWORDS.items()}
    return {
        field: _plain_text(text)
        for field, text in said.items()
        if isinstance(text, str)
    }


def comment_of(image: Image.Image) -> str:
    """Give a JPEG's comment, where it speaks of the picture."""
    comment = image.info.get("comment")
    return about_picture(decode(comment, "utf-8")) if isinstance(comment, bytes) else ""


def about_picture(comment: str) -> str:
    """Give a comment, or nothing where it speaks of software."""
    text = comment.partition("\0")[0].strip()
    return "" if _OF_SOFTWARE.match(text) else text


def decode_comment(value: bytes, *, is_big_endian: bool) -> str:
    """Decode EXIF's UserComment, which names its code first (EXIF 3.0, 4.6.6)."""
    code, text = value[:_CODE_BYTES], value[_CODE_BYTES:]
    if code == _UNICODE:
        return text.decode(_order_of(text, is_big_endian=is_big_endian), "ignore")
    if code == _JIS:
        shifted = text if b"\x1b" in text else _TO_JIS + text
        return shifted.decode("iso2022_jp", "ignore")
    if code in (_ASCII, bytes(_CODE_BYTES)):
        return decode(text, "utf-8")
    return decode(value, "utf-8")  # by software that names none


def _order_of(text: bytes, *, is_big_endian: bool) -> str:
    """Give the order of UTF-16: by its mark, by its zeroes, else that of the tags."""
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    first, second = text[::2].count(0), text[1::2].count(0)
    if first != second:
        is_big_endian = first > second
    return "utf-16-be" if is_big_endian else "utf-16-le"


def _plain_text(text: str) -> str:
    """Undo the reading as Latin, which the standard demands and software does not heed."""
    if isinstance(text, PngImagePlugin.iTXt):
        return text
    return decode(text.encode("latin-1", "ignore"), "utf-8")
