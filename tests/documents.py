"""What the documentation shows, to be run as it stands there."""

from __future__ import annotations

import re

from tests.conftest import ROOT


def code_of(page: str, language: str = "python") -> str:
    """Give the one block of code in this language on a page of docs/."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    (code,) = re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return str(code)
