"""What surrounds the demo's stories: sources, notices, sections, states at the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from articles.actions.correcting import correct
from articles.actions.drafting import save_draft
from articles.actions.stepping import take
from articles.exporting import draft_story
from articles.models import Article, Section, SourceSection
from articles.story import SectionRef
from articles.workflow import Status
from media.actions import change_photo
from media.actions.noting import keep_notice
from media.actors import Actor
from media.models import CopyrightNotice, Photo, Source
from newsroom.models import User

HERE = Path(__file__).parent
ZONE = "Europe/Dublin"
SECTIONS = {
    "news": "News",
    "politics": "Politics",
    "business": "Business",
    "culture": "Culture",
    "sport": "Sport",
    "opinion": "Opinion",
}


@dataclass(frozen=True)
class Deliverer:
    """A source of the demo: its folder of pages, and what they leave unsaid."""

    slug: str
    name: str
    folder: str
    section: str
    url: str
    notice: str = "© {year} {holder}"
    language: str = "en"
    time_zone: str = ZONE
    date_order: str = "MDY"


GAZETTE = Deliverer(
    "harbour-gazette",
    "The Harbour Gazette",
    "harbour-gazette",
    "news",
    "https://www.harbourgazette.example/",
)
DELIVERERS = (
    GAZETTE,
    Deliverer(
        "ropewalk-sport",
        "Ropewalk Sport Service",
        "ropewalk-sport",
        "sport",
        "https://www.ropewalk.example/",
    ),
    Deliverer(
        "coastlines",
        "Coastlines Syndicate",
        "coastlines",
        "opinion",
        "https://www.coastlines.example/",
        notice="© {year} {holder}. Not to be reprinted without consent.",
    ),
    Deliverer(
        "hafenbote",
        "Der Hafenbote",
        "hafenbote",
        "business",
        "https://www.hafenbote.example/",
        language="de",
        time_zone="Europe/Berlin",
        date_order="DMY",
    ),
)
_GROUNDS = {
    "The Harbour Gazette": "staff",
    "Ropewalk Sport Service": "agency",
    "Noor Haddad": "freelance",
}
"""On what ground the Gazette has a photo, by whose it is."""
DESK_FOLDER = "desk"  # of the Gazette too, but left for the desk to publish

_WALL = "path:sea-wall-vote.txt"
_CLARIFIED = (
    "The €24 million of the national coastal fund are promised for a wall that is"
    " finished by the end of 2029; after that the town would pay for it alone."
)
_REGATTA = "path:gig-regatta.txt"
_BUDGET = "https://www.harbourgazette.example/politics/town-budget-2027"
_FIRE = "https://www.harbourgazette.example/news/quay-fire"


@dataclass(frozen=True)
class Cast:
    """Who moves the stories."""

    editor: Actor
    publisher: Actor


def set_up_desk() -> None:
    """Make sections, sources and notices that are missing; what is there stays."""
    for slug, name in SECTIONS.items():
        Section.objects.get_or_create(slug=slug, defaults={"name": name})
    for deliverer in DELIVERERS:
        _make_source(deliverer)
    if not CopyrightNotice.objects.filter(is_site_default=True).exists():
        notice = CopyrightNotice.objects.get(name=GAZETTE.name)
        notice.is_site_default = True
        keep_notice(notice, by=Actor.system("demo"))


def stage_desk(users: dict[str, User]) -> int:
    """Take the stories for the desk to their states; say how many were moved.

    A story that a person has touched is left alone, so this is safe to repeat.
    """
    moved = sum(_stage(guid, play, users) for guid, play in _PLAYS.items())
    return moved + _clarify_wall(Actor.of(users["publisher"]))


@transaction.atomic
def sort_photos() -> None:
    """Say by what right each photo is here, unless somebody touched it."""
    unsorted = Photo.objects.filter(
        rights_category="unknown", source__in=_GROUNDS, deleted_at=None
    )
    for photo in unsorted.exclude(events__user__isnull=False):
        ground = _GROUNDS[photo.source]
        change_photo(photo, {"rights_category": ground}, by=Actor.system("demo"))


def _make_source(deliverer: Deliverer) -> None:
    notice, _ = CopyrightNotice.objects.get_or_create(
        name=deliverer.name,
        defaults={"holder": deliverer.name, "template": deliverer.notice},
    )
    source, is_new = Source.objects.get_or_create(
        slug=deliverer.slug,
        defaults={
            "name": deliverer.name,
            "url": deliverer.url,
            "language": deliverer.language,
            "time_zone": deliverer.time_zone,
            "date_order": deliverer.date_order,
            "copyright": notice,
        },
    )
    if is_new:
        section = Section.objects.get(slug=deliverer.section)
        SourceSection.objects.create(source=source, section=section)


@transaction.atomic
def _stage(
    guid: str, play: Callable[[Article, Cast], None], users: dict[str, User]
) -> bool:
    article = Article.objects.filter(source__slug=GAZETTE.slug, guid=guid).first()
    if article is None or article.status != Status.DRAFT:
        return False
    if article.events.exclude(user=None).exists():
        return False
    play(article, Cast(Actor.of(users["editor"]), Actor.of(users["publisher"])))
    return True


@transaction.atomic
def _clarify_wall(publisher: Actor) -> bool:
    article = Article.objects.filter(source__slug=GAZETTE.slug, guid=_WALL).first()
    if article is None or article.status != Status.PUBLISHED:
        return False
    if article.corrections.exists() or article.events.exclude(user=None).exists():
        return False
    correct(article, kind="clarification", text=_CLARIFIED, by=publisher)
    return True


def _schedule_regatta(article: Article, cast: Cast) -> None:
    sport = SectionRef(SECTIONS["sport"], "sport")
    save_draft(article, draft_story(article).evolve(section=sport), by=cast.editor)
    take("submit", article, by=cast.editor)
    take("approve", article, by=cast.editor)
    take("schedule", article, by=cast.publisher, at=_tomorrow_morning())


def _approve_budget(article: Article, cast: Cast) -> None:
    take("submit", article, by=cast.editor)
    take("approve", article, by=cast.editor, note="Figures checked.")


def _submit_fire(article: Article, cast: Cast) -> None:
    take("submit", article, by=cast.editor, note="Who took the photo?")


_PLAYS: dict[str, Callable[[Article, Cast], None]] = {
    _REGATTA: _schedule_regatta,
    _BUDGET: _approve_budget,
    _FIRE: _submit_fire,
}


def _tomorrow_morning() -> datetime:
    zone = ZoneInfo(ZONE)
    day = timezone.now().astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, time(7), zone)
