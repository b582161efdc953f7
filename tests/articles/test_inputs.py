from __future__ import annotations

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest

from articles.reading.pages import list_pages
from media import places
from media.errors import TooLarge, UnreadableSource, UnsafePath
from media.inputs import Entry, Listing


def list_at(*paths: Path | str, stdin: bytes = b"") -> Listing:
    return list_pages(map(str, paths), standard_input=io.BytesIO(stdin))


def names_at(*paths: Path | str, stdin: bytes = b"") -> list[str]:
    return [entry.name for entry in list_at(*paths, stdin=stdin).entries]


def make_zip(members: dict[str, bytes], path: Path | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    if path:
        path.write_bytes(buffer.getvalue())
    return buffer.getvalue()


def fill(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return root


def only(listing: Listing) -> Entry:
    (entry,) = listing.entries
    return entry


def test_list_inputs__folder_is_walked_and_sorted(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a/z.txt", "a/b/c.txt", "a.txt")

    listing = list_at(tmp_path)

    assert [entry.name for entry in listing.entries] == [
        "a/b/c.txt", "a/z.txt", "a.txt", "b.txt",
    ]  # fmt: skip
    assert listing.entries[0].path == f"{tmp_path}/a/b/c.txt"
    assert listing.entries[0].read() == b"a/b/c.txt"
    assert listing.entries[0].guid == "path:a/b/c.txt"


def test_list_inputs__dotfiles_and_pictures_are_counted(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", ".DS_Store", ".git/config", "a.jpg", "deep/B.PNG")

    listing = list_at(tmp_path)

    assert [entry.name for entry in listing.entries] == ["a.txt"]
    assert listing.skipped == 4


def test_list_inputs__what_a_browser_saved_beside_a_page_is_passed_over(
    tmp_path: Path,
) -> None:
    fill(tmp_path, "a.html", "a_files/x.css", "a_files/in/y.js", "b_files/z.css")

    listing = list_at(tmp_path)

    assert [entry.name for entry in listing.entries] == ["a.html", "b_files/z.css"]
    assert listing.skipped == 2


def test_list_inputs__named_picture_is_an_input(tmp_path: Path) -> None:
    fill(tmp_path, "a.jpg")

    assert names_at(tmp_path / "a.jpg") == ["a.jpg"]


def test_list_inputs__file_is_named_by_its_own_name(tmp_path: Path) -> None:
    fill(tmp_path, "in/a.txt")

    entry = only(list_at(tmp_path / "in/a.txt"))

    assert (entry.name, entry.path) == ("a.txt", f"{tmp_path}/in/a.txt")
    assert entry.read() == b"in/a.txt"


def test_list_inputs__missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        list_at(tmp_path / "nowhere")


def test_list_inputs__met_twice_counts_once(tmp_path: Path) -> None:
    fill(tmp_path, "in/a.txt")

    listing = list_at(tmp_path, tmp_path, tmp_path / "in/a.txt")

    assert len(listing.entries) == 1
    assert listing.skipped == 1


def test_list_inputs__standard_input() -> None:
    entry = only(list_at("-", stdin=b"text"))

    assert (entry.path, entry.name, entry.read()) == ("-", "-", b"text")
    assert not entry.place.has("x.jpg")
    assert entry.place.sidecars("-") == []


def test_list_inputs__archive_by_standard_input() -> None:
    entry = only(list_at("-", stdin=make_zip({"a.txt": b"text"})))

    assert (entry.path, entry.read()) == ("-!/a.txt", b"text")


def test_list_inputs__too_much_by_standard_input(monkeypatch) -> None:
    monkeypatch.setattr("articles.reading.pages.PAGE_LIMIT", 3)

    with pytest.raises(TooLarge):
        only(list_at("-", stdin=b"text")).read()


def test_list_inputs__pipe(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"text")
    os.close(writing)

    entry = only(list_at(f"/dev/fd/{reading}"))
    os.close(reading)

    assert entry.read() == b"text"


def test_list_inputs__pipe_with_too_much(monkeypatch) -> None:
    monkeypatch.setattr("articles.reading.pages.PAGE_LIMIT", 3)
    reading, writing = os.pipe()
    os.write(writing, b"text")
    os.close(writing)

    entry = only(list_at(f"/dev/fd/{reading}"))
    os.close(reading)

    with pytest.raises(TooLarge):
        entry.read()


def test_list_inputs__file_that_cannot_be_opened(tmp_path: Path, monkeypatch) -> None:
    fill(tmp_path, "a.txt")

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(UnreadableSource, match="Permission denied"):
        only(list_at(tmp_path / "a.txt")).read()


def test_list_inputs__pipe_that_cannot_be_opened(tmp_path: Path, monkeypatch) -> None:
    os.mkfifo(tmp_path / "pipe")

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(UnreadableSource, match="Permission denied"):
        only(list_at(tmp_path / "pipe")).read()


def test_list_inputs__pipe_in_a_folder_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "waiting")

    with pytest.raises(UnreadableSource, match="not a file"):
        only(list_at(tmp_path)).read()


def test_list_inputs__name_that_is_no_utf_8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"gr\xfcn.txt")).write_bytes(b"text")

    entry = only(list_at(tmp_path))

    assert entry.guid == "path:gr\\xfcn.txt"
    assert entry.read() == b"text"


def test_list_inputs__names_are_composed(tmp_path: Path) -> None:
    fill(tmp_path, "u\u0308ber.txt")

    assert only(list_at(tmp_path)).guid == "path:\u00fcber.txt"


def test_folder__link_that_leads_out_is_refused(tmp_path: Path) -> None:
    fill(tmp_path, "secret.txt", "in/a.txt")
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in/good.txt").symlink_to(tmp_path / "in/a.txt")

    entries = {entry.name: entry for entry in list_at(tmp_path / "in").entries}

    assert entries["good.txt"].read() == b"in/a.txt"
    with pytest.raises(UnsafePath):
        entries["link.txt"].read()


def test_folder__link_to_a_folder_is_refused(tmp_path: Path) -> None:
    fill(tmp_path, "other/b.txt", "in/a.txt")
    (tmp_path / "in/link").symlink_to(tmp_path / "other")

    entries = {entry.name: entry for entry in list_at(tmp_path / "in").entries}

    assert set(entries) == {"a.txt", "link"}
    with pytest.raises(UnsafePath):
        entries["link"].read()


def test_folder__link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")

    with pytest.raises(UnreadableSource):
        only(list_at(tmp_path)).read()


def test_list_inputs__named_link_is_followed(tmp_path: Path) -> None:
    fill(tmp_path, "other/b.txt", "in/a.txt")
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "other/b.txt")

    assert only(list_at(tmp_path / "in/link.txt")).read() == b"other/b.txt"


def test_folder__file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    entry = only(list_at(fill(tmp_path, "a.txt")))
    (tmp_path / "a.txt").unlink()

    with pytest.raises(UnreadableSource, match="cannot be read"):
        entry.read()


def test_folder__folder_that_cannot_be_listed_is_refused(
    tmp_path: Path, monkeypatch
) -> None:
    fill(tmp_path, "a.txt", "shut/b.txt")
    real = os.scandir

    def scandir(path):
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)

    entries = {entry.name: entry for entry in list_at(tmp_path).entries}

    with pytest.raises(UnreadableSource, match="Permission denied"):
        entries["shut"].read()
    assert entries["a.txt"].read() == b"a.txt"


def test_folder__file_above_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"12345")
    folder = places.Folder(tmp_path)

    assert folder.read("a.txt", 5) == b"12345"
    with pytest.raises(TooLarge):
        folder.read("a.txt", 4)


@pytest.mark.parametrize("name", ["../x.txt", "/etc/passwd", "a\0b", "x" * 5000, "in"])
def test_folder__has_nothing_outside_or_impossible(tmp_path: Path, name: str) -> None:
    fill(tmp_path, "x.txt", "root/in/a.txt")

    assert not places.Folder(tmp_path / "root").has(name)


def test_archive__members_in_order(tmp_path: Path) -> None:
    make_zip(
        {"b.txt": b"b", "a/c.txt": b"c", "p.jpg": b"", "__MACOSX/._b.txt": b""},
        tmp_path / "x.zip",
    )

    listing = list_at(tmp_path / "x.zip")

    assert [entry.path for entry in listing.entries] == [
        f"{tmp_path}/x.zip!/a/c.txt",
        f"{tmp_path}/x.zip!/b.txt",
    ]
    assert [entry.read() for entry in listing.entries] == [b"c", b"b"]
    assert listing.entries[0].guid == "path:a/c.txt"
    assert listing.skipped == 2


@pytest.mark.parametrize(
    "name", ["../out.txt", "/abs.txt", "a/../../b.txt", "C:/x.txt", "a\\..\\b.txt"]
)
def test_archive__name_that_leads_out_is_refused(name: str) -> None:
    entry = only(list_at("-", stdin=make_zip({name: b"x"})))

    with pytest.raises(UnsafePath):
        entry.read()
    assert not entry.place.has(name)


def test_archive__link_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")

    with pytest.raises(UnsafePath):
        only(list_at("-", stdin=buffer.getvalue())).read()


def test_archive__bomb_is_bounded(monkeypatch) -> None:
    monkeypatch.setattr(places, "UNPACKED_LIMIT", 3 * 2**20)
    data = make_zip({f"{i}.txt": b"\0" * 2**20 for i in range(5)})
    entries = list_at("-", stdin=data).entries
    archive = entries[0].place

    with pytest.raises(TooLarge):
        archive.read("0.txt", 2**10)
    for entry in entries[1:4]:
        assert len(entry.read()) == 2**20
    with pytest.raises(TooLarge, match="unpacks"):
        entries[4].read()


def test_archive__too_many_members(monkeypatch) -> None:
    monkeypatch.setattr(places, "MEMBERS_LIMIT", 2)
    data = make_zip({f"{i}.txt": b"" for i in range(3)})

    with pytest.raises(TooLarge):
        only(list_at("-", stdin=data)).read()


def test_archive__broken(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(make_zip({"a.txt": b"text" * 99})[:-30])

    entry = only(list_at(tmp_path / "x.zip"))

    with pytest.raises(UnreadableSource, match="zip archive"):
        entry.read()
    assert not entry.place.has("a.txt")
    assert entry.place.sidecars("a.txt") == []


def test_archive__broken_member() -> None:
    data = bytearray(make_zip({"a.txt": bytes(range(256)) * 9, "b.txt": b"good"}))
    data[60:90] = b"\xff" * 30

    broken, good = list_at("-", stdin=bytes(data)).entries

    with pytest.raises(UnreadableSource, match="member"):
        broken.read()
    assert good.read() == b"good"


def test_archive__encrypted_member() -> None:
    data = bytearray(make_zip({"a.txt": b"secret"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(UnreadableSource, match="encrypted"):
        only(list_at("-", stdin=bytes(data))).read()


def test_sidecars__by_stem_and_number(tmp_path: Path) -> None:
    fill(
        tmp_path, "in/story.txt", "in/story-2.jpg", "in/story_1.png", "in/story.webp",
        "in/story-x.jpg", "in/other.jpg", "story.jpg", "in/story-2.html",
        "in/story-10.jpg",
    )  # fmt: skip
    folder = places.Folder(tmp_path)

    assert folder.sidecars("in/story.txt") == [
        "in/story.webp", "in/story_1.png", "in/story-10.jpg",
    ]  # fmt: skip
    assert folder.sidecars("in/story-2.html") == ["in/story-2.jpg"]
    assert folder.sidecars("in/none.txt") == []


def test_sidecars__in_an_archive() -> None:
    data = make_zip({"d/a.txt": b"", "d/a-1.jpg": b"x", "a.jpg": b""})

    entry = only(list_at("-", stdin=data))

    assert entry.place.sidecars(entry.name) == ["d/a-1.jpg"]
    assert entry.place.has("d/a-1.jpg")
