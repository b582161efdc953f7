"""Judge pictures, each in a process of its own with limits: what it takes, and becomes.

Called as a module with files, it prints one line of JSON for each.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from media.imaging import cut
from media.inputs import Entry
from media.judging import judge_photo
from media.metadata import build_packet
from media.places import Folder
from media.renditions import TYPES, plan

SECONDS = 10
MEGABYTES = 512
ROOT = Path(__file__).resolve().parents[2]


def judge_limited(paths: Iterable[Path]) -> dict[str, dict[str, Any]]:
    """Give what became of each file, by its name."""
    done = subprocess.run(  # noqa: S603 - this module
        [sys.executable, "-m", "tests.media.limited", *map(str, paths)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    rows = map(json.loads, done.stdout.splitlines())
    return {Path(row["path"]).name: row for row in rows}


def _judge(path: Path) -> dict[str, Any]:
    """Take a picture in, and make its smallest renditions."""
    judged = judge_photo(Entry(str(path), path.name, Folder(path.parent)))
    if judged.refusal:
        code, why = judged.refusal.code, judged.refusal.text
        return {"outcome": "rejected", "code": code, "why": why}
    found = judged.inspected
    assert found
    packet = build_packet(found.embedded.metadata)
    smallest = plan(found.width, found.height)[0]
    wanted = [smallest.of_type(kind) for kind in TYPES.values()]
    for _, finish in cut(judged.data, wanted):
        finish(packet, b"")
    return {"outcome": "taken"}


def _child(path: Path, out: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    row = _judge(path)
    os.write(out, json.dumps(row).encode())


def main() -> None:
    """Fork for each file, so that what is imported is imported once."""
    for name in sys.argv[1:]:
        read, write = os.pipe()
        pid = os.fork()
        if not pid:
            try:
                _child(Path(name), write)
            finally:
                os._exit(0)
        os.close(write)
        _, status, used = os.wait4(pid, 0)
        with os.fdopen(read, "rb") as answer:
            row = json.loads(answer.read() or "{}")
        row |= {"path": name, "megabytes": used.ru_maxrss // 1024}
        row |= {"seconds": used.ru_utime + used.ru_stime, "status": status}
        print(json.dumps(row))  # noqa: T201 - read by whoever started it


if __name__ == "__main__":
    main()
