"""Corrections: a word to readers, tied to what they read before and read now."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from articles.actions.delivering import deliver
from articles.actions.publishing import show_draft
from articles.actions.recording import check_step, lock_article, record
from articles.actions.resolving import check_columns
from articles.errors import CorrectionMissing, NotCorrected
from articles.markup import clean_text
from articles.models import Article, Correction
from articles.models.delivery import ChangeKind
from media.actors import Actor


@transaction.atomic
def correct(
    article: Article, *, kind: str, text: str, by: Actor, note: str = ""
) -> Article:
    """Tell readers what was wrong, and show them the changed draft where it changed.

    `text` is for readers, `note` for the desk. Raises CorrectionMissing without a
    text, InvalidField for an unknown kind, NotPublishable for a draft not ready.
    """
    locked = lock_article(article)
    check_step(locked, "correct", by=by, note=note)
    if not (text := clean_text(text)):
        raise CorrectionMissing
    correction = Correction(  # type: ignore[misc]  # what is live has revisions
        article=locked,
        kind=kind,
        text=text,
        user_id=by.user_id,
        actor=by.name,
        before_id=locked.live_revision_id,
        after_id=locked.draft_revision_id,
    )
    check_columns(correction)
    correction.save(force_insert=True)
    show_draft(locked, "correct", ChangeKind.CORRECT, by=by, note=note, cause=kind)
    return locked


@transaction.atomic
def retract_correction(
    correction: Correction, *, by: Actor, note: str = ""
) -> Correction:
    """Take back a correction that was wrong itself; the desk still sees it.

    Raises NotCorrected where it was taken back already.
    """
    article = lock_article(correction.article)
    correction = article.corrections.get(pk=correction.pk)
    check_step(article, "correct", by=by, note=note)
    if correction.retracted_at is not None:
        raise NotCorrected
    correction.retracted_at = timezone.now()
    correction.save(update_fields=["retracted_at"])
    record(article, "retract_correction", by=by, note=note)
    article.last_published_at = correction.retracted_at
    article.save(update_fields=["last_published_at"])
    deliver(article, ChangeKind.CORRECT, cause=f"retracted: {correction.kind}")
    return correction
