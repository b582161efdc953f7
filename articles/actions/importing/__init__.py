"""Taking in what a source delivers: one run, its items, each in a transaction."""

from __future__ import annotations

from articles.actions.importing.running import (
    import_all,
    import_all_or_nothing,
    judge_all,
    open_run,
    reader_for,
)

__all__ = [
    "import_all",
    "import_all_or_nothing",
    "judge_all",
    "open_run",
    "reader_for",
]
