"""Walls that stand where a story should: consent, subscription, robots; never stored."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.blocks import TEXT_BLOCKS, Block, Paragraph
from articles.errors import NoStory
from articles.markup import text_of
from articles.parsers.html_tree import Page, elements_in, text_in

SHORTEST_STORY = 140
SHORTEST_WHOLE = 1500
LONGEST_WALL = 900
_WALL = re.compile(
    r"cookies?|consent|einwilligung|zustimm|consentement|abonn|subscri|suscr|assin|log in|sign in"
    r"|javascript|captcha|robot|tracking|gdpr|dsgvo|zgod[ay]|souhlas|соглас|подпис|çerez|abone"
    r"|συνδρομ|συναίνεσ|الاشتراك|ملفات تعريف|订阅|登录|会員|ログイン|구독|로그인|verify you are",
    re.IGNORECASE,
)
# What a consent or robot wall says of itself, whatever its length.
_WALL_ITSELF = re.compile(
    r"we (?:and our \d* ?partners|value your privacy|use cookies)|(?:store|access) (?:and/or access )?"
    r"information on (?:a|your) device|wir (?:und unsere|benötigen ihre|verwenden cookies)"
    r"|nous et nos (?:\d+ )?partenaires|avec votre accord|nosotros y nuestros|noi e i nostri"
    r"|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|unusual traffic"
    r"|enable javascript and cookies|access (?:denied|to this page has been denied)"
    r"|are you a robot|mit werbung weiterlesen|accepter (?:et|pour) continuer",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"-(?:paywall|pay-wall|regwall|subscriber-only|premium-wall|piano-offer|paid-barrier"
    r"|paidbarrier|article-paywall|subscription-required|metered-wall|abo-wall|purchase-offer"
    r"|offer-template|barrier|plus-wall)(?=-)"
)
_PAYWALL_TEXT = re.compile(
    r"(?:to (?:continue|keep) reading|(?:this|the) (?:article|story|content) is (?:for|only for|exclusively)"
    r"|subscribe to (?:read|continue|unlock)|already a (?:subscriber|member)|la suite est réservée"
    r"|(?:cet )?article (?:est )?réservé aux abonnés|il vous reste .{1,20} de cet article"
    r"|(?:jetzt|hier) (?:weiterlesen|freischalten)|weiterlesen mit|lesen sie weiter mit|nur für abonnenten"
    r"|exclusivo para (?:suscriptores|assinantes)|suscríbete para (?:seguir|continuar)|sigue leyendo"
    r"|per continuare a leggere|riservato agli abbonati|lees verder met|alleen voor abonnees"
    r"|残り.{1,8}文字|有料会員限定|для подписчиков|dla prenumeratorów)",
    re.IGNORECASE,
)


def refuse_walls(blocks: Sequence[Block], *, is_story: bool) -> None:
    """Raise NoStory where a page shows only a wall, or nothing.

    ``is_story`` says that the page's head calls it one.
    """
    texts = [block for block in blocks if isinstance(block, TEXT_BLOCKS)]
    running = " ".join(text_of(b.html) for b in texts if isinstance(b, Paragraph))
    if not texts or not (running or len(texts) > 2):
        raise NoStory("The page holds no text of a story.")
    is_short = len(running) < SHORTEST_STORY and not is_story
    is_wall = len(running) < LONGEST_WALL and _WALL_ITSELF.search(running[:400])
    if is_wall or (is_short and _WALL.search(running)):
        raise NoStory("The page shows a consent or subscription wall, not a story.")


def is_stub(page: Page, blocks: Sequence[Block], *, is_free: bool) -> bool:
    """Say whether a text may end at a paywall: it is short, and the page has one."""
    running = sum(len(text_of(b.html)) for b in blocks if isinstance(b, Paragraph))
    if running >= SHORTEST_WHOLE:
        return False
    return not is_free or _shows_paywall(page)


def _shows_paywall(page: Page) -> bool:
    for element in elements_in(page.root):
        if _PAYWALL.search(page.names(element)) and _PAYWALL_TEXT.search(
            text_in(element)[:600]
        ):
            return True
    return False
