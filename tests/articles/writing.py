"""A crowd of processes that work on the same stories, and are killed at random.

`python -m tests.articles.writing SEED SECONDS WRITERS LOG`: writes to LOG, a line each,
what was committed for readers and when. Unlike the processes, lines are never half.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import time
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import django

# Others import this module for what it writes; only the crowd sets Django up.
if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()

from django.db import connections, transaction

from articles.actions.drafting import save_draft
from articles.actions.stepping import take
from articles.errors import ArticleError
from articles.exporting import draft_story
from articles.models import Article
from articles.workflow import Status
from media.actions import change_photo
from media.models import Photo
from tests.factories import SYSTEM, make_article, make_photo, placed

STORIES = 30
PHOTOS = 6
Chance = random.Random


def prepare() -> None:
    """Make the stories that all work on, if need be; some show the same photos."""
    if Article.objects.exists():
        return
    photos = [make_photo() for _ in range(PHOTOS)]
    for number in range(STORIES):
        photo = photos[number % PHOTOS]
        make_article(Status.APPROVED, lead_photo=placed(photo))


def toggle(article: Article, chance: Chance) -> Article | None:
    """Publish what readers do not see, or take away what they do."""
    is_live = article.status == Status.PUBLISHED
    return take("unpublish" if is_live else "publish", article, by=SYSTEM)


def update(article: Article, chance: Chance) -> Article | None:
    """Change the text and show it."""
    if article.status != Status.PUBLISHED:
        return toggle(article, chance)
    story = draft_story(article).evolve(headline=f"Headline {chance.random()}")
    save_draft(article, story, by=SYSTEM)
    return take("publish_update", article, by=SYSTEM)


def correct(article: Article, chance: Chance) -> Article | None:
    """Tell readers what was wrong."""
    if article.status != Status.PUBLISHED:
        return toggle(article, chance)
    return take("correct", article, by=SYSTEM, kind="correction", text="It was two.")


def kill(article: Article, chance: Chance) -> Article | None:
    """Withdraw it for good, and start another one in its place."""
    killed = take("kill", article, by=SYSTEM, note="libel", confirmed=True)
    photo = chance.choice(list(Photo.objects.all()))
    make_article(Status.APPROVED, lead_photo=placed(photo))
    return killed


def credit(article: Article, chance: Chance) -> Article | None:
    """Change the credit of its photo, which others show too; the worker delivers."""
    use = article.photo_uses.filter(revision=None).select_related("photo").first()
    if use:
        change_photo(use.photo, {"credit": f"Mia Kern {chance.random()}"}, by=SYSTEM)
    return None


DEEDS = {toggle: 8, update: 9, correct: 2, kill: 2, credit: 2}


def write(seed: int, until: float, log: int) -> None:
    """Do one thing after another, until it is time or somebody kills us."""
    chance = Chance(seed)
    while time.time() < until:
        living = Article.objects.exclude(status=Status.KILLED)
        article = Article.objects.get(
            pk=chance.choice(living.values_list("pk", flat=True))
        )
        (deed,) = chance.choices([*DEEDS], [*DEEDS.values()])
        try:
            with transaction.atomic():
                done = deed(article, chance)
                if chance.random() < 0.05:
                    time.sleep(chance.uniform(0, 1.5))
        except ArticleError:
            continue
        if done and done.delivery_version:
            line = f"{done.pk} {done.delivery_version} {time.time()}\n"
            os.write(log, line.encode())


def read_log(path: Path) -> dict[tuple[str, int], datetime]:
    """Give when each version of each story had been committed, as far as was told."""
    found = {}
    for line in path.read_text().splitlines():
        story, version, at = line.split()
        found[story, int(version)] = datetime.fromtimestamp(float(at), UTC)
    return found


class Crowd:
    """Keeps so many writers alive, however many die."""

    def __init__(self, seed: int, until: float, log: int) -> None:
        self.chance = Chance(seed)
        self.until = until
        self.log = log
        self.context = multiprocessing.get_context("fork")

    def start(self) -> BaseProcess:
        """Start one more writer; it opens its own connection."""
        arguments: tuple[Any, ...] = (self.chance.random(), self.until, self.log)
        process = self.context.Process(target=write, args=arguments)
        process.start()
        return process

    def run(self, count: int) -> int:
        """Kill writers at random until it is time; say how many were killed."""
        writers = [self.start() for _ in range(count)]
        killed = 0
        while time.time() < self.until - 1:
            time.sleep(self.chance.uniform(0.1, 0.8))
            place = self.chance.randrange(count)
            writers[place].kill()
            writers[place].join()
            assert writers[place].exitcode in {-9, 0}, "a writer failed"
            killed += 1
            writers[place] = self.start()
        for writer in writers:
            writer.join()
            assert writer.exitcode == 0, "a writer failed"
        return killed


def main(seed: str, seconds: str, writers: str, log: str) -> None:
    """Let the crowd work, and tell how many of it were killed in the last line."""
    prepare()
    connections.close_all()
    file = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    crowd = Crowd(int(seed), time.time() + float(seconds), file)
    sys.stdout.write(f"{crowd.run(int(writers))}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
