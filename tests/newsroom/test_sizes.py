"""Measures files, functions and classes: what grows past a reader's screen is split."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("newsroom", "articles", "media", "tests", "benchmarks")
WRITTEN = {".py", ".js", ".css", ".html"}
FILE_LINES = 400
FUNCTION_LINES = 40
CLASS_LINES = 200
CLASS_METHODS = 15

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def find_files() -> list[Path]:
    found = [ROOT / "manage.py"]
    for folder in FOLDERS:
        found += [p for p in (ROOT / folder).rglob("*") if p.suffix in WRITTEN]
    return [path for path in found if not is_passed_over(path.relative_to(ROOT))]


def is_passed_over(path: Path) -> bool:
    """Say whether it is generated, or is input: samples, and the demo's pages."""
    folders = set(path.parts[:-1])
    is_page = "demo" in folders and path.suffix == ".html"
    return is_page or bool({"migrations", "samples", "results"} & folders)


def measure_file(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if (lines := len(text.splitlines())) > FILE_LINES:
        yield f"file of {lines} lines"
    if path.suffix != ".py":
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, FUNCTIONS) and count_lines(node) > FUNCTION_LINES:
            yield f"{node.name} of {count_lines(node)} lines"
        if isinstance(node, ast.ClassDef):
            yield from measure_class(node)


def measure_class(node: ast.ClassDef) -> Iterator[str]:
    if (lines := count_lines(node)) > CLASS_LINES:
        yield f"class {node.name} of {lines} lines"
    methods = sum(isinstance(part, FUNCTIONS) for part in node.body)
    if methods > CLASS_METHODS:
        yield f"class {node.name} of {methods} methods"


def count_lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_sizes__stay_below_the_stops() -> None:
    files = find_files()
    assert len(files) > 20
    too_large = [
        f"{path.relative_to(ROOT)}: {finding}"
        for path in files
        for finding in measure_file(path)
    ]
    assert not too_large, "\n".join(too_large)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("x = 1\n" * 401, "file of 401 lines"),
        ("def act():\n" + "    x = 1\n" * 40, "act of 41 lines"),
        ("class Desk:\n" + "    x = 1\n" * 200, "class Desk of 201 lines"),
        (
            "class Desk:\n" + "".join(f"    def a{n}(self): ...\n" for n in range(16)),
            "class Desk of 16 methods",
        ),
        ("def act():\n" + "    x = 1\n" * 39, None),
    ],
)
def test_measure__finds_what_is_too_large(tmp_path, text, finding) -> None:
    path = tmp_path / "module.py"
    path.write_text(text)
    assert list(measure_file(path)) == ([finding] if finding else [])
