"""What publishing a story takes, beside saving one row whose words a trigger keeps."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import orjson
from django.db import connection
from django.utils import timezone

from articles.actions.drafting import create_draft
from articles.actions.publishing import publish
from articles.blocks import Paragraph
from articles.story import Credit, SectionRef, Story, TopicRef
from benchmarks.delivery.floors import WideArticle
from benchmarks.delivery.rows import word
from benchmarks.delivery.serving import nanoseconds
from media.actors import Actor

STORIES = 60
Spent = tuple[float, float]
"""Milliseconds by the clock, and of CPU: of this process and of its backend."""


def publish_and_save() -> dict[str, Spent]:
    """Publish and save in turn, each in transactions of its own; give the medians.

    Both wait for the disk at their commits, of which publishing has two. Starting the
    story is not counted, nor is making the row.
    """
    by = Actor.system("benchmark")
    ours: list[Spent] = []
    floor: list[Spent] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
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
        ours.append(_spent(lambda: publish(draft, by=by), backend))  # noqa: B023 - called at once
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
        floor.append(_spent(row.save, backend))
    return {"ours": _median(ours), "floor": _median(floor)}


def _spent(work: Callable[[], object], backend: int) -> Spent:
    cpu, started = _cpu(backend), time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000, (_cpu(backend) - cpu) / 1e6


def _cpu(backend: int) -> int:
    return time.process_time_ns() + nanoseconds(backend)


def _median(spent: list[Spent]) -> Spent:
    clock, cpu = zip(*spent, strict=True)
    return median(clock), median(cpu)
