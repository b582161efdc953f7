"""The shared photos, judged by the shared tools through the report of the command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.media.test_import_photos import run


def judge(shared: Path, report: Path) -> dict[str, float]:
    """Give each metric by name, as the shared tools find it."""
    results, numbers = report.with_name("results"), report.with_name("numbers")
    samples, tools = shared / "samples", shared / "tools"
    for words, out in (
        ([tools / "to_results.py", report, samples], results),
        ([tools / "score.py", results, samples / "truth", "--kind", "photo",
          "--json", numbers], report.with_name("said")),
    ):  # fmt: skip
        with out.open("wb") as file:
            subprocess.run([sys.executable, *words], check=True, stdout=file)  # noqa: S603
    found: dict[str, float] = json.loads(numbers.read_text())["photo"]
    return found


@pytest.mark.shared
def test_samples__every_field_as_the_truth_lists_it(shared, tmp_path):
    report = tmp_path / "report.jsonl"
    status, _, _ = run(shared / "samples/photos", "--dry-run", "--report", report)
    assert status == 0
    scored = judge(shared, report)
    assert len(scored) >= 15
    assert {name: value for name, value in scored.items() if value < 1} == {}
