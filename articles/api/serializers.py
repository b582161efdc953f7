"""The shape of what the desk's API says and takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from rest_framework import serializers

from articles.actions.checking import Refusal
from articles.actions.previewing import DEFAULT_HOURS, MOST_HOURS, Preview
from articles.api.shapes import SOMETHING, Shape, text
from articles.api.strict import Strict
from articles.exporting import draft_story, rfc3339, story_url
from articles.models import Article
from articles.models.correction import CORRECTION_LENGTH
from articles.story import CORRECTION_KINDS
from articles.workflow import STEPS, steps_for
from media.actors import Actor


def article_summary(article: Article, actor: Actor) -> dict[str, Any]:
    """Give what a list of stories at the desk shows; `steps` are open to the actor."""
    own = actor.user_id is not None and article.created_by_id == actor.user_id
    section, source, starter = article.section, article.source, article.created_by
    return {
        "id": str(article.pk),
        "guid": article.guid,
        "status": article.status,
        "edit_version": article.edit_version,
        "version": article.delivery_version,
        "has_unpublished_changes": article.has_unpublished_changes,
        **{
            name: getattr(article, name)
            for name in ("type", "language", "slug", "headline", "byline", "slugline")
        },
        "section": {"slug": section.slug, "name": section.name} if section else None,
        "source": {"slug": source.slug, "name": source.name} if source else None,
        "url": story_url(section.slug, article.slug) if section else "",
        "created_by": starter.get_username() if starter else None,
        **{
            name: rfc3339(getattr(article, name))
            for name in ("created_at", "updated_at", "publish_at", "published_at")
        },
        "steps": [s.name for s in steps_for(actor, article.status, is_own=own)],
    }


def article_detail(article: Article, actor: Actor) -> dict[str, Any]:
    """Give the summary and the draft as a whole story."""
    return {
        **article_summary(article, actor),
        "story": draft_story(article).to_json(),
    }


def refusals_found(refusals: Iterable[Refusal]) -> dict[str, Any]:
    """Give whether a story may be published, and if not, why."""
    rows = [{"code": one.code, "detail": one.text} for one in refusals]
    return {"is_ready": not rows, "refusals": rows}


def preview_made(preview: Preview) -> dict[str, Any]:
    """Give the addresses of a preview."""
    return {
        "url": preview.url,
        "page_url": preview.page_url,
        "revision": preview.revision.number,
        "expires_at": rfc3339(preview.until),
    }


def _with_step(names: Iterable[str], **fields: Shape) -> Shape:
    """Say what a step must come with."""
    steps = {"properties": {"step": {"enum": list(names)}}, "required": ["step"]}
    return {"if": steps, "then": {"required": list(fields), "properties": fields}}


class Transition(Strict):
    """One step to take; `together` says what some steps must come with."""

    together: ClassVar[Shape] = {
        "allOf": [
            _with_step(
                (step.name for step in STEPS.values() if step.needs_note),
                note=SOMETHING,
            ),
            _with_step(["schedule"], at=text(format="date-time")),
            _with_step(["kill"], confirm={"const": True}),
            _with_step(["correct"], text=SOMETHING),
        ]
    }
    step = serializers.ChoiceField(choices=list(STEPS))
    at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    note = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=5000
    )
    confirm = serializers.BooleanField(required=False, default=False)
    kind = serializers.ChoiceField(
        choices=list(CORRECTION_KINDS), required=False, default="correction"
    )
    text = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=CORRECTION_LENGTH
    )


class PreviewAsked(Strict):
    """How long a preview may be looked at, and of which revision: else the draft's."""

    revision = serializers.IntegerField(
        required=False, min_value=1, max_value=2**31 - 1, allow_null=True, default=None
    )
    hours = serializers.IntegerField(
        required=False, min_value=1, max_value=MOST_HOURS, default=DEFAULT_HOURS
    )
