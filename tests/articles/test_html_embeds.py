from __future__ import annotations

import pytest

from articles.parsers.html_embeds import is_embed, provider_of, read_embed
from articles.parsers.html_tree import read_page


def embed_of(markup: str, base: str = "https://a.example/"):
    page = read_page(f"<body>{markup}</body>".encode())
    element = page.root.find("body")[0]
    return read_embed(page, element, base) if is_embed(page, element) else "none"


@pytest.mark.parametrize(
    ("url", "provider"),
    [
        ("https://www.youtube.com/embed/x", "youtube"),
        ("https://youtu.be/x", "youtube"),
        ("https://x.com/a", "twitter"),
        ("https://player.vimeo.com/video/1", "vimeo"),
        ("https://www.bbc.co.uk/x", "bbc"),
        ("https://localhost/x", ""),
        ("", ""),
    ],
)
def test_provider_of__cases(url, provider):
    assert provider_of(url) == provider


@pytest.mark.parametrize(
    ("markup", "provider", "url", "title", "state"),
    [
        ('<iframe src="//www.youtube.com/embed/x" title="T"></iframe>',
         "youtube", "https://www.youtube.com/embed/x", "T", "ok"),
        ('<blockquote class="twitter-tweet"><p>Hi</p><a href="https://t.co/1">a</a>'
         '<a href="https://twitter.com/a/status/1">b</a></blockquote>',
         "twitter", "https://twitter.com/a/status/1", "Hi ab", "ok"),
        ('<blockquote class="instagram-media" data-instgrm-permalink='
         '"https://www.instagram.com/p/1/"></blockquote>',
         "instagram", "https://www.instagram.com/p/1/", "", "ok"),
        ('<div class="fb-post"></div>', "facebook", "", "", "missing"),
        ('<div class="wp-block-embed"><iframe src="https://a.example/f" title="F"></iframe></div>',
         "a", "https://a.example/f", "F", "ok"),
        ('<div data-oembed-url="https://vimeo.com/1"></div>', "vimeo", "https://vimeo.com/1", "", "ok"),
        ("<video></video>", "", "", "", "missing"),
        ('<amp-youtube data-videoid="abc"></amp-youtube>', "youtube",
         "https://www.youtube.com/watch?v=abc", "", "ok"),
    ],
)  # fmt: skip
def test_read_embed__cases(markup, provider, url, title, state):
    embed = embed_of(markup)
    assert (embed.provider, embed.url, embed.title, embed.state) == (
        provider, url, title, state,
    )  # fmt: skip
    assert embed.raw.startswith("<")


@pytest.mark.parametrize(
    "markup",
    [
        '<iframe src="https://ad.doubleclick.net/x"></iframe>',
        '<iframe src="about:blank"></iframe>',
        '<iframe src="javascript:x"></iframe>',
        "<div class='video-player'></div>",
    ],
)
def test_read_embed__nothing_to_keep(markup):
    assert embed_of(markup) is None


def test_is_embed__a_paragraph_is_none():
    assert embed_of("<p>x</p>") == "none"
