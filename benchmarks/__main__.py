"""`make bench`: run the benchmarks, print their table, keep it as JSON.

A benchmark is a module beside this one with `run(scale)`, which yields its Results.
ONLY names the ones to run (commas between), SCALE how many rows those with a database
make. The exit status is 1 where a bar does not hold, 2 where ONLY names none.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks.results import Result, as_table, write_results

Benchmark = Callable[[int | None], Iterator[Result]]

LATEST = Path(__file__).with_name("results") / "latest.json"


def find_benchmarks(package: str = "benchmarks") -> dict[str, Benchmark]:
    """Give every benchmark of a package by the name of its module."""
    path = importlib.import_module(package).__path__
    names = [one.name for one in pkgutil.iter_modules(path) if one.name != "__main__"]
    modules = {name: importlib.import_module(f"{package}.{name}") for name in names}
    return {
        name: module.run for name, module in modules.items() if hasattr(module, "run")
    }


def choose(found: Mapping[str, Benchmark], only: str) -> dict[str, Benchmark]:
    """Give the ones that ONLY names, or all; raises LookupError for an unknown one."""
    names = [name.strip() for name in only.split(",") if name.strip()] or list(found)
    if unknown := [name for name in names if name not in found]:
        raise LookupError(f"There is no benchmark {unknown[0]}: {', '.join(found)}.")
    return {name: found[name] for name in names}


def main() -> int:
    """Run what the environment names."""
    try:
        chosen = choose(find_benchmarks(), os.environ.get("ONLY", ""))
        scale = int(text) if (text := os.environ.get("SCALE", "")) else None
    except (LookupError, ValueError) as error:
        print(error.args[0], file=sys.stderr)
        return 2
    results: list[Result] = []
    try:
        for name, run in chosen.items():
            print(f"{name} ...", file=sys.stderr, flush=True)
            results += run(scale)
    finally:  # what half an hour has measured stays, whatever fails then
        print(as_table(results))
        write_results(results, LATEST)
    return 0 if all(one.holds for one in results) else 1


if __name__ == "__main__":
    sys.exit(main())
