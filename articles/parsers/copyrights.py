"""Lines of rights under a story: "© 2023 The Paper", with or without what they forbid."""

from __future__ import annotations

import re

from articles.story import Copyright

LONGEST_NOTICE = 500
# The sign or phrase begins within 40 characters; the stem of it ends soon after.
_NOTICE_HEAD = 100
_COPYRIGHT_STEM = re.compile(
    r"[©ⓒ]|[(]c[)]|&copy|[Cc]opyright|COPYRIGHT|rawa zastrz|рава защищ|рава захищ|الحقوق|הזכויות"
    r"|版权所有|無断転載|무단 ?전재|(?:[Rr]ight|[Rr]echt|[Dd]r?oit|[Dd]erech|[Dd]ireit|[Dd]iritt)"
    r"\w* +(?:[Rr]es|[Rr]és|[Vv]or|[Vv]oor|[Rr]is)|[Rr]iproduzione|RIPRODUZIONE|RIGHTS"
)
_COPYRIGHT = re.compile(
    r"^(?:this material may not be .{10,80}?|.{0,40}?)(?:©|\(c\)\s|ⓒ|&copy;|copyright\b|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati"
    r"|alle rechten voorbehouden|all rights reserved|riproduzione riservata"
    r"|wszelkie prawa zastrzeżone|все права защищены|усі права захищені|جميع الحقوق محفوظة"
    r"|כל הזכויות שמורות|版权所有|無断転載|무단 ?전재)",
    re.IGNORECASE,
)
# "Copyright © The Paper Ltd": word and sign together need no year beside them.
_TWICE_SAID = re.compile(
    r"(?:copyright\s?(?:©|\(c\))|©\s?copyright)\s\S"
    r"|©\s.{2,60}\s(?:ltd|limited|inc|llc|gmbh|ag|s\.?a\.?|s\.?l\.?|s\.?p\.?a|b\.?v|pty|plc|oy|ab|asa?|a/s)\.?$",
    re.IGNORECASE,
)
_RESERVED = re.compile(
    r"rights reserved|rechte|droits|derechos|direitos|diritti|riproduzione riservata"
    r"|prawa|права|الحقوق|הזכויות|版权|転載|전재",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AROUND_HOLDER = re.compile(
    r"©|\(c\)|ⓒ|copyright|by the\b|\bby\b|(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?|™|®|&(?=\s*$)",
    re.IGNORECASE,
)


def copyright_of(text: str) -> Copyright | None:
    """Read a copyright line: notice as it stands, year, holder; None where it is none."""
    if len(text) > LONGEST_NOTICE or not _COPYRIGHT_STEM.search(text[:_NOTICE_HEAD]):
        return None
    line = " ".join(text.split())
    if not _COPYRIGHT.match(line):
        return None
    year = _YEAR.search(line)
    if not year and not _TWICE_SAID.match(line) and not _RESERVED.search(line):
        return None
    after = (
        line[year.end() :]
        if year and re.search(r"©|copyright", line[: year.start()], re.I)
        else line
    )
    return Copyright(
        _holder(after) or _holder(line), int(year[0]) if year else None, line
    )


def _holder(text: str) -> str:
    """Give the name between the sign with its year and the end of the sentence."""
    rest = _AROUND_HOLDER.sub(" ", text)
    rest = re.sub(r"^[\s\-–—,.:|&]+", "", rest)
    name = re.split(
        r"[.!|;](?:\s|$)|(?:^|,?\s)(?:all rights|alle rechte|tous droits|todos |tutti i|riproduzione)|\s[–—-]\s",
        rest,
        maxsplit=1,
        flags=re.I,
    )[0]
    return " ".join(name.split()).strip(" ,.-–—|&")[:120]
