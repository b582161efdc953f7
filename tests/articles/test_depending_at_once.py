"""A fact changes while a story that shows it goes out, in either order."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from articles.actions.drafting import save_draft
from articles.actions.renaming import keep_named, remove_named
from articles.actions.stepping import take
from articles.errors import ArticleError, StillInUse
from articles.exporting import draft_story, live_document
from articles.models import Article, Contributor, PublishedDocument, Section, Topic
from articles.story import Credit, RelatedRef, SectionRef, TopicRef
from articles.tasks import deliver_pending
from articles.workflow import Status
from media.actions import change_photo
from media.actions.noting import keep_notice, keep_source
from media.models import CopyrightNotice, FactChange, Photo, Source
from tests.articles.showing import document, edit
from tests.articles.test_publishing_at_once import check_consistent
from tests.articles.together import at_once, in_thread
from tests.conftest import ROOT
from tests.factories import (
    SYSTEM,
    make_article,
    make_notice,
    make_photo,
    make_section,
    make_source,
    placed,
    take_step,
)

pytestmark = pytest.mark.django_db(transaction=True)


def make_ready(**more: Any) -> Article:
    """Give an approved story that shows one of everything."""
    make_notice(is_site_default=True)
    make_section(slug="sea", name="Sea")
    return make_article(
        Status.APPROVED,
        source=make_source(copyright=make_notice()),
        section=SectionRef("Sea", "sea"),
        contributors=(Credit("Ana"),),
        topics=(TopicRef("Harbour"),),
        lead_photo=placed(make_photo()),
        **more,
    )


def rename(model: type) -> Callable[[], object]:
    """Give a step that changes the one row of this kind which the story shows."""
    row: Any = model.objects.order_by("pk").last()  # type: ignore[attr-defined]  # they are models

    def step() -> None:
        if isinstance(row, CopyrightNotice):
            row.holder = "New"
            keep_notice(row, by=SYSTEM)
        elif isinstance(row, Photo):
            change_photo(row, {"credit": "New"}, by=SYSTEM)
        else:
            row.name = "New"
            (keep_source if isinstance(row, Source) else keep_named)(row, by=SYSTEM)

    return step


def shown(article: Article, model: Any) -> Any:
    found = document(article)
    return {
        Contributor: lambda: found["contributors"][0]["name"],
        Topic: lambda: found["topics"][0]["name"],
        Section: lambda: found["section"]["name"],
        Source: lambda: found["source"]["name"],
        CopyrightNotice: lambda: found["copyright"]["holder"],
        Photo: lambda: found["lead_photo"]["credit"],
    }[model]()


MODELS = [Contributor, Topic, Section, Source, CopyrightNotice, Photo]


@pytest.mark.parametrize("model", MODELS)
def test_rename__while_a_story_goes_out_waits_and_reaches_it(model):
    article = make_ready()
    step = rename(model)
    with transaction.atomic():
        take_step(article, "publish")
        thread = in_thread(step)
        thread.join(0.3)
        assert thread.is_alive(), "the fact is held"
        deliver_pending()
    thread.join()
    assert shown(article, model) != "New"
    deliver_pending()
    assert shown(article, model) == "New"


@pytest.mark.parametrize("model", MODELS)
def test_publish__while_a_fact_changes_waits_and_shows_it(model):
    article = make_ready()
    step = rename(model)
    with transaction.atomic():
        step()
        thread = in_thread(lambda: take_step(article, "publish"))
        thread.join(0.3)
        assert thread.is_alive(), "the fact is about to change"
    thread.join()
    assert shown(article, model) == "New"
    deliver_pending()
    assert article.changes.count() == 1


def test_publish__others_that_show_the_same_facts_do_not_wait():
    first = make_ready()
    story = draft_story(first).evolve(slug="")
    second = make_article(Status.APPROVED, **{
        name: getattr(story, name) for name in ("section", "contributors", "topics")
    })  # fmt: skip
    with transaction.atomic():
        take_step(first, "publish")
        thread = in_thread(lambda: take_step(second, "publish"))
        thread.join(20)
        assert not thread.is_alive()
    assert document(second)["section"] == document(first)["section"]


def test_notice__the_sites_first_one_made_while_a_story_goes_out():
    """There is no row yet that could be held; the story is looked at again."""
    article = make_article(Status.APPROVED)
    notice = make_notice(holder="Site")
    notice.is_site_default = True
    with transaction.atomic():
        take_step(article, "publish")
        in_thread(lambda: (keep_notice(notice, by=SYSTEM), deliver_pending())).join()
        assert not FactChange.objects.filter(kind="site_notice").exists(), "taken up"
    assert document(article)["copyright"]["holder"] == "Newsroom"
    deliver_pending()
    assert document(article)["copyright"]["holder"] == "Site"


def test_link__to_a_story_renamed_while_this_one_goes_out():
    """The change is taken up before this story's links can be seen."""
    target = make_article(Status.PUBLISHED, headline="Old")
    linking = make_article(
        Status.APPROVED, related=(RelatedRef("", "", str(target.pk)),)
    )
    with transaction.atomic():
        take_step(linking, "publish")
        in_thread(
            lambda: (edit(target, headline="New"), deliver_pending())
        ).join()  # fmt: skip
    assert document(linking)["related"][0]["title"] == "Old"
    deliver_pending()
    assert document(linking)["related"][0]["title"] == "New"


def test_link__this_one_goes_out_while_its_story_is_killed():
    target = make_article(Status.PUBLISHED)
    linking = make_article(
        Status.APPROVED, related=(RelatedRef("", "", str(target.pk)),)
    )
    with transaction.atomic():
        take_step(target, "kill")
        in_thread(
            lambda: (take_step(linking, "publish"), deliver_pending())
        ).join()  # fmt: skip
    deliver_pending()
    assert document(linking)["related"] == []


def test_link__stories_that_link_to_each_other_never_wait_for_each_other():
    one, two = make_article(Status.APPROVED), make_article(Status.APPROVED)
    for article, other in ((one, two), (two, one)):
        link = RelatedRef("", "", str(other.pk))
        story = draft_story(article).evolve(related=(link,))
        save_draft(article, story, by=SYSTEM)

    def step(name: str, article: Article) -> Callable[[], str]:
        return lambda: take(name, article, by=SYSTEM).status

    for _ in range(3):
        found = at_once(step("publish", one), step("publish", two))
        assert found == ["published", "published"]
        deliver_pending()
        titles = [document(each)["related"][0]["title"] for each in (one, two)]
        assert titles == [two.headline, one.headline]
        at_once(step("unpublish", one), step("unpublish", two))


def test_remove__while_a_story_goes_out_waits_and_is_refused():
    article = make_article(Status.PUBLISHED, contributors=(Credit("Ana"),))
    person = Contributor.objects.get()
    found: list[type] = []

    def remove() -> None:
        try:
            remove_named(person, by=SYSTEM)
        except StillInUse as error:
            found.append(type(error))

    take_step(article, "unpublish")
    with transaction.atomic():
        take_step(article, "publish")
        story = draft_story(article).evolve(contributors=())
        save_draft(article, story, by=SYSTEM)
        thread = in_thread(remove)
        thread.join(0.3)
        assert thread.is_alive()
    thread.join()
    assert found == [StillInUse]
    assert document(article)["contributors"][0]["slug"] == person.slug


def live_stories_are_right() -> None:
    for row in PublishedDocument.objects.filter(status="usable"):
        article = Article.objects.get(pk=row.pk)
        assert document(article) == live_document(article)
        check_consistent(article)


def test_everything_at_once__ends_with_nothing_stale():
    """Six hands at steps, edits, renames and sweeps, in any order."""
    first = make_ready()
    facts = {"section": SectionRef("Sea", "sea"), "contributors": (Credit("Ana"),)}
    articles = [first]
    for _ in range(5):
        link = RelatedRef("", "", str(articles[-1].pk))
        articles.append(make_article(Status.PUBLISHED, related=(link,), **facts))
    rows = [Section.objects.get(slug="sea"), Contributor.objects.get()]

    def hand(seed: int) -> Callable[[], int]:
        dice = random.Random(seed)  # noqa: S311 - not for secrets

        return lambda: sum(one_deed(dice, articles, rows) for _ in range(6))

    done = at_once(*(hand(seed) for seed in range(6)))
    assert sum(done) > 6
    deliver_pending()
    live_stories_are_right()


def one_deed(dice: random.Random, articles: list[Article], rows: list[Any]) -> int:
    article, number = dice.choice(articles), dice.randrange(10**6)
    step = dice.choice(["publish", "unpublish", "edit", "rename", "sweep"])
    try:
        if step == "rename":
            row = dice.choice(rows)
            keep_named(
                type(row)(pk=row.pk, slug=row.slug, name=f"N{number}"), by=SYSTEM
            )
        elif step == "sweep":
            deliver_pending()
        elif step == "edit":
            edit(article, headline=f"Headline {number}")
        else:
            take_step(article, step)
    except ArticleError:
        return 0
    return 1


def test_sweep__killed_in_the_middle_is_finished_by_the_next(command_environment):
    articles = [
        make_article(Status.PUBLISHED, contributors=(Credit("Ana"),)) for _ in range(15)
    ]
    rename(Contributor)()
    sweep = [sys.executable, "manage.py", "deliver_pending"]
    process = subprocess.Popen(  # noqa: S603 - a command of ours
        sweep, cwd=ROOT, env=command_environment, stdout=subprocess.DEVNULL
    )
    give_up = time.monotonic() + 30
    while not articles[2].changes.filter(version=2).exists():
        assert time.monotonic() < give_up
        time.sleep(0.002)
    process.kill()
    process.wait()
    done = sum(article.changes.count() - 1 for article in articles)
    assert 0 < done < 15
    deliver_pending()
    assert [shown(article, Contributor) for article in articles] == ["New"] * 15
    assert [article.changes.count() for article in articles] == [2] * 15
