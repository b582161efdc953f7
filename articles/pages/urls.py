"""The addresses of the reader pages; they stand after all others of ours."""

from __future__ import annotations

from django.urls import path, register_converter

from articles.pages import feeds, machines, views
from articles.pages.photos import photo_file
from articles.pages.preview import linked_page, linked_photo
from articles.renderers import FEEDS


class FeedKind:
    """The ending of a feed's address: its format."""

    regex = "|".join(FEEDS)

    def to_python(self, value: str) -> str:
        """Give the format's name."""
        return value

    def to_url(self, value: str) -> str:
        """Give the ending."""
        return value


register_converter(FeedKind, "feed_kind")

urlpatterns = [
    path("feeds/latest.<feed_kind:kind>", feeds.latest_feed, name="latest-feed"),
    path(
        "feeds/section/<slug:slug>.<feed_kind:kind>",
        feeds.section_feed,
        name="section-feed",
    ),
    path(
        "feeds/topic/<slug:slug>.<feed_kind:kind>", feeds.topic_feed, name="topic-feed"
    ),
    path(
        "feeds/contributor/<slug:slug>.<feed_kind:kind>",
        feeds.contributor_feed,
        name="contributor-feed",
    ),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-news.xml", machines.news_sitemap, name="news-sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path("rsl.xml", machines.rsl, name="rsl"),
    path(".well-known/tdmrep.json", machines.tdmrep, name="tdmrep"),
    path(
        "photos/<uuid:photo>/<slug:fingerprint>/<slug:spec>.<slug:extension>",
        photo_file,
    ),
    path("preview/<str:link>/", linked_page, name="preview-page"),
    path(
        "preview/<str:link>/photos/<uuid:photo>/<slug:spec>.<slug:extension>",
        linked_photo,
        name="preview-photo",
    ),
    path("", views.front, name="front"),
    path("<slug:section>/", views.section_front, name="section-front"),
    path("<slug:section>/<slug:slug>/", views.story, name="story"),
]
