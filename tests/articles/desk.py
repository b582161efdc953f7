"""What the tests of the desk's pages share: logins, addresses, a story with all."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from articles.blocks import (
    CallToAction,
    Gallery,
    Heading,
    HtmlBlock,
    Paragraph,
    PhotoBlock,
    Table,
)
from articles.exporting import draft_story
from articles.models import Article
from articles.story import Copyright, Credit, RelatedRef, Story
from media.actors import Actor
from tests.factories import make_article, make_photo, make_user, placed


def login(role: str, **overrides: Any) -> tuple[Client, Actor]:
    user = make_user(role, is_staff=True, **overrides)
    client = Client()
    client.force_login(user)
    return client, Actor.of(user)


def change_url(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def story_of(article: Article) -> Story:
    return draft_story(Article.objects.get(pk=article.pk))


def rich_article() -> Article:
    photo, other = make_photo(), make_photo(credit="")
    return make_article(
        headline="Ferry runs again",
        kicker="Transport",
        body=(
            Paragraph('One <strong>two</strong> <a href="https://x.org">three</a>.'),
            Heading("Four", 3),
            PhotoBlock(placed(photo, caption="Here")),
            Table((("a", "b"),), header=True),
            Gallery((placed(photo), placed(other, credit="C"))),
            HtmlBlock("<p>x &amp; y</p>"),
            CallToAction("Sign up", "https://x.org/mail"),
        ),
        lead_photo=placed(photo, alt=""),
        contributors=(Credit("Ana"), Credit("Ben", "photographer")),
        related=(RelatedRef("Earlier", "https://x.org/e"),),
        copyright=Copyright(holder="Ours", year=2024),
        keywords=("harbour", "ferry"),
        headlines={"web": "Ferry!"},
    )
