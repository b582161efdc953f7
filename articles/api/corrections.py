"""What readers were told about mistakes: at the desk, told and taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.correcting import correct, retract_correction
from articles.api import parameters
from articles.api.describing import works
from articles.api.desk import DeskView
from articles.api.once import once
from articles.api.scopes import SEES_STORIES, actor_of
from articles.api.strict import Line, Strict
from articles.api.versions import etag_of_version
from articles.errors import NoSuchCorrection
from articles.exporting import rfc3339
from articles.models import Article, Correction
from articles.models.correction import CORRECTION_LENGTH
from articles.story import CORRECTION_KINDS
from articles.workflow import PUBLISH


class CorrectionAsked(Strict):
    """What readers are to be told, and a note for the desk."""

    kind = serializers.ChoiceField(choices=list(CORRECTION_KINDS), default="correction")
    text = serializers.CharField(max_length=CORRECTION_LENGTH)
    note = Line(max_length=5000, default="")


class RetractionAsked(Strict):
    """A note for the desk on why a correction was wrong itself."""

    note = Line(max_length=5000, default="")


class Corrections(DeskView):
    """The corrections of one story, those taken back included."""

    opens = {"GET": (SEES_STORIES,), "POST": (PUBLISH,)}

    @works("The corrections of a story", "DeskCorrections", refuses=(404,))
    def get(self, request: Request, article_id: UUID) -> Response:
        """Give them all, the first one first."""
        parameters.read_parameters(request.query_params, {})
        return _answer(self.find(request, article_id))

    @works(
        "Tell readers what was wrong",
        "DeskCorrections",
        statuses=(201,),
        takes=CorrectionAsked,
        asks=("If-Match", "Idempotency-Key"),
        refuses=(404,),
    )
    @once
    def post(self, request: Request, article_id: UUID) -> Response:
        """Tell readers what was wrong; the changed draft goes live with it."""
        article = self.lock(request, article_id)
        asked = CorrectionAsked.read(request)
        corrected = correct(article, by=actor_of(request), **asked)
        return _answer(corrected, 201)


class Retraction(DeskView):
    """Where a correction is taken back."""

    opens = {"POST": (PUBLISH,)}

    @works(
        "Take a correction back",
        "DeskCorrections",
        takes=RetractionAsked,
        asks=("If-Match", "Idempotency-Key"),
        refuses=(404,),
    )
    @once
    def post(self, request: Request, article_id: UUID, number: int) -> Response:
        """Take back a correction that was wrong itself."""
        article = self.lock(request, article_id)
        note = RetractionAsked.read(request)["note"]
        found = article.corrections.filter(pk=number).first()
        if found is None:
            raise NoSuchCorrection
        retract_correction(found, by=actor_of(request), note=note)
        return _answer(self.find(request, article_id))


def _answer(article: Article, status: int = 200) -> Response:
    rows = article.corrections.select_related("before", "after")
    slim = rows.defer("before__story", "after__story")
    found = Response({"results": [_correction(row) for row in slim]}, status)
    found["ETag"] = etag_of_version(article.edit_version)
    return found


def _correction(row: Correction) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "text": row.text,
        "at": rfc3339(row.at),
        "by": row.actor,
        "revision_before": row.before.number,
        "revision_after": row.after.number,
        "retracted_at": rfc3339(row.retracted_at),
    }
