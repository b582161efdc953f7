"""One line of a benchmark's answer, the table of all, and the file they are kept in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Result:
    """What was measured: `value`, `floor` and `bar` are all in `unit`.

    The floor is what the barest way to do the same took in the same run, the bar what
    the value must keep to. A figure that is only told has no bar, and holds.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None
    bar: float | None = None
    holds: bool = True

    @classmethod
    def at_most(
        cls,
        name: str,
        value: float,
        unit: str,
        *,
        bar: float | None = None,
        floor: float | None = None,
        times: float | None = None,
    ) -> Result:
        """Give a result that holds up to its bar, or up to so many times its floor."""
        bar = _bar(bar, floor, times)
        return cls(name, value, unit, floor, bar, value <= bar)

    @classmethod
    def at_least(
        cls,
        name: str,
        value: float,
        unit: str,
        *,
        bar: float | None = None,
        floor: float | None = None,
        times: float | None = None,
    ) -> Result:
        """Give a result that holds from its bar on, or from so many times its floor."""
        bar = _bar(bar, floor, times)
        return cls(name, value, unit, floor, bar, value >= bar)


def _bar(bar: float | None, floor: float | None, times: float | None) -> float:
    if bar is not None:
        return bar
    if floor is None or times is None:
        raise ValueError("A result needs a bar, or a floor and how many times it.")
    return floor * times


def as_table(results: Sequence[Result]) -> str:
    """Give the results as aligned text, each with its ratio to the floor."""
    rows = [("", "value", "floor", "ratio", "bar", "holds")]
    for one in results:
        ratio = f"{one.value / one.floor:.2f}" if one.floor else ""
        floor, bar = _figure(one.floor, one.unit), _figure(one.bar, one.unit)
        holds = "NO" if not one.holds else "yes" if bar else ""
        value = _figure(one.value, one.unit)
        rows.append((one.name, value, floor, ratio, bar, holds))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(_aligned(row, widths) for row in rows)


def _figure(value: float | None, unit: str) -> str:
    return "" if value is None else f"{value:,.4g} {unit}"


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    name, *figures = (
        text.rjust(width) if number else text.ljust(width)
        for number, (text, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join([name, *figures]).rstrip()


def write_results(results: Sequence[Result], path: Path) -> None:
    """Write a list of {name, value, unit, floor, bar, holds}."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [asdict(one) for one in results]
    path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")
