"""The workflow's buttons: which are open, what each asks for, and taking a step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles.actions.checking import refusals_to_publish
from articles.actions.recording import is_own, lock_article
from articles.actions.stepping import take
from articles.admin.fields import TimeInput
from articles.admin.permitting import actor_of
from articles.errors import ArticleError, StaleVersion
from articles.exporting import draft_photos
from articles.models import Article
from articles.models.correction import CORRECTION_LENGTH
from articles.story import CORRECTION_KINDS
from articles.workflow import STEPS, Status, Step, may, steps_for
from media.actors import Actor

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

ASKS_FIRST = {"return", "schedule", "correct", "unpublish", "kill"}
# What brings a story forward, the best first: one of them is the main button.
FORWARD = ("publish_update", "publish", "approve", "submit", "schedule")
_ASKED_BY = {"at": "schedule", "kind": "correct", "text": "correct", "slug": "kill"}
_CHANGED = "The story changed since you opened it. Look at it again, then decide."


class StepForm(forms.Form):
    """What a step asks for; fields a step does not need are taken away."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=list(CORRECTION_KINDS.items()))
    text = forms.CharField(
        label="What readers are told",
        max_length=CORRECTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Say what was wrong and what is right. It stands with the story.",
    )
    note = forms.CharField(
        label="Note for the desk",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    at = forms.DateTimeField(label="Goes live at", widget=TimeInput())
    slug = forms.CharField(
        label="The story's slug",
        help_text="Type it to confirm: a kill is final.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, step: Step, *args: Any, **options: Any) -> None:
        """Keep the fields of this step."""
        super().__init__(*args, **options)
        for name, only_for in _ASKED_BY.items():
            if step.name != only_for:
                del self.fields[name]
        if step.name == "schedule":
            zone = timezone.get_current_timezone()
            self.fields["at"].help_text = f"Time zone: {zone}"
        if step.needs_note:
            self.fields["note"].required = True
            self.fields["note"].label = "Reason" if step.name == "kill" else "Note"


def workflow_panel(article: Article, actor: Actor) -> dict[str, Any]:
    """Give the steps open to this person, the main one first, and what is missing."""
    own = is_own(article, actor)
    steps = steps_for(actor, article.status, is_own=own)
    if not article.has_unpublished_changes:
        steps = [step for step in steps if step.name != "publish_update"]
    refusals = _refusals(article)
    ready = [step for step in steps if step.name in FORWARD]
    main = min(ready, key=lambda step: FORWARD.index(step.name), default=None)
    return {
        "steps": [
            {
                "name": step.name,
                "label": step.label,
                "asks": step.name in ASKS_FIRST,
                "is_main": step is main,
                "is_kill": step.name == "kill",
                "address": reverse("admin:article_step", args=[article.pk, step.name]),
            }
            for step in sorted(steps, key=lambda step: step is not main)
        ],
        "refusals": refusals,
    }


def step_page(
    admin: ModelAdmin, request: HttpRequest, article_id: object, name: str
) -> HttpResponse:
    """Ask for a step's note, time or confirmation (GET), and take it (POST)."""
    article, step = _open_step(admin, request, article_id, name)
    is_post = request.method == "POST"
    initial = {"base_version": article.edit_version}
    form = StepForm(step, request.POST if is_post else None, initial=initial)
    refusals: list[Any] = []
    if is_post and form.is_valid():
        try:
            _take(step, article, form.cleaned_data, actor_of(request))
        except StaleVersion:
            messages.error(request, _CHANGED)
            return _back(article)
        except ArticleError as error:
            refusals = list(error.details.get("refusals", []))
            form.add_error(None, error.text if not refusals else "Not ready:")
        else:
            messages.success(request, f"{step.label}: done.")
            return _back(article)
    context = {
        **admin.admin_site.each_context(request),
        "title": step.label,
        "opts": admin.opts,
        "original": article,
        "step": step,
        "form": form,
        "refusals": refusals or (_refusals(article) if "publish" in name else []),
    }
    return TemplateResponse(request, "admin/articles/article/step.html", context)


def _open_step(
    admin: ModelAdmin, request: HttpRequest, article_id: object, name: str
) -> tuple[Article, Step]:
    article = admin.get_object(request, str(article_id))
    step = STEPS.get(name)
    if article is None or step is None:
        raise Http404
    actor = actor_of(request)
    if not may(actor, step, is_own=is_own(article, actor)):
        raise PermissionDenied
    return article, step


@transaction.atomic
def _take(step: Step, article: Article, said: dict[str, Any], actor: Actor) -> None:
    """Take the step on the version the person saw, and on no other."""
    lock_article(article, base_version=said["base_version"])
    take(
        step.name,
        article,
        by=actor,
        note=said.get("note") or "",
        at=said.get("at"),
        confirmed=said.get("slug") == article.slug,
        kind=said.get("kind", ""),
        text=said.get("text", ""),
    )


def _refusals(article: Article) -> list[Any]:
    if article.status == Status.KILLED:
        return []
    if article.status == Status.PUBLISHED and not article.has_unpublished_changes:
        return []
    return list(refusals_to_publish(article, draft_photos(article)))


def _back(article: Article) -> HttpResponse:
    return HttpResponseRedirect(
        reverse("admin:articles_article_change", args=[article.pk])
    )
