"""Every public file of some photos, read by an independent reader in one go."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from media.actions.taking import draft_photo
from media.imaging import inspect
from media.models import Photo, Source
from media.rendering import make_renditions, public_metadata, renditions_of
from media.renditions import TYPES
from tests.media.pictures import find_exiftool

Said = dict[str, Any]
# What files have of themselves, and where our own words stand. All else is a leak.
GROUPS = ("ExifTool:ExifToolVersion", "System", "File", "JFIF", "RIFF", "QuickTime",
          "Meta", "IPTC", "Photoshop", "XMP-")  # fmt: skip
XMP = ("XMP-x", "XMP-dc", "XMP-photoshop", "XMP-xmpRights", "XMP-plus",
       "XMP-iptcCore", "XMP-iptcExt")  # fmt: skip
UNSPEAKABLE = ("GPS", "Serial", "MakerNote", "Instructions", "Thumbnail", "Preview")


def draft(data: bytes, **facts: Any) -> Photo:
    """Give a photo as taking a file would make it, with what the desk says instead."""
    photo = draft_photo(data, inspect(data), "photo.jpg", Source(slug="s", name="S"))
    for name, value in facts.items():
        setattr(photo, name, value)
    return photo


def read_public_files(
    photos: Mapping[str, tuple[Photo, bytes]], folder: Path
) -> dict[str, tuple[Photo, Said]]:
    """Make every rendition of every photo; give what exiftool finds in each."""
    owners = {}
    for name, (photo, data) in photos.items():
        wanted = [
            one.of_type(kind) for one in renditions_of(photo) for kind in TYPES.values()
        ]
        for rendition, made in make_renditions(photo, data, wanted):
            path = folder / f"{name}.{rendition.spec}.{rendition.extension}"
            path.write_bytes(made)
            owners[path.name] = photo
    return {
        Path(said["SourceFile"]).name: (owners[Path(said["SourceFile"]).name], said)
        for said in read_all(sorted(folder.iterdir()))
    }


def read_all(paths: Iterable[Path]) -> list[Said]:
    """Read files in one process of exiftool; skip where it is absent."""
    names = "\n".join(map(str, paths))
    run = subprocess.run(  # noqa: S603 - our own arguments
        [find_exiftool(), "-json", "-G1", "-a", "-e", "-n", "-struct",
         "-charset", "iptc=utf8", "-@", "-"],
        input=names, text=True, capture_output=True, check=True,
    )  # fmt: skip
    rows: list[Said] = json.loads(run.stdout)
    return rows


def assert_says_the_record(name: str, photo: Photo, said: Said) -> None:
    """Find the record's words, all of them, and nothing that is to stay with us."""
    wanted = public_metadata(photo)
    found = {
        "creators": _list(said.get("XMP-dc:Creator")),
        "credit": said.get("XMP-photoshop:Credit", ""),
        "copyright_notice": said.get("XMP-dc:Rights", ""),
        "usage_terms": said.get("XMP-xmpRights:UsageTerms", ""),
        "license_url": said.get("XMP-xmpRights:WebStatement", ""),
        "data_mining": said.get("XMP-plus:DataMining", ""),
    }
    expected = {key: getattr(wanted, key) for key in found}
    expected["creators"] = list(wanted.creators)
    assert found == expected, (name, found, expected)
    for tag in said:
        group = tag.partition(":")[0]
        assert tag == "SourceFile" or tag.startswith(GROUPS), (name, tag)
        assert not group.startswith("XMP-") or group in XMP, (name, tag)
        assert not any(word in tag for word in UNSPEAKABLE), (name, tag)
    if name.endswith(".jpg"):
        assert_has_the_iim_twins(name, photo, said)


def assert_has_the_iim_twins(name: str, photo: Photo, said: Said) -> None:
    """Find the same in IIM, as far as its limits go."""
    credit = photo.credit.encode()[:32].decode(errors="ignore")
    notice = photo.copyright_notice.encode()[:128].decode(errors="ignore")
    assert said.get("IPTC:Credit", "") == credit, name
    assert said.get("IPTC:CopyrightNotice", "") == notice, name
    assert len(_list(said.get("IPTC:By-line"))) == len(photo.creators), name


def _list(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]
