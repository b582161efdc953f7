"""What work costs: CPU and memory as the kernel counts them, in a process of its own.

    compare({"ours": Work("benchmarks.x:make", {"path": p}), "floor": Work(…)})

does each in a fresh Python, in turn, round after round, so that whatever else the
machine does falls on all of them alike, and gives the medians.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

ROUNDS = 5


@dataclass(frozen=True)
class Work:
    """A function as `module:name`, and its arguments in plain JSON.

    What its module imports counts as memory, not as CPU: a floor stands in a module
    that imports no more than it needs.
    """

    function: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Cost:
    """CPU seconds (user and system, children too), MB at the peak, seconds by the clock.

    `value` is what the work gave, in plain JSON.
    """

    cpu: float
    memory: float
    seconds: float
    value: Any = None


def compare(works: Mapping[str, Work], rounds: int = ROUNDS) -> dict[str, Cost]:
    """Do each work in turn, round after round; give the medians by name."""
    costs: dict[str, list[Cost]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            costs[name].append(measure(work))
    return {name: _median(found) for name, found in costs.items()}


def measure(work: Work, environment: Mapping[str, str] | None = None) -> Cost:
    """Do the work once, in a new process; raises what subprocess does if it fails.

    The process has our environment, and what is given here.
    """
    order = json.dumps([work.function, dict(work.arguments)])
    command = [sys.executable, "-m", "benchmarks.measuring", order]
    both = {**os.environ, **(environment or {})}
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=both)  # noqa: S603
    return Cost(**json.loads(run.stdout))


def _median(costs: list[Cost]) -> Cost:
    return Cost(
        median(one.cpu for one in costs),
        median(one.memory for one in costs),
        median(one.seconds for one in costs),
        costs[-1].value,
    )


def _do(function: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Do the work here, and count."""
    module, _, name = function.partition(":")
    work = getattr(importlib.import_module(module), name)
    cpu, started = _cpu_seconds(), time.monotonic()
    with redirect_stdout(sys.stderr):
        value = work(**arguments)
    return {
        "cpu": _cpu_seconds() - cpu,
        "memory": _peak_megabytes(),
        "seconds": time.monotonic() - started,
        "value": value,
    }


def _cpu_seconds() -> float:
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(who) for who in both]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak_megabytes() -> float:
    """Give the most memory this process, or its largest child, ever had.

    Of itself it asks /proc: getrusage would count the process it was started by.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    own = int(status.partition("VmHWM:")[2].split()[0])
    largest_child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(own, largest_child) / 1024


if __name__ == "__main__":
    print(json.dumps(_do(*json.loads(sys.argv[1]))))
