"""Letting somebody outside the desk look at one revision for a while."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from articles.actions.recording import lock_article, record
from articles.errors import NoSuchRevision, NotAllowed, WrongStatus
from articles.exporting.previews import sign_preview
from articles.models import Article, Revision
from articles.workflow import EDIT_ANY, Status
from media.actors import Actor

DEFAULT_HOURS = 24
MOST_HOURS = 7 * 24


@dataclass(frozen=True)
class Preview:
    """A link that was made: what it shows, and until when."""

    link: str = field(repr=False)
    revision: Revision
    until: datetime

    @property
    def page_url(self) -> str:
        """The reader page."""
        return f"{settings.SITE_URL}{reverse('preview-page', args=[self.link])}"

    @property
    def url(self) -> str:
        """The document."""
        return f"{settings.SITE_URL}{reverse('preview-document', args=[self.link])}"


@transaction.atomic
def make_preview(
    article: Article,
    *,
    by: Actor,
    number: int | None = None,
    hours: int = DEFAULT_HOURS,
) -> Preview:
    """Make a link to a revision (that of the draft), open for 1 to `MOST_HOURS` hours.

    Whoever has it needs no login, so only editors make one. It cannot be called back
    by itself: a kill ends all links to the story, a new SECRET_KEY all there are.
    """
    locked = lock_article(article)
    if not by.has(EDIT_ANY):
        raise NotAllowed("Your role does not allow showing stories to others.")
    if locked.status == Status.KILLED:
        raise WrongStatus("A killed story is shown to nobody.")
    revision = (
        locked.draft_revision
        if number is None
        else locked.revisions.filter(number=number).first()
    )
    if revision is None:
        raise NoSuchRevision
    until = timezone.now() + timedelta(hours=min(max(hours, 1), MOST_HOURS))
    note = f"until {until.isoformat(timespec='minutes')}"
    record(locked, "preview", by=by, revision=revision, note=note)
    return Preview(sign_preview(revision, until), revision, until)
