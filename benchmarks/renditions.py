"""What the renditions of one camera picture cost, beside Pillow alone."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measuring import Cost, Work, compare
from benchmarks.pictures import CAMERA, SAID, camera_jpeg
from benchmarks.results import Result
from media.imaging import cut
from media.metadata import build_iim, build_packet
from media.renditions import AVIF, JPEG, WEBP, Rendition, plan

WIDTHS = ("w1920", "w1280", "w640", "w320")
MOST_CPU, MOST_MEMORY = 1.15, 1.3


def run(scale: int | None) -> Iterator[Result]:
    """Compare CPU and memory for a 24-megapixel JPEG in four widths."""
    with tempfile.NamedTemporaryFile(suffix=".jpg") as file:
        file.write(camera_jpeg())
        file.flush()
        yield from _results(_measure(file.name))


def make(path: str, types: Sequence[str]) -> int:
    """Make the widths as the newsroom does, credit and terms inside."""
    return _make(Path(path).read_bytes(), _wanted(types))


def make_one_by_one(path: str, types: Sequence[str]) -> int:
    """Make each by itself, as readers' first requests do."""
    data = Path(path).read_bytes()
    return sum(_make(data, [one]) for one in _wanted(types))


def _make(data: bytes, wanted: Sequence[Rendition]) -> int:
    packet, iim = build_packet(SAID), build_iim(SAID)
    return sum(len(finish(packet, iim)) for _, finish in cut(data, wanted))


def _wanted(types: Sequence[str]) -> list[Rendition]:
    planned = {one.spec: one for one in plan(*CAMERA)}
    return [planned[name].of_type(kind) for name in WIDTHS for kind in types]


def _measure(path: str) -> dict[str, Cost]:
    usual = {"path": path, "types": (JPEG, WEBP)}
    sizes = [(one.width, one.height) for one in _wanted([JPEG])]
    return compare({
        "ours": Work("benchmarks.renditions:make", usual),
        "floor": Work("benchmarks.bare:make", {"path": path, "sizes": sizes}),
        "one by one": Work("benchmarks.renditions:make_one_by_one", usual),
        "avif": Work("benchmarks.renditions:make", {**usual, "types": (AVIF,)}),
    })  # fmt: skip


def _results(costs: dict[str, Cost]) -> Iterator[Result]:
    ours, floor = costs["ours"], costs["floor"]
    what = "renditions: 24 megapixels, 4 widths"
    yield Result.at_most(
        f"{what}, JPEG and WebP, CPU", ours.cpu, "s", floor=floor.cpu, times=MOST_CPU
    )
    yield Result.at_most(
        f"{what}, JPEG and WebP, memory", ours.memory, "MB",
        floor=floor.memory, times=MOST_MEMORY,
    )  # fmt: skip
    yield Result(
        f"{what}, each by itself, CPU", costs["one by one"].cpu, "s", floor.cpu
    )
    yield Result(f"{what}, AVIF, CPU", costs["avif"].cpu, "s")
    yield Result(f"{what}, AVIF, memory", costs["avif"].memory, "MB")
