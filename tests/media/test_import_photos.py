"""The command import_photos, as a newsroom uses it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from media.actions import change_photo, importing
from media.errors import BadPhotoFact
from media.metadata import PhotoMetadata, build_packet
from media.models import ImportItem, ImportRun, Photo, PhotoEvent, Source
from media.rendering import read_original
from media.renditions import plan
from tests.articles.crashing import ROOT, kill_at, wait_for_quiet
from tests.factories import SYSTEM
from tests.media.pictures import AGENCY, agency_jpeg, draw, encode
from tests.media.taking import counts

CONTRACT_KEYS = {
    "path", "outcome", "photo", "public_has_gps", "conflicts", "warnings", "error",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of two photos, a dotfile, and a text that is no picture."""
    place = tmp_path / "in"
    (place / "more").mkdir(parents=True)
    (place / "ferry.jpg").write_bytes(agency_jpeg())
    (place / "more/plain.png").write_bytes(encode(draw(), "PNG"))
    (place / "notes.txt").write_text("no picture")
    (place / ".DS_Store").write_bytes(b"\0")
    return place


def run(*arguments: Any, **options: Any) -> tuple[int, str, str]:
    """Run the command; give its exit status and what it wrote."""
    out, err = io.StringIO(), io.StringIO()
    words = [str(word) for word in arguments]
    try:
        call_command("import_photos", *words, stdout=out, stderr=err, **options)
    except SystemExit as leaving:
        return int(leaving.code or 0), out.getvalue(), err.getvalue()
    except CommandError as error:
        return error.returncode, out.getvalue(), str(error)
    return 0, out.getvalue(), err.getvalue()


def report_of(*arguments: Any) -> list[dict[str, Any]]:
    """Run the command with the report on standard output; give its lines."""
    _, out, _ = run(*arguments, "--report", "-")
    return [json.loads(line) for line in out.splitlines()]


def outcomes(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(Path(row["path"]).name, row["outcome"]) for row in rows]


@pytest.mark.django_db
def test_command__imports_sums_up_and_leaves_with_1(folder):
    status, out, err = run(folder, "--source", "ap")
    assert (status, err) == (1, "")
    assert f"created   {folder}/ferry.jpg\n" in out
    assert "This is not a picture" in out
    assert "2  created" in out
    assert "1  rejected" in out
    assert "1  skipped (dotfiles)" in out
    photo = Photo.objects.get(credit=AGENCY.credit)
    assert photo.provider == Source.objects.get(slug="ap")
    assert read_original(photo) == agency_jpeg()
    item = ImportItem.objects.get(object_id=photo.pk)
    assert item.run.command == "import_photos"
    assert item.run.finished_at
    assert (item.format, item.content_hash, item.raw) == ("jpeg", photo.sha256, None)
    assert PhotoEvent.objects.get(photo=photo).run == str(item.run.pk)


@pytest.mark.django_db
def test_command__refused_file_is_kept_with_its_reason(folder):
    run(folder)
    item = ImportItem.objects.get(outcome="rejected")
    assert zlib.decompress(bytes(item.raw)) == b"no picture"
    assert item.report["error"]["code"] == "unknown_format"
    assert item.report["photo"] is None


def test_report__has_the_keys_of_the_contract_and_the_files_own_words(folder):
    ferry, plain, notes = report_of(folder, "--dry-run")[::1]
    assert set(ferry) == CONTRACT_KEYS
    said = ferry["photo"]
    assert said["creator"] == list(AGENCY.creators)
    assert said["caption"] == AGENCY.caption
    assert said["instructions"] == AGENCY.instructions
    assert said["date_created"] == AGENCY.date_created
    assert said["copyright"] == {
        "holder": AGENCY.copyright_holder, "notice": AGENCY.copyright_notice,
    }  # fmt: skip
    assert (said["width"], said["height"]) == (320, 180)
    assert ferry["public_has_gps"] is False
    assert plain["photo"]["credit"] is None
    assert notes["public_has_gps"] is None
    assert notes["error"]["code"] == "unknown_format"


def test_report__names_conflicts_by_group(folder):
    exif = Image.Exif()
    exif[0x010E] = "another caption"
    packet = build_packet(PhotoMetadata(caption="one caption"))
    (folder / "ferry.jpg").write_bytes(encode(draw(), exif=exif, xmp=packet))
    ferry = report_of(folder, "--dry-run")[0]
    assert ferry["conflicts"] == [
        {"field": "caption", "xmp": ["one caption"], "exif": ["another caption"]}
    ]


@pytest.mark.django_db
def test_again__writes_nothing_outside_the_runs_log(folder):
    run(folder)
    photo = Photo.objects.get(credit=AGENCY.credit)
    change_photo(photo, {"caption": "Mended at the desk."}, by=SYSTEM)
    before = counts(), list(Photo.objects.order_by("pk").values())
    rows = report_of(folder, "--source", "another")
    assert outcomes(rows)[:2] == [
        ("ferry.jpg", "unchanged"),
        ("plain.png", "unchanged"),
    ]
    assert (counts(), list(Photo.objects.order_by("pk").values())) == before
    assert ImportItem.objects.filter(object_id=photo.pk).count() == 2


@pytest.mark.django_db
def test_twice_in_one_run__is_one_photo(folder):
    (folder / "copy.jpg").write_bytes(agency_jpeg())
    rows = report_of(folder)
    assert outcomes(rows)[:2] == [("copy.jpg", "created"), ("ferry.jpg", "unchanged")]
    assert Photo.objects.count() == 2


@pytest.mark.django_db
def test_strict__writes_all_or_nothing(folder):
    rows = report_of(folder, "--strict")
    assert [row["outcome"] for row in rows] == ["parsed", "parsed", "rejected"]
    assert not Photo.objects.exists()
    assert ImportItem.objects.count() == 3
    assert ImportRun.objects.get().options["strict"] is True
    (folder / "notes.txt").unlink()
    assert [row["outcome"] for row in report_of(folder, "--strict")] == ["created"] * 2


@pytest.mark.django_db
def test_strict__what_the_database_refuses_undoes_all(folder, monkeypatch):
    take = importing.take_photo

    def refuse_png(data, **more):
        if data.startswith(b"\x89PNG"):
            raise BadPhotoFact("no")
        return take(data, **more)

    monkeypatch.setattr(importing, "take_photo", refuse_png)
    (folder / "notes.txt").unlink()
    rows = report_of(folder, "--strict")
    assert [row["outcome"] for row in rows] == ["parsed", "rejected"]
    assert not Photo.objects.exists()


@pytest.mark.django_db
def test_zip__is_read_entry_by_entry(folder, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(folder / "ferry.jpg", "day/ferry.jpg")
        archive.writestr("day/.hidden.jpg", b"x")
        archive.writestr("../out.jpg", agency_jpeg())
    rows = report_of(tmp_path / "a.zip")
    assert [row["path"] for row in rows] == [
        f"{tmp_path}/a.zip!/../out.jpg", f"{tmp_path}/a.zip!/day/ferry.jpg",
    ]  # fmt: skip
    assert [row["outcome"] for row in rows] == ["rejected", "created"]
    assert rows[0]["error"]["code"] == "unsafe_path"
    assert Photo.objects.get().file_name == "ferry.jpg"


def test_zip__member_larger_than_we_read(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("media.management.commands.import_photos.PHOTO_LIMIT", 4000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.jpg", bytes(10**6))
        archive.writestr("small.png", encode(draw((8, 8)), "PNG"))
    rows = report_of(tmp_path / "a.zip", "--dry-run")
    assert [row["outcome"] for row in rows] == ["rejected", "parsed"]
    assert rows[0]["error"]["code"] == "too_large"


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["nowhere"], "no file or folder nowhere"),
        (["https://pictures.example.com/a.jpg"], "cannot be imported yet"),
        ([".", "--renditions", "/dev/null/x"], "cannot be written"),
        ([".", "--report", "/dev/null/x"], "cannot be written"),
    ],
)
def test_command__wrong_usage(arguments, text):
    status, _, err = run(*arguments, "--dry-run")
    assert status == 2
    assert text in err


def test_renditions__every_spec_and_type_of_every_photo(folder, tmp_path):
    (folder / "more/wide.jpg").write_bytes(encode(draw((700, 500))))
    status, _, _ = run(folder, "--dry-run", "--renditions", tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert status == 1
    assert {name for name in names if name.startswith("wide.")} == {
        f"wide.{one.spec}.{extension}"
        for one in plan(700, 500)
        for extension in ("jpg", "webp", "avif")
    }
    assert {"ferry.w320.jpg", "plain.w320.avif", "plain.social.webp"} <= names


def test_renditions__of_files_with_one_name_stay_apart(folder, tmp_path):
    (folder / "more/ferry.png").write_bytes(encode(draw(), "PNG"))
    run(folder, "--dry-run", "--renditions", tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert {"ferry.jpg.w320.jpg", "more_ferry.png.w320.jpg"} <= names


def test_renditions__of_a_file_with_as_long_a_name_as_there_may_be(tmp_path):
    name = "港" * 83
    (tmp_path / f"{name}.jpg").write_bytes(agency_jpeg())
    out = tmp_path / "out"
    status, _, _ = run(tmp_path / f"{name}.jpg", "--dry-run", "--renditions", out)
    assert status == 0
    assert {one.name.partition(".")[0] for one in out.iterdir()} == {"港" * 66}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a/" + "港" * 80 + ".jpg", "b/" + "港" * 80 + ".jpg"),  # alike where cut
        ("a/port.jpg", "a_port.jpg.jpg"),
        ("a/port.jpg", "a/port\n.jpg"),
        ("a_/port.jpg", "a\n/port.jpg"),
        (os.fsdecode(b"a\xff.jpg"), os.fsdecode(b"a\xfe.jpg")),
    ],
    ids=["cut", "folder", "sign", "sign in a folder", "no UTF-8"],
)
def test_renditions__of_names_that_become_one_stay_apart(tmp_path, one, other):
    folder, out = tmp_path / "in", tmp_path / "out"
    sizes = {one: (400, 300), other: (400, 200)}
    for name, size in sizes.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(encode(draw(size)))
    (folder / "a/port.png").parent.mkdir(exist_ok=True)
    (folder / "a/port.png").write_bytes(encode(draw((400, 100)), "PNG"))
    run(folder, "--dry-run", "--renditions", out)
    heights = []
    for path in out.glob("*.w320.jpg"):
        with Image.open(path) as image:
            heights.append(image.height)
    assert sorted(heights) == [80, 160, 240]


@pytest.mark.django_db
def test_renditions__of_a_photo_that_is_here_say_what_the_desk_says(folder, tmp_path):
    run(folder)
    photo = Photo.objects.get(credit=AGENCY.credit)
    change_photo(photo, {"credit": "Another Name/AP"}, by=SYSTEM)
    run(folder, "--renditions", tmp_path)
    assert b"Another Name/AP" in (tmp_path / "ferry.w320.webp").read_bytes()


def test_process__dry_run_needs_no_database(folder, tmp_path):
    environment = {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "PATH": "/usr/bin",
        "NEWSROOM_VAR": str(tmp_path / "var"), "SECRET_KEY": "x" * 50, "DEBUG": "1",
    }  # fmt: skip
    done = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", "import_photos", str(folder), "--dry-run"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "2  parsed" in done.stdout
    assert not list(tmp_path.glob("var/**/*"))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_process__killed_and_two_at_once_end_like_one_clean_run(
    tmp_path, command_environment
):
    photos = tmp_path / "photos"
    photos.mkdir()
    for number in range(12):
        picture = draw((300 + number // 2, 200))  # each twice
        (photos / f"{number:02}.jpg").write_bytes(encode(picture))

    def start():
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "manage.py", "import_photos", str(photos)],
            cwd=ROOT, env=command_environment, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    kill_at(start(), 3)
    wait_for_quiet()
    both = start(), start()
    for process in both:
        _, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors
    stored = Photo.objects.values_list("sha256", flat=True)
    assert len(stored) == len(set(stored)) == 6
    assert PhotoEvent.objects.count() == 6
    assert all(read_original(photo) for photo in Photo.objects.all())
    created = ImportItem.objects.filter(outcome="created")
    assert created.count() == 6
    assert ImportRun.objects.filter(finished_at=None).count() == 1
