"""Originals and renditions as files: stored once, made once, never half."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from media.errors import NoSuchRendition, OriginalMissing
from media.imaging import cut
from media.metadata import PhotoMetadata, build_iim, build_packet
from media.models import Photo
from media.renditions import (
    AVIF,
    SERIES,
    TYPES,
    WEBP,
    Rendition,
    address,
    fingerprint,
    plan,
)

_LOCKS = 4096
_CARRIED = (
    "digital_source_type", "ai_system", "ai_system_version", "ai_prompt",
    "ai_prompt_writer",
)  # fmt: skip


@dataclass(frozen=True)
class PublicFile:
    """A rendition with its address below SITE_URL."""

    rendition: Rendition
    path: str


def store_original(data: bytes, sha256: str, extension: str) -> str:
    """Store a file byte for byte under its content's name; give that name.

    Safe to repeat: what a crash left half is written again. The caller holds the
    lock on this content.
    """
    name = f"originals/{sha256[:2]}/{sha256[2:4]}/{sha256}.{extension}"
    if default_storage.exists(name):
        if _is_whole(name, sha256):
            return name
        default_storage.delete(name)
    kept = default_storage.save(name, ContentFile(data))
    _flush(kept)
    return kept


def read_original(photo: Photo) -> bytes:
    """Give the bytes of the original as they came; raises OriginalMissing."""
    try:
        with photo.original.storage.open(photo.original.name) as file:
            return bytes(file.read())
    except FileNotFoundError as error:
        raise OriginalMissing from error


def public_metadata(photo: Photo) -> PhotoMetadata:
    """Give what renditions say: the facts as edited, and reservations as they came."""
    original = photo.metadata_original.get("values", {})
    return PhotoMetadata(
        title=photo.title,
        caption=photo.caption,
        alt=photo.alt,
        creators=tuple(photo.creators),
        credit=photo.credit,
        source=photo.source,
        copyright_notice=photo.copyright_notice,
        copyright_holder=photo.copyright_holder,
        usage_terms=photo.usage_terms,
        license_url=photo.license_url,
        licensor_name=photo.licensor_name,
        licensor_url=photo.licensor_url,
        data_mining=photo.data_mining,
        other_constraints=photo.restrictions,
        date_created=original.get("date_created", ""),
        **{name: original.get(name, "") for name in _CARRIED},
    )


def fingerprint_of(photo: Photo) -> str:
    """Give the fingerprint that stands in the photo's addresses."""
    return _marked(photo)[0]


def public_path(photo: Photo, rendition: Rendition) -> str:
    """Give the address of a rendition below SITE_URL."""
    return address(photo.pk, fingerprint_of(photo), rendition)


def public_files(photo: Photo) -> list[PublicFile]:
    """Give the renditions that documents list; none while the photo has no file.

    The uncut ones as JPEG and WebP, and the largest of each crop as JPEG. What else
    the table has stands at the same addresses.
    """
    planned = renditions_of(photo)
    if not planned:
        return []
    mark = fingerprint_of(photo)
    return [PublicFile(one, address(photo.pk, mark, one)) for one in _listed(planned)]


def _listed(planned: Sequence[Rendition]) -> list[Rendition]:
    whole = [one for one in planned if not SERIES[one.spec]]
    crops = {SERIES[one.spec]: one for one in planned if SERIES[one.spec]}
    return [*whole, *(one.of_type(WEBP) for one in whole), *crops.values()]


def renditions_of(photo: Photo) -> list[Rendition]:
    """Give one rendition for each spec the picture is large enough for, as JPEG.

    A deleted photo has none.
    """
    if photo.sha256 is None or photo.deleted_at or not photo.width or not photo.height:
        return []
    return plan(photo.width, photo.height, photo.focal_point, photo.crop_boxes)


def rendition_of(photo: Photo, spec: str, extension: str = "jpg") -> Rendition:
    """Give one rendition of a photo; raises NoSuchRendition.

    A spec larger than the picture gives the largest there is of its series.
    """
    planned = renditions_of(photo)
    if spec not in SERIES or extension not in TYPES or not planned:
        raise NoSuchRendition
    series = [one for one in planned if SERIES[one.spec] == SERIES[spec]]
    found = next((one for one in series if one.spec == spec), series[-1])
    return found.of_type(TYPES[extension])


def rendition_bytes(photo: Photo, rendition: Rendition) -> bytes:
    """Give the finished file, making it first where nobody has.

    One maker works at a time, over all processes of this machine; the others wait
    and read what it made. A maker that dies leaves its lock to the kernel.
    """
    path = _path(photo, fingerprint_of(photo), rendition)
    if (data := _read(path)) is not None:
        return data
    with _only_maker(path, waits=True):
        if (data := _read(path)) is not None:
            return data
        original = read_original(photo)
        (data,) = (made for _, made in make_renditions(photo, original, [rendition]))
        _keep(path, data)
    return data


def make_renditions(
    photo: Photo, data: bytes, renditions: Sequence[Rendition]
) -> Iterator[tuple[Rendition, bytes]]:
    """Make renditions from the bytes of the original, largest first; keep none."""
    said = public_metadata(photo)
    packet, iim = build_packet(said), build_iim(said)
    for rendition, finish in cut(data, renditions):
        yield rendition, finish(packet, iim)


def make_ahead(photo: Photo) -> int:
    """Make what readers will ask for and nobody has made yet; say how many files.

    That is what documents list, and the uncut ones as AVIF, all from one decoding. A
    reader's own request goes first: what somebody makes just now is left to them.
    """
    mark, packet = _marked(photo)
    planned = renditions_of(photo)
    whole = [one.of_type(AVIF) for one in planned if not SERIES[one.spec]]
    paths = {one: _path(photo, mark, one) for one in (*_listed(planned), *whole)}
    missing = [one for one, path in paths.items() if not path.exists()]
    if not missing:
        return 0
    iim, made = build_iim(public_metadata(photo)), 0
    for rendition, finish in cut(read_original(photo), missing):
        path = paths[rendition]
        with _only_maker(path, waits=False) as is_mine:
            if is_mine and not path.exists():
                _keep(path, finish(packet, iim))
                made += 1
    return made


def _path(photo: Photo, mark: str, rendition: Rendition) -> Path:
    return _folder(photo) / mark / f"{rendition.spec}.{rendition.extension}"


def _marked(photo: Photo) -> tuple[str, bytes]:
    packet = build_packet(public_metadata(photo))
    crops, point = photo.crop_boxes, photo.focal_point
    return fingerprint(photo.sha256 or "", point, packet, crops), packet


def _folder(photo: Photo) -> Path:
    """Give where a photo's renditions lie: a cache that may be emptied at any time."""
    name = str(photo.pk)
    return Path(settings.MEDIA_ROOT) / "renditions" / name[-2:] / name


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def _only_maker(path: Path, *, waits: bool) -> Iterator[bool]:
    """Hold one of a fixed set of lock files, so that none is ever left over.

    Gives False where somebody else holds it and we do not wait.
    """
    number = int(hashlib.sha256(str(path).encode()).hexdigest(), 16) % _LOCKS
    locks = Path(settings.MEDIA_ROOT) / "renditions" / "locks"
    locks.mkdir(parents=True, exist_ok=True)
    with (locks / str(number)).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True


def _keep(path: Path, data: bytes) -> None:
    """Write beside and rename, so that the name only ever means a whole file.

    Nothing is kept where the folder is dropped meanwhile: the photo has changed.
    """
    part = path.with_name(f"{path.name}.part")
    with suppress(FileNotFoundError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _forget_older(path.parent)


def drop_renditions(photo: Photo) -> None:
    """Drop all renditions of a photo; the original stays."""
    shutil.rmtree(_folder(photo), ignore_errors=True)


def _forget_older(folder: Path) -> None:
    """Drop the renditions of former fingerprints; their addresses lead here now."""
    for other in folder.parent.iterdir():
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)


def _flush(name: str) -> None:
    """Wait until the disk has the file: a row must not outlive it in a power cut.

    Storages without paths, as S3, answer only then by themselves.
    """
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:
        return
    for one in (path, path.parent):
        handle = os.open(one, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_whole(name: str, sha256: str) -> bool:
    with default_storage.open(name) as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256
