from __future__ import annotations

import re
from pathlib import Path

from articles.parsers import PARSERS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/importing.md").read_text(encoding="utf-8")
_CODE = re.compile(r'(?:Warned|warn)\(\s*"([a-z_]+)"|code="(photo_[a-z_]+)"')


def codes_in_source() -> set[str]:
    found = set()
    for path in ROOT.glob("articles/**/*.py"):
        for match in _CODE.finditer(path.read_text(encoding="utf-8")):
            found.add(match[1] or match[2])
    return found


def test_docs__name_every_warning_and_no_other() -> None:
    table = PAGE.partition("| warning |")[2].partition("| error |")[0]

    named = re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE)

    assert named == sorted(codes_in_source())


def test_docs__have_a_part_for_every_format() -> None:
    headings = set(re.findall(r"^## (.+)$", PAGE, re.MULTILINE))

    assert {parser.name for parser in PARSERS} <= headings
