from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from media.models import ImportRun
from tests.articles.pages import PARSERS, page

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _tiny_parsers(tiny_parsers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.management.commands.import_articles.PARSERS", PARSERS)


@pytest.fixture
def pages(folder: Path) -> Path:
    (folder / "a.txt").write_bytes(page("A", byline="Lee", language="en"))
    (folder / "b.txt").write_bytes(page("B", photo="x.jpg | The “boat”. | Lee"))
    (folder / "z.png").write_bytes(b"")
    return folder


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(*arguments: Any, **options: Any) -> tuple[int, str, str]:
    """Run the command; give its exit status and what it wrote."""
    out, err = io.StringIO(), io.StringIO()
    status = 0
    try:
        call_command(
            "import_articles", *map(str, arguments), stdout=out, stderr=err, **options
        )
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    except CommandError as error:
        status = error.returncode
        err.write(str(error))
    return status, out.getvalue(), err.getvalue()


def read_lines(text: str) -> list[dict[str, Any]]:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is not strict JSON")

    return [json.loads(line, parse_constant=refuse) for line in text.splitlines()]


@pytest.mark.django_db
def test_command__imports_and_sums_up(pages: Path) -> None:
    status, out, err = run(pages)

    assert (status, err) == (0, "")
    assert f"created   {pages}/a.txt\n" in out
    assert "2  created" in out
    assert "1  skipped" in out
    assert "1  warning photo_file_missing" in out
    assert Article.objects.count() == 2
    assert ImportRun.objects.get().options == {
        "format": "auto", "paths": [str(pages)], "photos": "link", "publish": False,
        "strict": False,
    }  # fmt: skip


@pytest.mark.django_db
def test_command__report_file(pages: Path, tmp_path: Path) -> None:
    status, _, _ = run(pages, "--report", tmp_path / "report.jsonl")

    lines = read_lines((tmp_path / "report.jsonl").read_text(encoding="utf-8"))
    assert status == 0
    assert [line["outcome"] for line in lines] == ["created", "created"]
    assert lines[1]["path"] == f"{pages}/b.txt"
    assert lines[1]["story"]["lead_photo"]["caption"] == "The “boat”."


@pytest.mark.django_db
def test_command__report_to_stdout_holds_nothing_else(pages: Path) -> None:
    status, out, err = run(pages, "--report", "-")

    assert status == 0
    assert len(read_lines(out)) == 2
    assert "2  created" in err


@pytest.mark.django_db
def test_command__some_rejected(pages: Path) -> None:
    (pages / "c.bin").write_bytes(b"\0")

    status, out, _ = run(pages)

    assert status == 1
    assert f"rejected  {pages}/c.bin: No format knows this input." in out
    assert "1  rejected" in out


@pytest.mark.django_db
def test_command__strict_writes_all_or_nothing(pages: Path) -> None:
    (pages / "c.bin").write_bytes(b"\0")

    status, out, _ = run(pages, "--strict")

    assert status == 1
    assert "2  parsed" in out
    assert Article.objects.count() == 0


@pytest.mark.django_db
def test_command__publish_and_source(pages: Path) -> None:
    run(pages, "--publish", "--source", "harbour-press", "--photos", "skip")

    article = Article.objects.get(guid="path:b.txt")
    assert article.status == "published"
    assert article.source is not None
    assert article.source.name == "Harbour press"
    assert article.photo_uses.count() == 0


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["nowhere.txt"], "no file or folder nowhere.txt"),
        (["https://example.org/"], "cannot be imported yet"),
        ([".", "--photos", "fetch"], "not possible yet"),
        ([".", "--source", "No Slug"], "not a slug"),
        ([".", "--format", "telegram"], "invalid choice"),
        ([".", "--report", "/nowhere/report"], "report cannot be written"),
        ([], "PATH"),
    ],
)
def test_command__wrong_usage(arguments: list[str], text: str) -> None:
    status, _, err = run(*arguments)

    assert text in err
    assert status in {1, 2}  # argparse's own errors get their 2 from the process


def test_command__dry_run_asks_no_database(pages: Path, tmp_path: Path) -> None:
    (pages / "c.bin").write_bytes(b"\0")
    report = tmp_path / "report.jsonl"

    status, out, _ = run(pages, "--dry-run", "--publish", "--report", report)

    lines = read_lines(report.read_text(encoding="utf-8"))
    assert status == 1
    assert [line["outcome"] for line in lines] == ["parsed", "parsed", "rejected"]
    assert "2  parsed" in out


def test_command__dry_run_tells_of_a_picture_that_is_none(pages: Path) -> None:
    (pages / "b.jpg").write_bytes(b"no picture")

    _, out, _ = run(pages, "--dry-run", "--report", "-")

    story = read_lines(out)[1]["story"]
    assert "photo_rejected" in out
    assert story["lead_photo"]["file_state"] == "missing"


def test_command__dry_run_tells_what_a_real_run_tells(pages: Path, db: None) -> None:
    (pages / "b.jpg").write_bytes(b"no picture")

    _, dry, _ = run(pages, "--dry-run", "--report", "-")
    _, real, _ = run(pages, "--report", "-")

    for line, other in zip(read_lines(dry), read_lines(real), strict=True):
        assert line | {"outcome": "created"} == other


def test_command__standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(page("From a pipe")))
    monkeypatch.setattr(sys, "stdin", stdin)

    _, out, _ = run("-", "--dry-run", "--report", "-")

    (line,) = read_lines(out)
    assert (line["path"], line["story"]["headline"]) == ("-", "From a pipe")


def test_command__bar_on_a_terminal(pages: Path) -> None:
    (pages / "c.bin").write_bytes(b"\0")
    terminal = Terminal()

    with pytest.raises(SystemExit):
        call_command("import_articles", str(pages), "--dry-run", stdout=terminal)

    shown = terminal.getvalue()
    assert "3/3" in shown
    assert "a.txt" not in shown
    assert "c.bin" in shown


def test_command__quiet(pages: Path) -> None:
    status, out, _ = run(pages, "--dry-run", verbosity=0)

    assert status == 0
    assert "a.txt" not in out
    assert "2  parsed" in out


def test_command__names_of_files_do_not_command_the_terminal(folder: Path) -> None:
    (folder / "a\x1b[2J.txt").write_bytes(page())

    _, out, _ = run(folder, "--dry-run")

    assert "\x1b" not in out
    assert "a\ufffd[2J.txt" in out


@pytest.mark.django_db
def test_command__interrupted_keeps_whole_items(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(*args: Any) -> None:
        raise KeyboardInterrupt

    report = tmp_path / "report.jsonl"
    (pages / "b.html").write_bytes(page("Interrupted"))
    monkeypatch.setattr(PARSERS[0], "parse", parse)

    status, out, err = run(pages, "--report", report)

    assert status == 130
    assert "Interrupted" in err
    assert "1  created" in out
    assert len(read_lines(report.read_text(encoding="utf-8"))) == 1
    assert Article.objects.get().headline == "A"
    assert ImportRun.objects.get().finished_at is None


@pytest.fixture
def without_database(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Give an environment whose database cannot be reached, and a folder for `var`."""
    kept = {
        name: os.environ[name]
        for name in os.environ
        if name not in {"DATABASE_URL", "SECRET_KEY", "DEBUG"}
    }
    var = tmp_path / "var"
    yield {**kept, "NEWSROOM_VAR": str(var), "SECRET_KEY": "x" * 50, "DEBUG": "1"}
    assert not list(tmp_path.glob("var/**/*"))


def process(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", "import_articles", *arguments],
        cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_process__dry_run_starts_no_server_and_writes_nothing(
    folder: Path, without_database: dict[str, str]
) -> None:
    (folder / "a.bin").write_bytes(b"\0")

    done = process(str(folder), "--dry-run", env=without_database)

    assert done.returncode == 1, done.stderr
    assert "1  rejected" in done.stdout


@pytest.mark.parametrize("more", [["--format", "telegram"], ["--photos", "fetch"]])
def test_process__wrong_usage_leaves_with_2(
    folder: Path, without_database: dict[str, str], more: list[str]
) -> None:
    done = process(str(folder), "--dry-run", *more, env=without_database)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
