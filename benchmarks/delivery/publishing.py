"""What publishing a story takes, beside saving one row whose words a trigger keeps."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import orjson
from django.utils import timezone

from articles.actions.drafting import create_draft
from articles.actions.publishing import publish
from articles.blocks import Paragraph
from articles.story import Credit, SectionRef, Story, TopicRef
from benchmarks.delivery.floors import WideArticle
from benchmarks.delivery.rows import word
from media.actors import Actor

STORIES = 60


def publish_and_save() -> dict[str, float]:
    """Publish and save in turn; give the median milliseconds of each by the clock."""
    by = Actor.system("benchmark")
    ours, floor = [], []
    for number in range(STORIES):
        said = [
            " ".join(word(n + number) for n in range(at, at + 40)) for at in range(4)
        ]
        story = Story(
            headline=f"Story {number} {said[0][:60]}",
            dek=said[1][:120],
            section=SectionRef("Section 3", "section-3"),
            contributors=(Credit("Mia Kern"),),
            topics=(TopicRef("Ferries", "ferries"),),
            body=tuple(Paragraph(text) for text in said),
        )
        draft = create_draft(story, by=by)
        ours.append(_milliseconds(lambda: publish(draft, by=by)))  # noqa: B023 - called at once
        document = orjson.dumps({"headline": story.headline, "body": said})
        row = WideArticle(
            slug=f"saved-{number}",
            headline=story.headline,
            dek=story.dek,
            body="\n".join(said),
            published_at=timezone.now(),
            detail=document,
            item=document,
        )
        floor.append(_milliseconds(row.save))
    return {"ours": median(ours), "floor": median(floor)}


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
