"""The shared photos, judged by the shared tools: every field as the truth lists it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from media.imaging import inspect
from media.metadata import build_packet
from media.renditions import plan
from tests.media.pictures import exiftool, render

RENAMED = {"creator": "creators"}
FIELDS = (
    "title", "headline", "caption", "creator", "credit", "source", "copyright_notice",
    "usage_terms", "instructions", "date_created", "keywords", "city", "country",
)  # fmt: skip


def result(path) -> dict:
    """Give what the shared tools call a result: the file's own words."""
    found = inspect(path.read_bytes())
    metadata = found.embedded.metadata
    said = {name: getattr(metadata, RENAMED.get(name, name)) for name in FIELDS}
    said |= {"width": found.width, "height": found.height}
    return {"path": f"photos/{path.name}", **said, "public_has_gps": has_gps(path)}


def has_gps(path) -> bool:
    """Say whether any rendition tells where the picture was taken."""
    data = path.read_bytes()
    found = inspect(data)
    packet = build_packet(found.embedded.metadata)
    said = [
        exiftool(render(data, rendition, packet))
        for rendition in plan(found.width, found.height)
    ]
    return any("GPS" in tag for one in said for tag in one)


@pytest.mark.shared
def test_samples__every_field_as_the_truth_lists_it(shared, tmp_path):
    samples = shared / "samples"
    rows = [result(path) for path in sorted((samples / "photos").iterdir())]
    results, numbers = tmp_path / "results.jsonl", tmp_path / "numbers.json"
    results.write_text("".join(json.dumps(row) + "\n" for row in rows))
    subprocess.run(  # noqa: S603 - the shared judge
        [sys.executable, shared / "tools/score.py", results, samples / "truth",
         "--kind", "photo", "--json", numbers],
        check=True, capture_output=True,
    )  # fmt: skip
    scored = json.loads(numbers.read_text())["photo"]
    assert len(scored) >= 15
    assert {name: value for name, value in scored.items() if value < 1} == {}
