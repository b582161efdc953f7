"""One judged story into the database, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import DataError, IntegrityError, transaction

from articles.actions.drafting import create_draft, keep_beside, save_draft
from articles.actions.importing.fitting import fit, with_section
from articles.actions.importing.jobs import StoryJob
from articles.actions.importing.picturing import Before, store_photos, without_files
from articles.actions.importing.recalling import (
    find_article,
    find_moved,
    is_edited_here,
    is_known,
    lock_identity,
    sayings_before,
)
from articles.actions.resolving import with_dates_of
from articles.actions.stepping import take
from articles.errors import ArticleError, SlugTaken
from articles.exporting import draft_story
from articles.matching import keep_ids
from articles.models import Article
from articles.models.revision import Reason
from articles.reading.judging import Judgement
from articles.reading.reports import report_item
from articles.story import Story
from articles.workflow import Status
from media.actions.runs import log_item, try_again
from media.errors import MediaError
from media.models import ImportItem
from media.models.imports import Outcome
from media.reports import Warned

_STEPS = {
    Status.DRAFT: "publish",
    Status.APPROVED: "publish",
    Status.PUBLISHED: "publish_update",
}


@dataclass
class _Result:
    """What has become of an item so far."""

    judgement: Judgement
    outcome: str
    article: Article | None = None
    warnings: list[Warned] = field(default_factory=list)


def import_item(judgement: Judgement, job: StoryJob) -> dict[str, Any]:
    """Store one judged story in one transaction, and give its report line.

    What cannot be stored is rejected, with a code and a reason.
    """
    if judgement.refusal:
        return reject(judgement, job)
    try:
        return try_again(lambda: _store(judgement, job))
    except (ArticleError, MediaError) as error:
        return reject(judgement, job, (error.code, str(error)))
    except (DataError, IntegrityError) as error:
        text = f"The database does not take it: {str(error).splitlines()[0]}"
        return reject(judgement, job, ("not_stored", text))


def reject(
    judgement: Judgement, job: StoryJob, error: tuple[str, str] | None = None
) -> dict[str, Any]:
    """Keep a refused item with its raw input, and give its report line."""
    row = report_item(judgement, Outcome.REJECTED, source=job.source_facts, error=error)
    record_item(judgement, job, row)
    return row


def record_item(
    judgement: Judgement,
    job: StoryJob,
    row: dict[str, Any],
    *,
    article: Article | None = None,
) -> ImportItem:
    """Write an item's row of the run's log."""
    parsed = judgement.parsed
    return log_item(
        job,
        row,
        raw=judgement.raw if judgement.index == 0 else b"",
        index=judgement.index,
        format=parsed.format if parsed else "",
        guid=judgement.guid,
        version=parsed.version if parsed else None,
        content_hash=judgement.content_hash,
        encoding=parsed.encoding if parsed else "",
        object_id=article.pk if article else None,
    )


@transaction.atomic
def _store(judgement: Judgement, job: StoryJob) -> dict[str, Any]:
    lock_identity(judgement, job.source)
    article = find_article(judgement, job.source)
    result = _settled(judgement, job, article)
    if result:
        row = _report(job, result)
        # The log need not hold the same story once more.
        brief = row | {"story": None, "fields": {}}
        record_item(judgement, job, brief, article=result.article)
        return row
    outcome = Outcome.UPDATED if article else Outcome.CREATED
    result = _Result(judgement, outcome, article)
    item = record_item(judgement, job, _report(job, result), article=article)
    _write(job, item, result)
    row = _report(job, result)
    item.outcome, item.report = result.outcome, row
    item.object_id = result.article.pk if result.article else None
    item.save(update_fields=["outcome", "report", "object_id"])
    return row


def _settled(
    judgement: Judgement, job: StoryJob, article: Article | None
) -> _Result | None:
    """Give the result where nothing is to be written outside the run's log."""
    known = article
    if article is None:
        known = find_moved(judgement, job.source)
    elif article.status != Status.KILLED and not is_known(article, judgement, job.run):
        return None
    if known is None:
        return None
    result = _Result(judgement, Outcome.UNCHANGED, known)
    if known.status == Status.KILLED:
        text = "The story was killed here, and stays so."
        result.warnings.append(Warned("killed_here", text))
    return result


def _write(job: StoryJob, item: ImportItem, result: _Result) -> None:
    """Write the draft, or what is kept beside it, and publish where that is asked."""
    story = _prepare(job, result)
    if result.article is None:
        result.article = _create(story, result.judgement, job, item)
    elif is_edited_here(result.article):
        keep_beside(result.article, story, by=job.by, import_item=item)
        text = "Somebody edited the story here; the source's text is kept beside it."
        result.warnings.append(Warned("edited_here", text))
        return
    else:
        revision = save_draft(
            result.article, story, by=job.by, reason=Reason.SOURCE, import_item=item
        )
        if revision is None:
            result.outcome = Outcome.UNCHANGED
            return
    if job.publish:
        result.warnings += _publish(result.article, job)


def _prepare(job: StoryJob, result: _Result) -> Story:
    """Give the story as it can be stored: it fits, its photos are stored, ids kept."""
    if result.judgement.parsed is None:
        raise AssertionError("A refused item is not written.")
    story, cut = fit(with_section(result.judgement.parsed.story, job))
    before = Before()
    if result.article:
        draft = draft_story(result.article)
        before = Before(draft, sayings_before(result.article))
    pictured = store_photos(result.judgement, story, job, before)
    story = pictured.story
    result.judgement = without_files(result.judgement, pictured.refused)
    result.warnings += [*cut, *pictured.warnings]
    if result.article is None:
        return story
    story = story.evolve(body=keep_ids(story.body, before.story.body))
    return with_dates_of(story, result.article)


def _create(
    story: Story, judgement: Judgement, job: StoryJob, item: ImportItem
) -> Article:
    def create(story: Story) -> Article:
        return create_draft(
            story,
            by=job.by,
            source=job.source,
            guid=judgement.guid,
            import_item=item,
        )

    try:
        return create(story)
    except SlugTaken:
        return create(story.evolve(slug=""))


def _publish(article: Article, job: StoryJob) -> list[Warned]:
    """Publish in a savepoint: what refuses it leaves the draft, and says why."""
    article.refresh_from_db(fields=["status"])
    status = Status(article.status)
    if status not in _STEPS:
        text = f"The story is {status.label} here: publish it at the desk."
        return [Warned("not_published", text)]
    try:
        with transaction.atomic():
            take(_STEPS[status], article, by=job.by)
    except (ArticleError, MediaError) as error:
        return [Warned("not_published", str(error))]
    return []


def _report(job: StoryJob, result: _Result) -> dict[str, Any]:
    return report_item(
        result.judgement,
        result.outcome,
        source=job.source_facts,
        warnings=result.warnings,
    )
