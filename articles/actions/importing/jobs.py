"""What all items of one run of stories share."""

from __future__ import annotations

from dataclasses import dataclass

from media.actions.runs import ImportJob
from media.models import Source


@dataclass(frozen=True)
class StoryJob(ImportJob):
    """One import run of stories, and whether it publishes them."""

    publish: bool = False

    @property
    def source_facts(self) -> dict[str, str]:
        """The source as reports name it."""
        return describe_source(self.source)


def describe_source(source: Source) -> dict[str, str]:
    """Give slug, name and address of a source, stored or not."""
    return {"slug": source.slug, "name": source.name, "url": source.url}
