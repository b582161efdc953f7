"""What all items of one run share."""

from __future__ import annotations

from dataclasses import dataclass

from media.actors import Actor
from media.models import ImportRun, Source


@dataclass(frozen=True)
class ImportJob:
    """One import run: its row, its source, who acts, and whether to publish."""

    run: ImportRun
    source: Source
    by: Actor
    publish: bool = False

    @property
    def source_facts(self) -> dict[str, str]:
        """The source as reports name it."""
        return describe_source(self.source)


def describe_source(source: Source) -> dict[str, str]:
    """Give slug, name and address of a source, stored or not."""
    return {"slug": source.slug, "name": source.name, "url": source.url}
