"""What a page shows of other sites: frames, players and posts, never their markup."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from articles.blocks import Embed
from articles.markup import clean_line, clean_url
from articles.parsers.html_meta import plain_url
from articles.parsers.html_tree import Page, text_in

LONGEST_RAW = 4000
_FRAMES = frozenset(
    [
        "iframe",
        "video",
        "audio",
        "object",
        "embed",
        "amp-iframe",
        "amp-youtube",
        "amp-twitter",
        "amp-instagram",
        "amp-facebook",
        "amp-video",
        "amp-vimeo",
        "amp-brightcove",
    ]
)
_POSTS = re.compile(
    r"-(?P<name>twitter|instagram|tiktok|facebook|fb|reddit|bluesky|mastodon|threads|imgur"
    r"|pinterest|telegram)-(?:tweet|video|media|embed|post|card|rendered)(?=-)"
)
_PLAYERS = re.compile(
    r"-(?:video-player|videoplayer|video-embed|embed-video|video-container|video-wrapper"
    r"|jwplayer|brightcove|bc-player|vjs|kaltura|embed|oembed|player|inline-video"
    r"|social-embed|embed-container|video-js|videocontent|featured-video|wp-block-embed)(?=-)"
)
_PICTURES = re.compile(
    r"-embed-(?:image|photo|picture)(?=-)|-(?:image|photo|picture)-embed(?=-)"
    r"|-embed-container-(?:image|photo|picture)(?=-)"
)
_NOT_CONTENT = re.compile(
    r"doubleclick|googlesyndication|googletagmanager|adservice|/ads?[/.]|amazon-adsystem"
    r"|facebook\.com/plugins/(?:like|share|page)|platform\.twitter\.com/widgets/(?:tweet_button"
    r"|follow)|pinterest\.com/pin/create|about:blank|recaptcha|disqus|outbrain|taboola|consent|quantserve|criteo",
    re.IGNORECASE,
)
_SHORT_HOSTS = {"youtu": "youtube", "youtube-nocookie": "youtube", "t": "twitter"}
_SHORT_HOSTS |= {"x": "twitter", "fb": "facebook", "instagr": "instagram"}
_AMP = {
    "amp-youtube": "https://www.youtube.com/watch?v=",
    "amp-twitter": "https://twitter.com/i/status/",
}
_AMP["amp-instagram"] = "https://www.instagram.com/p/"
_AMP["amp-vimeo"] = "https://vimeo.com/"
_AMP_IDS = ("data-videoid", "data-tweetid", "data-shortcode")


def is_embed(page: Page, element: HtmlElement) -> bool:
    """Say whether an element shows something of another site, or a player."""
    if element.tag in _FRAMES:
        return True
    names = page.names(element)
    if _PICTURES.search(names) and element.find(".//img") is not None:
        return False
    if _POSTS.search(names):
        return True
    if element.get("data-oembed-url") or element.get("data-embed-url"):
        return True
    found = set(_PLAYERS.findall(names))
    if not found or len(text_in(element)) >= 300:
        return False
    return found != {"-embed"} or not _is_picture(element)


def _is_picture(element: HtmlElement) -> bool:
    """Say whether a box embeds a picture with its words, and nothing that plays."""
    plays = next(element.iter(*_FRAMES, "script"), None) is not None
    return not plays and element.find(".//img") is not None and bool(text_in(element))


def read_embed(page: Page, element: HtmlElement, base: str) -> Embed | None:
    """Read provider, address and title; None for advertising and page machinery.

    Without an address the state is missing, and only for what was surely something.
    """
    url = _address(element, base)
    if _NOT_CONTENT.search(url) or _NOT_CONTENT.search(element.get("src") or ""):
        return None
    post = _POSTS.search(page.names(element))
    provider = provider_of(url) or (
        post["name"].replace("fb", "facebook") if post else ""
    )
    if (
        not url
        and element.tag in {"iframe", "object", "embed", "div", "section"}
        and not post
    ):
        return None
    raw = etree.tostring(element, encoding="unicode", with_tail=False, method="html")
    return Embed(
        provider=provider,
        url=url,
        title=_title(element, is_post=post is not None),
        state="ok" if url else "missing",
        raw=raw[:LONGEST_RAW],
    )


def provider_of(url: str) -> str:
    """Give the name in the middle of an address's host: youtube, datawrapper."""
    host = (urlsplit(url).hostname or "").lower()
    labels = [label for label in host.split(".") if label]
    if len(labels) < 2:
        return ""
    short = labels[-3] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2]
    short = labels[-2] if short == "www" else short
    return _SHORT_HOSTS.get(short, short)


def _address(element: HtmlElement, base: str) -> str:
    if element.tag in _AMP:
        found = next((element.get(n) for n in _AMP_IDS if element.get(n)), "")
        return clean_url(_AMP[element.tag] + found) if found else ""
    for name in ("data-oembed-url", "data-embed-url", "data-href", "cite",
                 "data-instgrm-permalink", "src", "data-src", "data"):  # fmt: skip
        if (value := element.get(name)) and (url := _absolute(value, base)):
            return url
    for frame in element.iter("iframe", "source", "video", "amp-iframe", "amp-youtube"):
        if frame is not element and (url := _address(frame, base)):
            return url
    links = [a.get("href") or "" for a in element.iter("a")]
    return next(
        (u for u in (_absolute(link, base) for link in reversed(links)) if u), ""
    )


def _absolute(value: str, base: str) -> str:
    value = "https:" + value if value.startswith("//") else value
    if value.startswith(("about:", "javascript:", "data:")):
        return ""
    return plain_url(value, base)


def _title(element: HtmlElement, *, is_post: bool) -> str:
    if title := clean_line(element.get("title") or ""):
        return title
    if is_post:
        return text_in(element)[:300]
    frame = element.find(".//iframe")
    return clean_line(frame.get("title") or "") if frame is not None else ""
