"""Every exception of the articles app; a class's docstring is its message."""

from __future__ import annotations

from typing import Any

from media.errors import UnreadableSource


class ArticleError(Exception):
    """The story cannot be changed that way."""

    code = "article_error"

    def __init__(self, text: str = "", **details: Any) -> None:
        """Keep the message and what a door needs to answer with it."""
        super().__init__(text or (type(self).__doc__ or "").strip())
        self.details = details

    @property
    def text(self) -> str:
        """The message for a person."""
        return str(self)


class WrongStatus(ArticleError):
    """This step does not start from the story's present status."""

    code = "wrong_status"


class NotAllowed(ArticleError):
    """Your role does not allow this step."""

    code = "not_allowed"


class NoteMissing(ArticleError):
    """Say why: this step needs a note."""

    code = "note_missing"


class NotConfirmed(ArticleError):
    """A kill is final: confirm it."""

    code = "not_confirmed"


class NotPublishable(ArticleError):
    """The story is not ready for readers; `details["refusals"]` lists why."""

    code = "not_publishable"


class StaleVersion(ArticleError):
    """Somebody saved this story since you opened it."""

    code = "stale_version"


class SlugTaken(ArticleError):
    """This slug belongs, or once belonged, to another story."""

    code = "slug_taken"


class CorrectionMissing(ArticleError):
    """Say to readers what was wrong: a correction needs its text."""

    code = "correction_missing"


class NotCorrected(ArticleError):
    """This correction was taken back already."""

    code = "not_corrected"


class SlugFixed(ArticleError):
    """A slug of this kind is fixed once made."""

    code = "slug_fixed"

    @classmethod
    def of(cls, kind: str, slug: str) -> SlugFixed:
        """Give the error for one row, with what to do instead."""
        return cls(
            f"The slug {slug} is fixed, as addresses and feeds hold it: make a new"
            f" {kind} with the slug you want, and move the stories there."
        )


class StillInUse(ArticleError):
    """Stories use this."""

    code = "still_in_use"

    @classmethod
    def by(cls, kind: str, titles: list[str], has_more: bool) -> StillInUse:  # noqa: FBT001 - one caller
        """Give the error naming stories that use it, with what to do."""
        named = ", ".join(f"“{title}”" for title in titles)
        more = " and others" if has_more else ""
        return cls(
            f"This {kind} stands in {named}{more}. Take it out of them, publish what"
            " is live, and delete it then."
        )


class TimeMissing(ArticleError):
    """Say when: a schedule needs a time in the future."""

    code = "time_missing"


class UnknownFormat(UnreadableSource):
    """No format knows this input."""

    code = "unknown_format"


class NoStory(UnreadableSource):
    """There is no story in this input."""

    code = "no_story"


class ParserFault(UnreadableSource):
    """Our reading of this format failed; the log says where."""

    code = "parser_fault"


class BadBlock(ArticleError):
    """A block of the body is not one of ours."""

    code = "bad_block"


class NothingToPublish(ArticleError):
    """Readers see this draft already."""

    code = "nothing_to_publish"


class InvalidField(ArticleError):
    """A field's value does not fit; `details["fields"]` says which and why."""

    code = "invalid_field"


class BadParameter(ArticleError):
    """The address holds a parameter we do not understand."""

    code = "bad_parameter"

    @classmethod
    def of(cls, name: str, fix: str) -> BadParameter:
        """Give the error for one parameter, with what to do about it."""
        return cls(errors=[{"field": name, "code": cls.code, "detail": fix}])


class CursorAhead(ArticleError):
    """The feed ends before this cursor. If it stays so, a backup was restored: start from 0."""

    code = "cursor_ahead"


class VersionNotNamed(ArticleError):
    """Say in If-Match which version you change: its ETag."""

    code = "if_match_missing"


class ScopeMissing(ArticleError):
    """The token's scopes do not open this; `details["scope"]` is one that does."""

    code = "insufficient_scope"


class BadKey(ArticleError):
    """An Idempotency-Key is 1 to 200 printable ASCII characters without spaces."""

    code = "bad_idempotency_key"


class KeyReused(ArticleError):
    """This Idempotency-Key stands for another request: take a new one."""

    code = "idempotency_key_reused"


class StillRunning(ArticleError):
    """The first request with this Idempotency-Key is still running: ask again."""

    code = "still_running"


class NoSuchStory(ArticleError):
    """There is no such story."""

    code = "not_found"


class NoSuchRevision(ArticleError):
    """The story has no such revision."""

    code = "no_such_revision"


class NoSuchCorrection(ArticleError):
    """The story has no such correction."""

    code = "not_found"


class NoSuchPreview(ArticleError):
    """This preview is over, or never was."""

    code = "not_found"


class NoSuchPhoto(ArticleError):
    """No live story shows such a photo."""

    code = "not_found"


class NotAcceptable(ArticleError):
    """None of the formats you accept is one of ours."""

    code = "not_acceptable"
