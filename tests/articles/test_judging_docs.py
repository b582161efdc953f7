"""The page on judging keeps its word: its example runs and prints what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "judging.md").read_text(encoding="utf-8")


def test_example__prints_what_the_page_says(capsys):
    code, printed = re.findall(r"```(?:python|text)\n(.*?)```", PAGE, re.DOTALL)[:2]
    exec(compile(code, "judging.md", "exec"), {})  # noqa: S102
    assert capsys.readouterr().out == printed


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([\w/]+\.py)`", PAGE))))
def test_modules__named_on_the_page_exist(name):
    places = [ROOT / "articles" / "parsers" / name, ROOT / name]
    assert any(place.exists() for place in places)


def test_index__leads_to_the_page():
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert "(judging.md)" in index
