"""Rows for tests, made through the same actions as real ones."""

from __future__ import annotations

import hashlib
import itertools
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone

from articles.actions.drafting import create_draft
from articles.actions.stepping import take
from articles.blocks import Paragraph
from articles.models import Article, Section
from articles.story import SectionRef, Story
from articles.workflow import Status
from media.actors import Actor
from media.models import CopyrightNotice, Photo, Source
from newsroom.models import User

SYSTEM = Actor.system("tests")
_numbers = itertools.count(1)
_PATHS: dict[str, tuple[str, ...]] = {
    Status.DRAFT: (),
    Status.IN_REVIEW: ("submit",),
    Status.APPROVED: ("submit", "approve"),
    Status.SCHEDULED: ("submit", "approve", "schedule"),
    Status.PUBLISHED: ("submit", "approve", "publish"),
    Status.UNPUBLISHED: ("submit", "approve", "publish", "unpublish"),
    Status.KILLED: ("submit", "approve", "publish", "kill"),
}


def make_user(role: str = "", **overrides: Any) -> User:
    """Give somebody with a role of the desk, or with none."""
    user = User.objects.create_user(
        **{"username": f"{role or 'user'}{next(_numbers)}", **overrides}
    )
    if role:
        if not Group.objects.filter(name=role).exists():
            call_command("set_up_roles", verbosity=0, stdout=_Nowhere())
        user.groups.add(Group.objects.get(name=role))
    return user


def make_actor(role: str = "") -> Actor:
    """Give the actor that somebody with this role is."""
    return Actor.of(make_user(role))


def make_section(**overrides: Any) -> Section:
    """Give a section."""
    number = next(_numbers)
    return Section.objects.create(
        **{"slug": f"section-{number}", "name": f"Section {number}", **overrides}
    )


def make_source(**overrides: Any) -> Source:
    """Give a source."""
    number = next(_numbers)
    return Source.objects.create(
        **{"slug": f"source-{number}", "name": f"Source {number}", **overrides}
    )


def make_notice(**overrides: Any) -> CopyrightNotice:
    """Give a copyright notice."""
    number = next(_numbers)
    return CopyrightNotice.objects.create(
        **{"name": f"Notice {number}", "holder": f"Holder {number}", **overrides}
    )


def make_photo(**overrides: Any) -> Photo:
    """Give a photo that is only described; its file has not come."""
    number = next(_numbers)
    values = {
        "described_as": hashlib.sha256(str(number).encode()).hexdigest(),
        "title": f"Photo {number}",
        "caption": f"Caption {number}.",
        "credit": "Mia Kern/Harbour Press",
        "creators": ["Mia Kern"],
    }
    return Photo.objects.create(**{**values, **overrides})


def make_story(**overrides: Any) -> Story:
    """Give a story that may be published: headline, section, one paragraph."""
    number = next(_numbers)
    values = {
        "headline": f"Ferry number {number} runs again",
        "section": SectionRef("News", "news"),
        "body": (Paragraph(f"The ferry number {number} sails from Monday."),),
        "language": "en",
    }
    return Story(**{**values, **overrides})


def make_article(
    status: str = Status.DRAFT,
    *,
    by: Actor = SYSTEM,
    source: Source | None = None,
    guid: str = "",
    **story: Any,
) -> Article:
    """Give an article that went to `status` step by step."""
    article = create_draft(make_story(**story), by=by, source=source, guid=guid)
    at = timezone.now() + timedelta(hours=1)
    for step in _PATHS[status]:
        article = take(step, article, by=SYSTEM, note="test", at=at, confirmed=True)
    return article


class _Nowhere:
    """Takes what a command prints."""

    def write(self, text: str) -> None:
        """Drop the text."""
