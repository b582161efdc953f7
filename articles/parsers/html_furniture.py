"""What stands around a story on a page: named rules on class, id, tag and links.

Each rule answers for one element; `judge_element` asks them in order. Words count only
as whole words of class and id, and an element that holds much of the page's prose is
never furniture, whatever it is called.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from lxml.html import HtmlElement

from articles.markup import clean_line
from articles.parsers.html_tree import HEADING_TAGS, Page, is_hidden, text_in
from articles.parsers.lines import is_call_to_action, is_related_heading

Part = Literal["furniture", "related", "bio", "hidden", ""]

_FURNITURE = (
    "share|shares|sharing|sharebar|sharetools|social|socials|socialshare|sociallinks|addthis"
    "|addtoany|sharedaddy|newsletter|newsletters|nl|signup|sign-up|subscribe|subscription"
    "|subscriptions|subscriber|abo|comment|comments|kommentare|kommentar|commentaires"
    "|comentarios|commenti|disqus|livefyre|respond|outbrain|taboola|crunchbase|ob|revcontent|advert"
    "|adverts|advertisement|advertising|ads|ad|adv|adbox|adslot|adunit|adsense|dfp|gpt|werbung"
    "|anzeige|publicidad|publicidade|publicite|pub|pubblicita|reklama|sponsor|sponsored"
    "|sponsors|breadcrumb|breadcrumbs|nav|navbar|navigation|menu|submenu|footer|colophon"
    "|sidebar|rail|cookie|cookies|consent|gdpr|cmpbox|cmp-banner|cmp-modal|onetrust|login|signin|sign-in|register"
    "|toolbar|tools|tool|actions|action-bar|actionbar|print|printlink|popular|mostread"
    "|most-read|most-popular|most-viewed|trending|meistgelesen|mas-leidas|mais-lidas|ranking"
    "|tags|tag-list|taglist|tagcloud|post-tags|topics|article-topics|keywords|pagination|pager"
    "|prev-next|post-nav|rating|ratings|poll|readspeaker|audioplayer|listen|text-to-speech|tts"
    "|no-?print|only-print|print-only|rs-skip|sr-only|visually-hidden|visuallyhidden"
    "|screen-reader|screen-reader-text|assistive|offscreen|modal|popup|overlay|lightbox"
    "|tooltip|feedback|flag|report-error|erramos|donate|donation|support-us|membership"
    "|contribute|jump-link|skip-link|skiplink|back-to-top|fontsize|font-size|meter|countdown"
    "|weather|betting|odds|bookmaker|stock-ticker|ticker|search|searchform|cta|call-to-action|button|buttons|btn"
    "|app-store|appstore|download-app|follow|follow-us|followus|bookmark|save-story|disclaimer"
    "|site-header|masthead|topbar|top-bar|license|licensing|syndication|rights|survey"
    "|notification|notifications|alert-bar|piano|regwall|metered|toc|table-of-contents"
)
_RELATED = (
    "related|relateds|relacionadas|relacionados|relacionada|similar|recommended|recommends"
    "|recommendation|recommendations|recirc|recirculation|more-stories|more-news|more-from"
    "|more-on|more-articles|more-like|morelike|more-coverage|see-also|seealso|also-read|alsoread"
    "|read-also|readalso|read-next|readnext|up-next|upnext|next-article|next-story|you-may-like"
    "|you-might-like|maylike|teaser|teasers|promo|promos|promobox|bookmark-card|interstitial|interstitial-link"
    "|richlink|rich-link|linkbox|link-box|inline-link|inlinelink|storylink|story-links"
    "|in-article-link|article-links|lire-aussi|a-lire|sur-le-meme-sujet|articles-lies|mehr-zum"
    "|mehr-zum-thema|weiterlesen|lesen-sie-auch|lesetipp|leia-mais|leia-tambem|veja-tambem"
    "|saiba-mais|mas-sobre|te-puede-interesar|lee-tambien|leggi-anche|correlati|correlate"
    "|approfondimenti|les-ogsa|laes-ogsa|las-mer|lees-ook|aiheesta-lisaa|relaterade|relatert"
    "|relaterede|dont-miss|must-read|must-reads|must-see|editors-picks|editors-pick|top-stories"
    "|latest-news|latest-stories|other-stories|package|story-package|explainer-link|storylines"
    "|from-the-web|around-the-web|readmore|read-more|whats-next|spotlight-links|jp-relatedposts"
    "|yarpp|crosslink|crosslinks|cross-link|backlink|contextual|kc-related|more-article|more-link|more-links|article-more|inline-item|inline-story|inline-article|inline-teaser|inline-topic|link-list|linklist"
)
_BIO = (
    "author-bio|author-box|author-info|author-card|author-description|author-details"
    "|author-profile|about-author|about-the-author|authorbox|authorbio|bio|biography|author-end"
    "|post-author|contributor-bio|writer-bio|autor-info|autorenbox|autoreninfo|signature-bio"
    "|author-about|byline-bio|article-author-bio|shirttail|tagline|author-footer"
)
_HIDING = r"hidden(?!-(?:xs|sm|md|lg|print|mobile|desktop|on|for|from))|is-hidden|u-hidden|d-none|invisible|sr-only|visually-hidden"


def _words(listed: str) -> re.Pattern[str]:
    return re.compile(rf"-(?:{listed})(?=-)")


FURNITURE_WORDS = _words(_FURNITURE)
RELATED_WORDS = _words(_RELATED)
BIO_WORDS = _words(_BIO)
HIDING_WORDS = _words(_HIDING)
_FURNITURE_TAGS = frozenset({"nav", "footer", "menu"})
_FURNITURE_ROLES = frozenset(
    {
        "navigation",
        "search",
        "banner",
        "contentinfo",
        "complementary",
        "toolbar",
        "menu",
    }
)
_BOX_TAGS = frozenset({"div", "section", "aside", "ul"})
# A box that holds this share of the story's prose is part of the story.
MOST_PROSE_IN_A_BOX = 0.25
MOST_TEXT_TO_INVITE = 800
# Parts of the text that only subscribers see, or see first.
_METERED = re.compile(
    r"-(?:(?:subscriber|premium|metered|paid|paywalled?|members?)-(?:only|preview|content|text)"
    r"|meteredcontent|paidcontent)(?=-)"
)
FEWEST_IN_METERED = 40


@dataclass
class Prose:
    """How many characters of running text, outside links, each element holds."""

    counted: dict[HtmlElement, int] = field(default_factory=dict)
    links: dict[HtmlElement, int] = field(default_factory=dict)
    texts: dict[HtmlElement, int] = field(default_factory=dict)

    def of(self, element: HtmlElement) -> int:
        """Give the characters in paragraphs of this element."""
        return self.counted.get(element, 0)

    def link_share(self, element: HtmlElement) -> float:
        """Give the share of an element's text that is links, 0 to 1."""
        text = self.texts.get(element, 0)
        return self.links.get(element, 0) / text if text else 0.0


def judge_element(page: Page, element: HtmlElement, prose: Prose, whole: int) -> Part:
    """Say what part of the page an element is; empty where it may be the story.

    ``whole`` is the prose of the story's region.
    """
    if prose.of(element) > MOST_PROSE_IN_A_BOX * whole and whole > 200:
        return ""
    if _METERED.search(page.names(element)) and prose.of(element) >= FEWEST_IN_METERED:
        return ""
    rules = (
        _hidden,
        _by_tag,
        _bio_box,
        _related_box,
        _announced_box,
        _inviting_box,
        _furniture_by_name,
    )
    for rule in rules:
        if part := rule(page, element, prose):
            return part
    return ""


def _hidden(page: Page, element: HtmlElement, prose: Prose) -> Part:
    """Hidden boxes are controls and messages, unless they hold prose to unfold."""
    is_hiding = is_hidden(element) or HIDING_WORDS.search(page.names(element))
    if is_hiding and prose.of(element) < 400:
        return "hidden"
    return ""


def _by_tag(page: Page, element: HtmlElement, prose: Prose) -> Part:
    """Navigation says so itself; an aside of links is a related box."""
    if element.tag in _FURNITURE_TAGS or element.get("role") in _FURNITURE_ROLES:
        return "related" if element.tag == "aside" else "furniture"
    if element.tag == "aside" and element.find(".//a") is not None:
        return "related" if prose.link_share(element) > 0.3 else ""
    return ""


def _bio_box(page: Page, element: HtmlElement, prose: Prose) -> Part:
    return "bio" if BIO_WORDS.search(page.names(element)) else ""


def _related_box(page: Page, element: HtmlElement, prose: Prose) -> Part:
    """Boxes named as pointers hold a link; a long paragraph of prose is none."""
    if not RELATED_WORDS.search(page.names(element)):
        return ""
    if element.tag == "a" or element.find(".//a") is not None:
        is_prose = element.tag == "p" and prose.link_share(element) < 0.4
        return "" if is_prose else "related"
    is_small_box = element.tag in _BOX_TAGS and 0 < prose.texts.get(element, 0) < 150
    is_picture = element.find(".//img") is not None
    return "furniture" if is_small_box and not is_picture else ""


def _announced_box(page: Page, element: HtmlElement, prose: Prose) -> Part:
    """Find a box whose first words are "More stories" or the like."""
    if element.tag not in _BOX_TAGS or not 0 < prose.texts.get(element, 0) < 4000:
        return ""
    heading = next(element.iter(*HEADING_TAGS), None)
    if heading is None or element.find(".//a") is None:
        return ""
    title = text_in(heading)
    if not 0 < len(title) <= 90 or not is_related_heading(title):
        return ""
    return "related" if text_in(element)[: len(title)] == title else ""


def _inviting_box(page: Page, element: HtmlElement, prose: Prose) -> Part:
    """Find a box to sign up with: it holds a form, or its first words invite."""
    size = prose.texts.get(element, 0)
    if element.tag not in _BOX_TAGS or not 0 < size < MOST_TEXT_TO_INVITE:
        return ""
    if next(element.iter("form"), None) is not None:
        return "furniture"
    links = [] if element.find(".//img") is not None else list(element.iter("a"))
    if links and _stands_alone(links[-1]) and is_call_to_action(text_in(links[-1])):
        return "furniture"
    heading = next(element.iter(*HEADING_TAGS), None)
    if heading is None or not is_call_to_action(title := text_in(heading)):
        return ""
    return "furniture" if text_in(element)[: len(title)] == title else ""


def _stands_alone(link: HtmlElement) -> bool:
    """Say whether a link is all that its box, no paragraph, says: a button."""
    box = link.getparent()
    return box.tag in _BOX_TAGS and not (box.text or link.tail or "").strip()


def _furniture_by_name(page: Page, element: HtmlElement, prose: Prose) -> Part:
    """Boxes named as furniture; neither real prose nor a picture with a caption is any."""
    if not FURNITURE_WORDS.search(page.names(element)):
        return ""
    if _is_captioned_picture(element, prose):
        return ""
    if element.tag in {"p", "h2", "h3", "ul", "ol", "blockquote"}:
        return "furniture" if prose.of(element) < 120 else ""
    return "furniture"


def _is_captioned_picture(element: HtmlElement, prose: Prose) -> bool:
    """Say whether a box says nothing but what the caption of its one picture does."""
    figures = [element] if element.tag == "figure" else list(element.iter("figure"))
    if len(figures) != 1 or next(figures[0].iter("figcaption"), None) is None:
        return False
    return prose.texts.get(element, 0) == prose.texts.get(figures[0], 0)


@lru_cache(maxsize=8192)
def clean_words(text: str) -> str:
    """Give a text folded for comparison: case, spaces and quotation marks aside."""
    return re.sub(r"[\W_]+", " ", clean_line(text).casefold()).strip()


def unaccented(text: str) -> str:
    """Give a text without the marks on its letters."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
