"""What a person sees of a long command: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table

_OUTCOMES = ("created", "updated", "unchanged", "parsed", "rejected")


class Plain:
    """A command's stream without Django's habit of ending every text with a newline."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        """Write the text as it is."""
        self._stream.write(text, ending="")

    def flush(self) -> None:
        """Pass on what was written."""
        self._stream.flush()

    def isatty(self) -> bool:
        """Say whether a person watches."""
        return bool(self._stream.isatty())


class Progress:
    """Follows report lines as they come, and sums them up."""

    def __init__(self, out: Any, *, verbosity: int = 1) -> None:
        # Django's wrapper would end every piece of the bar with a newline.
        self._stream = getattr(out, "_out", out)
        self._verbosity = verbosity
        self._console = Console(
            file=self._stream, highlight=False, soft_wrap=True, emoji=False
        )
        self._outcomes: Counter[str] = Counter()
        self._warnings: Counter[str] = Counter()

    @property
    def rejected(self) -> int:
        """How many items were rejected so far."""
        return self._outcomes["rejected"]

    def follow(
        self, rows: Iterable[dict[str, Any]], *, total: int
    ) -> Iterator[dict[str, Any]]:
        """Pass the lines on, showing how far things are; `total` counts inputs."""
        is_bar = self._stream.isatty() and self._verbosity
        columns = (
            TextColumn("importing"), BarColumn(), MofNCompleteColumn(),
            TimeRemainingColumn(),
        )  # fmt: skip
        with Bar(*columns, console=self._console, disable=not is_bar) as bar:
            task = bar.add_task("importing", total=total)
            for row in rows:
                self._outcomes[row["outcome"]] += 1
                self._warnings.update(each["code"] for each in row["warnings"])
                if row.get("index", 0) == 0:
                    bar.advance(task)
                if self._verbosity and (not is_bar or row["error"]):
                    self._say(row)
                yield row

    def summarise(self, *, skipped: int, skips: str) -> None:
        """Write the one table at the end; `skips` says what is passed over."""
        table = Table(show_header=False, box=None)
        table.add_column(justify="right")
        table.add_column()
        for outcome in _OUTCOMES:
            if self._outcomes[outcome]:
                table.add_row(str(self._outcomes[outcome]), outcome)
        table.add_row(str(skipped), f"skipped ({skips})")
        for code, number in sorted(self._warnings.items()):
            table.add_row(str(number), f"warning {code}")
        self._console.print(table)

    def _say(self, row: dict[str, Any]) -> None:
        why = f": {row['error']['text']}" if row["error"] else ""
        codes = ", ".join(dict.fromkeys(each["code"] for each in row["warnings"]))
        more = f" ({codes})" if codes else ""
        line = _visible(f"{row['outcome']:<9} {row['path']}{why}{more}")
        self._console.print(line, markup=False, style=None)


def _visible(text: str) -> str:
    """Take out what would command the terminal: names of files are strangers' words."""
    return "".join(
        sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text
    )
