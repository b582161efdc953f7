"""Every spec × format × photo, ours at full size and the shared ones, read by exiftool."""

from __future__ import annotations

import pytest

from media.errors import MediaError
from media.renditions import SPECS, TYPES
from tests.media.pictures import AGENCY, draw, encode
from tests.media.published import assert_says_the_record, draft, read_public_files
from tests.media.test_public_files import WORDS

FOLDERS = ("samples/photos", "standards/photo/ours", "standards/photo/exiftool",
           "standards/c2pa", "standards/hostile", "samples/hostile")  # fmt: skip


def test_public_files__every_spec_of_our_own(tmp_path):
    data = encode(draw((2600, 2400)))
    photos = {name: (draft(data, **said), data) for name, said in WORDS.items()}
    read = read_public_files(photos, tmp_path)
    assert len(read) == len(photos) * len(SPECS) * len(TYPES)
    for name, (photo, said) in read.items():
        assert_says_the_record(name, photo, said)


@pytest.mark.shared
def test_public_files__of_the_shared_photos(shared, tmp_path):
    photos = {}
    for path in (each for folder in FOLDERS for each in (shared / folder).iterdir()):
        try:
            data = path.read_bytes()
            photo = draft(data)
        except MediaError:
            continue
        photos[path.name.replace(".", "-")] = (photo, data)
        edited = draft(data, credit=AGENCY.credit, creators=["Ελένη", "渡辺"])
        photos[f"{path.name.replace('.', '-')}-edited"] = (edited, data)
    read = read_public_files(photos, tmp_path)
    print(f"\n{len(photos)} photos, {len(read)} public files read")  # noqa: T201
    assert len(photos) > 60
    for name, (photo, said) in read.items():
        assert_says_the_record(name, photo, said)
