"""Rows for tests, made through the same actions as real ones."""

from __future__ import annotations

import hashlib
import io
import itertools
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from articles.actions.drafting import create_draft
from articles.actions.stepping import take
from articles.blocks import Paragraph, PlacedPhoto
from articles.models import Article, Section
from articles.story import SectionRef, Story
from articles.workflow import Status
from media.actors import Actor
from media.imaging import inspect
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
    """Give somebody with a role of the desk, with none, or a `superuser`."""
    if role == "superuser":
        return User.objects.create_superuser(f"super{next(_numbers)}", **overrides)
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


def make_photo_with_file(
    size: tuple[int, int] = (1600, 1000), **overrides: Any
) -> Photo:
    """Give a photo and its file, a picture drawn for it."""
    number = next(_numbers)
    data = draw_jpeg(number, size)
    values: dict[str, Any] = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "title": f"Photo {number}",
        "caption": f"Caption {number}.",
        "alt": "A field of one colour",
        "credit": "Mia Kern/Harbour Press",
        "creators": ["Mia Kern"],
        "file_name": f"photo-{number}.jpg",
        "byte_size": len(data),
        "mime_type": "image/jpeg",
        "width": size[0],
        "height": size[1],
        "placeholder": inspect(data).placeholder,
    }
    photo = Photo(**{**values, **overrides})
    photo.original.save(f"{photo.sha256}.jpg", ContentFile(data), save=False)
    photo.save(force_insert=True)
    return photo


def draw_jpeg(number: int, size: tuple[int, int]) -> bytes:
    """Draw a picture that no other number gives."""
    colour = (number * 37 % 256, number * 91 % 256, number // 256 % 256)
    picture = Image.new("RGB", size, colour)
    picture.paste((number % 256, number // 256 % 256, 7), (0, 0, 64, 64))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=60)
    return file.getvalue()


def placed(photo: Photo, **words: Any) -> PlacedPhoto:
    """Give a place of a stored photo in a story."""
    return PlacedPhoto(photo=str(photo.pk), **words)


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
    for step in _PATHS[status]:
        article = take_step(article, step)
    return article


def take_step(article: Article, step: str) -> Article:
    """Take one step as the system, with all that any step asks for."""
    at = timezone.now() + timedelta(hours=1)
    said: dict[str, Any] = {
        "note": "test",
        "at": at,
        "confirmed": True,
        "text": "Test.",
    }
    return take(step, article, by=SYSTEM, **said)


class _Nowhere:
    """Takes what a command prints."""

    def write(self, text: str) -> None:
        """Drop the text."""
