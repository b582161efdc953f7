from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from articles.actions.correcting import correct
from articles.workflow import Status
from tests.articles.desk import rich_article
from tests.factories import SYSTEM, make_article, make_user
from tests.newsroom.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOKS = [("light", 1360), ("dark", 1360), ("light", 400), ("dark", 400)]
AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


def paths() -> dict[str, str]:
    article = rich_article()
    told = make_article(Status.PUBLISHED)
    correct(told, kind="correction", text="It was the Berta.", by=SYSTEM)
    change = reverse("admin:articles_article_change", args=[article.pk])
    return {
        "index": reverse("admin:index"),
        "list": reverse("admin:articles_article_changelist"),
        "form": change,
        "new": reverse("admin:articles_article_add"),
        "history": reverse("admin:articles_article_history", args=[article.pk]),
        "share": reverse("admin:article_share", args=[article.pk, 1]),
        "correct": reverse("admin:article_step", args=[told.pk, "correct"]),
        "corrected": reverse("admin:articles_article_change", args=[told.pk]),
        "retract": reverse(
            "admin:article_retract", args=[told.pk, told.corrections.get().pk]
        ),
        "kill": reverse("admin:article_step", args=[article.pk, "kill"]),
    }


def violations_of(desk: Desk) -> list[str]:
    found = Axe().run(desk.page, options=AXE_RULES).response["violations"]
    return [
        f"{each['id']}: {node['html'][:160]}"
        for each in found
        for node in each["nodes"]
    ]


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_desk_pages__are_accessible_and_keep_the_policy(
    open_desk: Callable[..., Desk], scheme: str, width: int
) -> None:
    desk = open_desk(
        make_user("publisher", is_staff=True), width=width, color_scheme=scheme
    )

    found: dict[str, list[str]] = {}
    for name, path in paths().items():
        page = desk.open(path)
        # Asked first: the checker and a picture put styles of their own into the page.
        problems = desk.problems()
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[name] = problems + violations_of(desk)
        desk.complaints.clear()
        if wide > 0:
            found[name].append(f"{wide} pixels too wide")

    assert {name: bad for name, bad in found.items() if bad} == {}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_login__is_accessible_and_lets_in(
    open_desk: Callable[..., Desk], scheme: str, width: int
) -> None:
    user: Any = make_user("reporter", is_staff=True)
    user.set_password("a long password")
    user.save()
    desk = open_desk(None, width=width, color_scheme=scheme)
    page = desk.open(reverse("admin:index"))

    assert desk.problems() + violations_of(desk) == []
    page.fill("#id_username", user.username)
    page.fill("#id_password", "a long password")
    page.click("input[type=submit]")

    page.wait_for_selector("text=My drafts")
