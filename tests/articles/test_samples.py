"""The shared samples, through the command and the shared judges."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from articles.models import Article, PhotoUse

pytestmark = pytest.mark.shared

EXAMPLE = "samples/pages/washington-examiner-icc.txt"
BODY_BAR = 0.95


@pytest.fixture(scope="module")
def report(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Judge all sample pages once, without a database."""
    path = tmp_path_factory.mktemp("samples") / "report.jsonl"
    folders = [str(shared / "samples" / name) for name in ("pages", "html")]
    with path.with_suffix(".log").open("w") as log:
        call_command(
            "import_articles", *folders, "--dry-run", "--report", str(path), stdout=log
        )
    return path


@pytest.fixture(scope="module")
def scores(report: Path, shared: Path) -> dict[str, dict[str, float]]:
    """Give the shared judge's figures by kind of page and name."""
    samples = shared / "samples"
    results = report.with_name("results.jsonl")
    results.write_text(judge(shared / "tools/to_results.py", report, samples))
    text = judge(
        shared / "tools/score.py", results, samples / "truth", "--kind", "flat,html"
    )
    found: dict[str, dict[str, float]] = {}
    kind = ""
    for line in text.splitlines():
        if heading := re.match(r"(\w+) \(\d+ files\)", line):
            kind = heading[1]
        elif figure := re.match(r"  (\S.*?)\s{2,}(\d\.\d+)\s+of", line):
            found.setdefault(kind, {})[figure[1]] = float(figure[2])
    return found


def judge(tool: Path, *arguments: Path | str) -> str:
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(tool), *map(str, arguments)],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("kind", ["flat", "html"])
def test_samples__bodies_and_headlines(
    scores: dict[str, dict[str, float]], kind: str
) -> None:
    figures = scores[kind]

    assert figures["files with a result"] == 1
    assert figures["headline"] == 1
    assert figures["body shingle F1"] >= BODY_BAR


@pytest.mark.parametrize("kind", ["flat", "html"])
def test_samples__captions_and_credits_have_fields_of_their_own(
    scores: dict[str, dict[str, float]], kind: str
) -> None:
    figures = scores[kind]

    assert figures["caption recall"] == 1
    assert figures["credit recall"] == 1
    assert figures["caption leaked into body (lower is better)"] == 0


@pytest.fixture
def example(report: Path) -> dict[str, Any]:
    """Give the report line of the example page."""
    for line in report.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        if row["path"].endswith(EXAMPLE.rpartition("/")[2]):
            return row
    raise AssertionError("The example page is not in the report.")


@pytest.fixture
def truth(shared: Path) -> dict[str, Any]:
    """Give what was established about the example page by reading it."""
    pages = json.loads((shared / "samples/truth/articles.json").read_bytes())
    found: dict[str, Any] = next(p for p in pages if EXAMPLE.endswith(p["path"]))
    return found


def test_example__photo(example: dict[str, Any], truth: dict[str, Any]) -> None:
    photo = example["story"]["lead_photo"]

    assert photo["title"] == "Joe Biden, Lloyd Austin"
    assert photo["caption"] == truth["photos"][0]["caption"]
    assert "AP Photo" not in photo["caption"]
    assert "Vucci" not in photo["caption"]
    assert (photo["credit"], photo["creator"]) == ("Evan Vucci/AP", ["Evan Vucci"])
    assert (photo["source"], photo["file_state"]) == ("AP", "missing")
    assert "(AP Photo/Evan Vucci) Evan Vucci/AP" in photo["raw"]


def test_example__body(example: dict[str, Any], truth: dict[str, Any]) -> None:
    body = example["story"]["body"]
    kinds = [block["type"] for block in body if block["type"] != "embed"]
    embed = next(block for block in body if block["type"] == "embed")
    promo = next(block for block in body if block["type"] == "promo")

    assert kinds == [
        "paragraph", "paragraph", "promo", *["paragraph"] * 5, "call_to_action",
        "paragraph", "paragraph",
    ]  # fmt: skip
    assert embed["state"] == "missing"
    assert promo["title_original"] == truth["promos"][0]
    assert promo["title"].casefold() == promo["title_original"].casefold()
    assert not promo["title"].isupper()


def test_example__what_stands_around_it(
    example: dict[str, Any], truth: dict[str, Any]
) -> None:
    story = example["story"]
    codes = {warning["code"] for warning in example["warnings"]}

    assert example["guid"] == "path:washington-examiner-icc.txt"
    assert example["format"] == "page-text"
    assert story["headline"] == truth["headline"]
    assert story["headline"] not in [block.get("html") for block in story["body"]]
    assert story["copyright"] | {"usage_terms": "", "license_url": ""} == {
        "holder": "Washington Examiner", "year": 2023,
        "notice": "© 2023 Washington Examiner", "usage_terms": "", "license_url": "",
    }  # fmt: skip
    assert (story["related"], story["contributors"], story["topics"]) == ([], [], [])
    assert {"related_announced_empty", "byline_missing"} <= codes
    assert {"headline", "lead_photo.credit", "lead_photo.caption"} <= set(
        example["fields"]
    )


def test_example__spans_lead_to_the_source(
    example: dict[str, Any], shared: Path
) -> None:
    text = (shared / EXAMPLE).read_bytes().decode("utf-8")
    start, stop = example["fields"]["headline"]["span"]

    assert text[start:stop].strip() == example["story"]["headline"]


@pytest.mark.django_db
def test_example__is_stored_and_published(shared: Path, tmp_path: Path) -> None:
    with (tmp_path / "log").open("w") as log:
        call_command("import_articles", str(shared / EXAMPLE), "--publish", stdout=log)

    article = Article.objects.get()
    use = PhotoUse.objects.get(revision=None)
    assert article.status == "published"
    assert article.copyright_holder == "Washington Examiner"
    assert (use.role, use.photo.credit) == ("lead", "Evan Vucci/AP")
    assert article.changes.get().kind == "publish"
