from __future__ import annotations

from pathlib import Path

import pytest

from articles.models import Article, Revision, Section
from articles.models.desk import SourceSection
from media.models import ImportItem, ImportRun, Source
from tests.articles.bringing import bring_in, codes, outcomes, picture, unpack
from tests.articles.pages import page
from tests.factories import make_section, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny_parsers")]


def test_import__creates_a_draft_with_all_it_came_from(folder: Path) -> None:
    data = page("Ferry sails", "It sails.", byline="Ann Lee", language="en")
    (folder / "a.txt").write_bytes(data)

    (row,) = bring_in(folder)

    article = Article.objects.get()
    item = ImportItem.objects.get()
    assert (row["outcome"], row["guid"]) == ("created", "path:a.txt")
    assert (article.status, article.headline) == ("draft", "Ferry sails")
    assert article.guid == "path:a.txt"
    assert article.source == Source.objects.get(slug="imported")
    assert [each.name for each in article.contributors.all()] == ["Ann Lee"]
    assert article.section == Section.objects.get(slug="news")
    assert article.import_item == item
    assert item.object_id == article.pk
    assert item.report == row
    assert unpack(item) == data
    assert item.encoding == "utf-8"
    assert (Revision.objects.get().reason, Revision.objects.get().import_item) == (
        "source", item,
    )  # fmt: skip
    assert ImportRun.objects.get().finished_at is not None


def test_import__event_names_command_and_run(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page())

    bring_in(folder)

    event = Article.objects.get().events.get()
    assert (event.actor, event.run) == (
        "import_articles", str(ImportRun.objects.get().pk),
    )  # fmt: skip


def test_import__again_writes_only_its_own_log(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(language="en"))
    (folder / "a.jpg").write_bytes(picture())
    bring_in(folder)

    (row,) = bring_in(folder)

    assert row["outcome"] == "unchanged"
    assert row["story"]["headline"] == "Ferry sails"
    assert Revision.objects.count() == Article.objects.get().events.count() == 1
    again = ImportItem.objects.latest("id")
    assert (again.raw, again.report["story"]) == (None, None)
    assert again.object_id == Article.objects.get().pk


def test_import__changed_content_becomes_the_draft(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(text="It sails."))
    bring_in(folder)
    (folder / "a.txt").write_bytes(page(text="It sails not."))

    (row,) = bring_in(folder)

    article = Article.objects.get()
    assert row["outcome"] == "updated"
    assert article.body[0]["html"] == "It sails not."
    assert [each.reason for each in article.revisions.all()] == ["source", "source"]


def test_import__content_that_comes_back_is_a_change(folder: Path) -> None:
    for text in ("One.", "Two.", "One."):
        (folder / "a.txt").write_bytes(page(text=text))
        (row,) = bring_in(folder)

    assert row["outcome"] == "updated"
    assert Article.objects.get().body[0]["html"] == "One."


def test_import__bytes_that_change_nothing_in_the_story(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page())
    bring_in(folder)
    (folder / "a.txt").write_bytes(page() + b"\n\n")

    (row,) = bring_in(folder)

    assert row["outcome"] == "unchanged"
    assert Revision.objects.count() == 1


def test_import__block_ids_stay_where_the_text_is_alike(folder: Path) -> None:
    first = "The ferry to the island sails again from Monday morning on."
    (folder / "a.txt").write_bytes(page(text=f"{first}\n\nSecond."))
    bring_in(folder)
    before = [block["id"] for block in Article.objects.get().body]
    changed = first.replace("Monday", "Tuesday")
    (folder / "a.txt").write_bytes(page(text=f"Something new.\n\n{changed}"))

    bring_in(folder)

    after = [block["id"] for block in Article.objects.get().body]
    assert after[1] == before[0]
    assert after[0] not in before


def test_import__moved_file_is_unchanged(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page())
    bring_in(folder)
    (folder / "a.txt").rename(folder / "b.txt")

    (row,) = bring_in(folder)

    assert row["outcome"] == "unchanged"
    assert Article.objects.count() == 1


def test_import__moved_file_of_another_source_is_another_story(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page())

    bring_in(folder, source="one")
    (row,) = bring_in(folder, source="two")

    assert row["outcome"] == "created"
    assert Article.objects.count() == 2


def test_import__guid_of_the_format_wins_over_the_path(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(guid="https://example.org/1"))
    bring_in(folder)
    (folder / "a.txt").rename(folder / "b.txt")
    (folder / "b.txt").write_bytes(page(text="New.", guid="https://example.org/1"))

    (row,) = bring_in(folder)

    assert (row["outcome"], row["guid"]) == ("updated", "https://example.org/1")


def test_import__two_copies_of_a_page_come_to_rest(folder: Path) -> None:
    for name, text in (("a.txt", "Old."), ("b.txt", "New.")):
        (folder / name).write_bytes(page(text=text, guid="https://example.org/1"))

    first = outcomes(bring_in(folder))
    second = outcomes(bring_in(folder))

    assert first == ["created", "updated"]
    assert second == ["unchanged", "unchanged"]


def test_import__headline_is_no_identity(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page("Same", "One."))
    (folder / "b.txt").write_bytes(page("Same", "Two."))

    bring_in(folder)

    slugs = Article.objects.order_by("id").values_list("slug", flat=True)
    assert list(slugs) == ["same", "same-2"]


def test_import__section_of_the_source(folder: Path) -> None:
    source = make_source(slug="harbour")
    section = make_section(slug="sea", name="Sea")
    SourceSection.objects.create(source=source, section=section)
    (folder / "a.txt").write_bytes(page())
    (folder / "b.txt").write_bytes(page(text="Other.", section="Culture"))

    bring_in(folder, source="harbour")

    found = Article.objects.order_by("id").values_list("section__slug", flat=True)
    assert list(found) == ["sea", "culture"]


def test_import__language_of_the_source(folder: Path) -> None:
    make_source(slug="hafen", language="de")
    (folder / "a.txt").write_bytes(page())

    (row,) = bring_in(folder, source="hafen")
    (assumed,) = bring_in(folder)

    assert row["story"]["language"] == "de"
    assert "language_assumed" not in codes(row)
    assert assumed["story"]["language"] == "en"
    assert "language_assumed" in codes(assumed)
