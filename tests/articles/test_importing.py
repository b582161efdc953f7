from __future__ import annotations

import io
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from articles.actions.drafting import restore_revision, save_draft
from articles.actions.importing import (
    import_all,
    import_all_or_nothing,
    open_run,
    reader_for,
)
from articles.actions.stepping import take
from articles.exporting import draft_story
from articles.models import Article, ArticleContributor, PhotoUse, Revision, Section
from articles.models.desk import SourceSection
from articles.reading.inputs import list_inputs
from media.models import ImportItem, ImportRun, Photo, Source
from tests.articles.pages import PARSERS, page
from tests.factories import SYSTEM, make_actor, make_section, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tiny_parsers(monkeypatch) -> None:
    monkeypatch.setattr("articles.actions.importing.running.PARSERS", PARSERS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def picture(colour: str = "red") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(buffer, "JPEG")
    return buffer.getvalue()


def bring_in(
    *paths: Path,
    source: str = "imported",
    publish: bool = False,
    strict: bool = False,
    stdin: bytes = b"",
    links_photos: bool = True,
) -> list[dict[str, Any]]:
    listing = list_inputs(
        [str(path) for path in paths] or ["-"], standard_input=io.BytesIO(stdin)
    )
    job = open_run(source, publish=publish)
    reader = reader_for(job.source, links_photos=links_photos)
    take_in = import_all_or_nothing if strict else import_all
    return list(take_in(listing.entries, reader, job))


def outcomes(rows: Iterable[dict[str, Any]]) -> list[str]:
    return [row["outcome"] for row in rows]


def unpack(item: ImportItem) -> bytes:
    assert item.raw is not None
    return zlib.decompress(bytes(item.raw))


def codes(row: dict[str, Any]) -> set[str]:
    return {each["code"] for each in row["warnings"]}


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


def test_import__guid_too_long_for_an_index(folder: Path) -> None:
    for number in (1, 2):
        guid = "https://example.org/" + "ä" * 3000 + str(number)
        (folder / f"{number}.txt").write_bytes(page(guid=guid))

    rows = bring_in(folder)

    assert outcomes(rows) == ["created", "created"]
    assert outcomes(bring_in(folder)) == ["unchanged", "unchanged"]


def test_import__edited_here_is_kept_beside(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(text="One."))
    bring_in(folder)
    article = Article.objects.get()
    story = draft_story(article).evolve(dek="Ours.")
    save_draft(article, story, by=make_actor("editor"))
    (folder / "a.txt").write_bytes(page(text="Two."))

    (row,) = bring_in(folder, publish=True)

    article.refresh_from_db()
    beside = article.revisions.latest("number")
    assert (row["outcome"], codes(row)) >= ("updated", {"edited_here"})
    assert (article.dek, article.body[0]["html"]) == ("Ours.", "One.")
    assert beside.reason == "source"
    assert beside.story["body"][0]["html"] == "Two."
    assert article.draft_revision != beside
    assert article.status == "draft"
    assert outcomes(bring_in(folder)) == ["unchanged"]


def test_import__edit_taken_back_is_no_edit(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(text="One."))
    bring_in(folder)
    article = Article.objects.get()
    sent = article.draft_revision
    story = draft_story(article).evolve(dek="Ours.")
    save_draft(article, story, by=SYSTEM)
    article.refresh_from_db()
    assert sent is not None
    restore_revision(article, sent, by=SYSTEM)
    (folder / "a.txt").write_bytes(page(text="Two."))

    (row,) = bring_in(folder)

    article.refresh_from_db()
    assert "edited_here" not in codes(row)
    assert article.body[0]["html"] == "Two."


def test_import__killed_story_stays_killed(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(text="One."))
    bring_in(folder)
    take("kill", Article.objects.get(), by=SYSTEM, note="wrong", confirmed=True)
    (folder / "a.txt").write_bytes(page(text="Two."))

    (row,) = bring_in(folder, publish=True)

    article = Article.objects.get()
    assert row["outcome"] == "unchanged"
    assert "killed_here" in codes(row)
    assert (article.status, article.revisions.count()) == ("killed", 1)


def test_import__publish(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(date="2024-05-01T08:00:00+02:00"))

    (row,) = bring_in(folder, publish=True)

    article = Article.objects.get()
    assert row["outcome"] == "created"
    assert article.status == "published"
    assert article.published_at == datetime(2024, 5, 1, 6, tzinfo=UTC)
    assert article.first_published_at == article.published_at
    assert article.changes.get().kind == "publish"


def test_import__publish_update(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(text="One."))
    bring_in(folder, publish=True)
    first = Article.objects.get().published_at
    (folder / "a.txt").write_bytes(page(text="Two."))

    (row,) = bring_in(folder, publish=True)

    article = Article.objects.get()
    assert "not_published" not in codes(row)
    assert article.live_revision == article.draft_revision
    assert article.published_at == first
    assert [each.kind for each in article.changes.all()] == ["publish", "update"]


def test_import__changed_content_without_publish_stays_a_draft(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(text="One."))
    bring_in(folder, publish=True)
    (folder / "a.txt").write_bytes(page(text="Two."))

    bring_in(folder)

    article = Article.objects.get()
    assert article.status == "published"
    assert article.live_revision != article.draft_revision


def test_import__what_may_not_be_published_stays_a_draft(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(text=""))

    (row,) = bring_in(folder, publish=True)

    warning = next(w for w in row["warnings"] if w["code"] == "not_published")
    assert row["outcome"] == "created"
    assert "paragraph" in warning["text"]
    assert Article.objects.get().status == "draft"
    assert ImportItem.objects.get().report == row


def test_import__unpublished_here_is_not_published_again(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(text="One."))
    bring_in(folder, publish=True)
    take("unpublish", Article.objects.get(), by=SYSTEM)
    (folder / "a.txt").write_bytes(page(text="Two."))

    (row,) = bring_in(folder, publish=True)

    assert "not_published" in codes(row)
    assert Article.objects.get().status == "unpublished"


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


def test_import__photo_beside_the_page(folder: Path) -> None:
    (folder / "a_files").mkdir()
    (folder / "a_files/the boat.jpg").write_bytes(picture())
    photo = "a_files/the%20boat.jpg | The boat. | Ann Lee/Harbour"
    (folder / "a.html").write_bytes(page(photo=photo))

    (row,) = bring_in(folder)

    use = PhotoUse.objects.get()
    assert use.role == "lead"
    assert use.photo.has_file
    assert (use.photo.caption, use.photo.credit) == ("The boat.", "Ann Lee/Harbour")
    assert use.caption is None
    assert use.photo.provider == Source.objects.get(slug="imported")
    assert row["story"]["lead_photo"]["file_state"] == "ok"
    assert "photo_file_missing" not in codes(row)


def test_import__page_says_other_than_the_photo(folder: Path) -> None:
    (folder / "p.jpg").write_bytes(picture())
    for name, caption in (("a.html", "First."), ("b.html", "Second.")):
        (folder / name).write_bytes(page(name, photo=f"p.jpg | {caption} | Lee"))

    bring_in(folder)

    first, second = PhotoUse.objects.order_by("article_id")
    assert first.photo == second.photo == Photo.objects.get()
    assert (first.caption, second.caption) == (None, "Second.")
    assert (first.credit, second.credit) == (None, None)


def test_import__photo_without_file_is_described(folder: Path) -> None:
    photo = "https://example.org/x.jpg | The boat. | Lee"
    (folder / "a.html").write_bytes(page(photo=photo))

    (row,) = bring_in(folder)
    (folder / "a.html").write_bytes(page(text="New.", photo=photo))
    bring_in(folder)

    assert "photo_file_missing" in codes(row)
    assert row["story"]["lead_photo"]["file_state"] == "missing"
    assert row["story"]["lead_photo"]["source_url"] == "https://example.org/x.jpg"
    assert not Photo.objects.get().has_file


def test_import__photos_without_file_are_skipped_where_asked(folder: Path) -> None:
    (folder / "p.jpg").write_bytes(picture())
    text = page(photo="https://example.org/x.jpg | The boat. | Lee").replace(
        b"\n\n", b"\nphoto: p.jpg | The quay. | Lee\n\n", 1
    )
    (folder / "a.html").write_bytes(text)

    (row,) = bring_in(folder, links_photos=False)

    assert "photo_skipped" in codes(row)
    assert [use.photo.caption for use in PhotoUse.objects.all()] == ["The quay."]


def test_import__photo_that_comes_later_is_a_change(folder: Path) -> None:
    (folder / "a.html").write_bytes(page(photo="p.jpg | The boat. | Lee"))
    bring_in(folder)
    (folder / "p.jpg").write_bytes(picture())

    (row,) = bring_in(folder)

    assert row["outcome"] == "updated"
    assert PhotoUse.objects.get(revision=None).photo.has_file


def test_import__picture_that_is_none_is_described(folder: Path) -> None:
    (folder / "p.jpg").write_bytes(b"no picture")
    (folder / "a.html").write_bytes(page(photo="p.jpg | The boat. | Lee"))

    (row,) = bring_in(folder)

    assert "photo_rejected" in codes(row)
    assert not PhotoUse.objects.get().photo.has_file


def test_import__photo_of_a_text_page_by_name(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(photo=" | The boat. | Lee"))
    (folder / "a-1.jpg").write_bytes(picture("red"))
    (folder / "a-2.jpg").write_bytes(picture("blue"))

    (row,) = bring_in(folder)

    use = PhotoUse.objects.get()
    assert use.photo.file_name == "a-1.jpg"
    assert use.photo.caption == "The boat."
    assert "photo_not_placed" in codes(row)


def test_import__text_page_without_lead_photo_gets_its_picture(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page())
    (folder / "a.jpg").write_bytes(picture())

    (row,) = bring_in(folder)

    assert PhotoUse.objects.get().role == "lead"
    assert row["story"]["lead_photo"]["source_url"] == "a.jpg"


def test_import__rejected_item_and_the_rest(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"something else")
    (folder / "b.txt").write_bytes(page())
    (folder / "c.txt").write_bytes(b"")
    (folder / "d.txt").write_bytes(page("crash"))

    rows = bring_in(folder)

    assert outcomes(rows) == ["rejected", "created", "rejected", "rejected"]
    assert [row["error"] and row["error"]["code"] for row in rows] == [
        "unknown_format", None, "no_story", "parser_fault",
    ]  # fmt: skip
    kept = ImportItem.objects.get(path=f"{folder}/a.txt")
    assert unpack(kept) == b"something else"
    assert kept.report == rows[0]
    assert (kept.object_id, rows[0]["story"]) == (None, None)


def test_import__what_the_tables_refuse_is_rejected_whole(
    folder: Path, monkeypatch
) -> None:
    def create_draft(*args, **kwargs):
        Source.objects.create(slug="left-behind", name="Left behind")
        Section.objects.create(slug="x" * 99, name="")

    monkeypatch.setattr("articles.actions.importing.storing.create_draft", create_draft)
    (folder / "a.txt").write_bytes(page())

    (row,) = bring_in(folder)

    assert (row["outcome"], row["error"]["code"]) == ("rejected", "not_stored")
    assert not Source.objects.filter(slug="left-behind").exists()
    assert ImportItem.objects.get().outcome == "rejected"


def test_import__texts_longer_than_their_columns_are_cut(folder: Path) -> None:
    (folder / "a.html").write_bytes(
        page("Long " * 200, byline="Lee " * 100, photo=f"p.jpg | x | {'credit ' * 99}")
    )

    (row,) = bring_in(folder)

    article = Article.objects.get()
    assert "shortened" in codes(row)
    assert len(article.headline) <= 500
    assert article.headline.endswith("…")
    assert ArticleContributor.objects.get().contributor.name.endswith("…")


def test_import__nul_and_half_signs_do_not_stop_it(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page("Ferry\0 sails", "It\0 sails."))

    (row,) = bring_in(folder)

    assert row["outcome"] == "created"
    assert row["story"]["headline"] == "Ferry sails"


def test_import__several_stories_in_one_input(folder: Path) -> None:
    stories = page("One") + b"\n=====\n" + page("Two")
    (folder / "a.txt").write_bytes(stories)

    rows = bring_in(folder)
    (folder / "a.txt").write_bytes(stories + b" more")
    again = bring_in(folder)

    assert [row["guid"] for row in rows] == ["path:a.txt#0", "path:a.txt#1"]
    assert [row["index"] for row in rows] == [0, 1]
    assert outcomes(again) == ["unchanged", "updated"]


def test_import__standard_input_is_named_by_its_content() -> None:
    one = bring_in(stdin=page("One"))
    two = bring_in(stdin=page("Two"))
    again = bring_in(stdin=page("One"))

    assert outcomes(one + two + again) == ["created", "created", "unchanged"]
    assert one[0]["guid"].startswith("path:-:")


def test_import_strictly__all(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_bytes(page(name))

    rows = bring_in(folder, strict=True)

    assert outcomes(rows) == ["created", "created"]
    assert Article.objects.count() == ImportItem.objects.count() == 2


def test_import_strictly__nothing_but_run_and_report(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page())
    (folder / "b.txt").write_bytes(b"unknown")

    rows = bring_in(folder, strict=True)

    assert outcomes(rows) == ["parsed", "rejected"]
    assert Article.objects.count() == Section.objects.count() == 0
    kept = ImportItem.objects.order_by("path").values_list("outcome", flat=True)
    assert list(kept) == ["parsed", "rejected"]
    assert ImportRun.objects.get().finished_at is not None


def test_import_strictly__refused_while_storing(folder: Path, monkeypatch) -> None:
    (folder / "a.txt").write_bytes(page("One"))
    (folder / "b.txt").write_bytes(page("Two"))
    real = "articles.actions.importing.storing.create_draft"

    def create_draft(story, **kwargs):
        if story.headline == "Two":
            Section.objects.create(slug="x" * 99, name="")
        return restored(story, **kwargs)

    from articles.actions.drafting import create_draft as restored

    monkeypatch.setattr(real, create_draft)

    rows = bring_in(folder, strict=True)

    assert outcomes(rows) == ["parsed", "rejected"]
    assert rows[1]["error"]["code"] == "not_stored"
    assert Article.objects.count() == 0
