"""README and docs say what the code says: formats, roles, settings, commands, paths."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command, get_commands

from articles import workflow
from articles.actions.drafting import save_draft
from articles.actions.stepping import take
from articles.errors import NotPublishable
from articles.exporting import draft_story
from articles.models import Article
from articles.parsers import PARSERS
from articles.renderers import FEEDS, RENDERERS
from media.actors import Actor
from newsroom.demo.staging import HERE, set_up_desk
from newsroom.roles import ROLES
from tests.factories import make_actor

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
PAGES = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
APPS = ("newsroom", "articles", "media")
# Read by the tests, not by settings.py.
OTHER_VARIABLES = {"NEWSROOM_SHARED"}
LOCAL = "http://127.0.0.1:8000"


def read_section(title: str) -> str:
    text = README.read_text(encoding="utf-8")
    return text.split(f"\n## {title}\n")[1].split("\n## ")[0]


def read_tables(title: str) -> list[list[list[str]]]:
    """Give the section's tables: rows of cells, without head and line."""
    found = re.findall(r"(?:^\|.*\n)+", read_section(title), re.MULTILINE)
    return [
        [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]
        for rows in (table.strip().split("\n") for table in found)
    ]


def first_cells(rows: list[list[str]]) -> list[str]:
    return [row[0].strip("`") for row in rows]


def read_settings() -> set[str]:
    """Give the names of all variables that settings.py reads from the environment."""
    text = (ROOT / "newsroom" / "settings.py").read_text(encoding="utf-8")
    pattern = r'(?:env\.\w+|environ\.get|_read_(?:switch|number|rate|origins))\(\s*"([A-Z_]+)"'
    return set(re.findall(pattern, text))


def our_commands() -> set[str]:
    return {name for name, app in get_commands().items() if app in APPS}


def test_formats__are_those_of_the_lists() -> None:
    read, written, feeds = read_tables("Formats")
    assert sorted(first_cells(read)) == sorted(parser.name for parser in PARSERS)
    assert sorted(first_cells(written)) == sorted(RENDERERS)
    assert sorted(first_cells(feeds)) == sorted(FEEDS)


def test_roles__are_those_of_the_code() -> None:
    (rows,) = read_tables("Roles")
    columns = (
        workflow.CREATE,
        workflow.EDIT_ANY,
        workflow.PLACE_PHOTOS,
        workflow.REVIEW,
        workflow.PUBLISH,
    )
    said = {
        row[0].strip("`"): {
            name for name, cell in zip(columns, row[1:], strict=True) if cell == "yes"
        }
        for row in rows
    }
    assert said == {role: set(columns) & names for role, names in ROLES.items()}


def test_settings__are_those_that_are_read() -> None:
    (rows,) = read_tables("Settings")
    assert set(first_cells(rows)) == read_settings()


def test_commands__are_all_of_ours() -> None:
    (rows,) = read_tables("Commands")
    assert set(first_cells(rows)) == our_commands()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page__names_only_what_there_is(page) -> None:
    text = page.read_text(encoding="utf-8")
    commands = set(re.findall(r"manage\.py ([a-z]\w+)", text))
    assert commands <= set(get_commands())
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"`?\bmake ([a-z]+)\b(?=[` \n]|$)", code_of(text))) <= targets
    variables = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+|DEBUG)(?:=[^`]*)?`", text))
    assert variables <= read_settings() | OTHER_VARIABLES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page__links_only_to_what_there_is(page) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)(?:#[\w-]+)?\)", text)
    inner = [link for link in links if not urlsplit(link).scheme]
    assert [link for link in inner if not (page.parent / link).exists()] == []


def test_index__leads_to_every_page() -> None:
    text = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    pages = [page.name for page in (ROOT / "docs").glob("*.md") if page.stem != "index"]
    assert len(pages) >= 3
    assert [name for name in pages if f"({name})" not in text] == []


def test_make_targets__are_all_in_the_readme() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    text = README.read_text(encoding="utf-8")
    assert [name for name in phony.split() if f"make {name}" not in text] == []


@pytest.mark.django_db
def test_first_ten_minutes__hold(client) -> None:
    set_up_desk()
    for folder in ("harbour-gazette", "desk"):
        pages = HERE / folder
        quiet = {"stdout": io.StringIO(), "source": "harbour-gazette"}
        call_command("import_articles", str(pages), publish=folder != "desk", **quiet)
    story = Article.objects.get(
        slug="fire-guts-net-store-on-the-north-quay-no-one-is-hurt"
    )
    publisher = make_actor("publisher")
    take("submit", story, by=publisher)
    take("approve", story, by=publisher)
    with pytest.raises(NotPublishable, match="photo"):
        take("publish", story, by=publisher)

    _credit(story, "Elke Thorn/Harbour Gazette", by=publisher)
    take("publish", story, by=publisher)

    live, killed = read_examples()
    assert [client.get(path).status_code for path in live] == [200] * len(live)
    first = client.get(live[0]).json()
    assert first["lead_photo"]["credit"] == "Elke Thorn/Harbour Gazette"
    assert len(client.get(live[1]).json()["results"]) == 2
    take("kill", story, by=publisher, note="Wrong.", confirmed=True)
    assert [client.get(path).status_code for path in killed] == [410]


def _credit(story: Article, credit: str, *, by: Actor) -> None:
    story.refresh_from_db()
    draft = draft_story(story)
    placed = draft.lead_photo
    assert placed is not None
    changed = type(placed).from_json({**placed.to_json(), "credit": credit})
    save_draft(story, draft.evolve(lead_photo=changed), by=by)


def read_examples() -> tuple[list[str], list[str]]:
    """Give the paths that the README asks for before the kill, and after it."""
    before, after = read_section("The first ten minutes").split("**Kill it.**")
    live, killed = list(curled(before)), list(curled(after))
    assert len(live) == 3
    assert len(killed) == 1
    return live, killed


def curled(text: str) -> Iterator[str]:
    for line in re.findall(r"^ +(curl .*)$", text, re.MULTILINE):
        address = shlex.split(line)[-1]
        assert address.startswith(f"{LOCAL}/")
        yield address.removeprefix(LOCAL)


def code_of(text: str) -> str:
    """Give what stands as code: between backticks and in indented lines."""
    return "\n".join(
        [
            *re.findall(r"`([^`\n]+)`", text),
            *re.findall(r"^ {4,}(.+)$", text, re.MULTILINE),
        ]
    )
