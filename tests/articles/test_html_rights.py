from __future__ import annotations

import pytest

from articles.parsers.base import Defaults
from articles.parsers.html_linked_data import LinkedStory
from articles.parsers.html_meta import read_meta
from articles.parsers.html_rights import (
    find_keywords,
    judge_address,
    judge_copyright,
    judge_language,
    judge_section,
    language_tag,
    outlet_name,
    outlet_names,
)
from articles.parsers.html_tree import read_page
from articles.story import Copyright


def scene(markup: str):
    page = read_page(f"<html>{markup}<p>x</p></html>".encode())
    return page, read_meta(page.root)


@pytest.mark.parametrize(
    ("given", "tag"),
    [("pt_BR", "pt-BR"), ("EN-us", "en-US"), ("zh-Hant-TW", "zh-Hant-TW"), ("de", "de"),
     ("", ""), ("english", "")],
)  # fmt: skip
def test_language_tag__cases(given, tag):
    assert language_tag(given) == tag


def test_judge_language__page_then_assumed():
    _, meta = scene('<meta property="og:locale" content="sv_SE">')
    assert judge_language(meta, LinkedStory(), "", Defaults()).value == "sv-SE"
    _, meta = scene("")
    claim = judge_language(meta, LinkedStory(), "", Defaults(language="fr"))
    assert (claim.value, claim.reason) == ("fr", "assumed")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Das Haus und der Hund sind nicht mit dem Boot auf die Insel gekommen. " * 3, "de"),
        ("Жители третий год сами чинят деревянный мост, потому что денег нет.", "ru"),
        ("Люди вже третій рік самі лагодять дерев'яний міст, бо їхніх грошей немає.", "uk"),
        ("七十三岁的石匠陈阿根已经站在齐腰深的水里，用手摸着桥墩上的每一道石缝。他没有用水泥。", "zh"),
        ("三年前に閉校した山あいの小学校に、毎週金曜の夜だけ灯りがともる。卒業生が開けている。", "ja"),
        ("섬에서 사십 년 동안 등대를 지킨 부부가 처음으로 휴가를 떠난다. 주민들이 돌아가며 등대를 지키기로 했다.", "ko"),
        ("خرج أطفال القرية مع الفجر يحملون الشتلات في دلاء زرقاء وسبقهم البحر", "ar"),
        ("Όταν ο ήλιος βγαίνει πάνω από τον πλάτανο, ο Στάθης κατεβάζει τα ρολά.", "el"),
    ],
)  # fmt: skip
def test_judge_language__of_the_text_where_the_page_names_none(text, language):
    _, meta = scene("")
    claim = judge_language(meta, LinkedStory(), text, Defaults(language="fr"))
    assert (claim.value, claim.confidence) == (language, 0.9)
    _, meta = scene('<meta property="og:locale" content="en_US">')
    stated = judge_language(meta, LinkedStory(), text, Defaults())
    assert stated.value == (language if not text.isascii() else "en-US")


def test_judge_address__json_ld_then_link_then_open_graph():
    _, meta = scene(
        '<link rel="canonical" href="https://a.example/2">'
        '<meta property="og:url" content="https://a.example/3">'
    )
    linked = LinkedStory(url="https://a.example/1?utm_source=x")
    assert judge_address(meta, linked).value == "https://a.example/1"
    assert judge_address(meta, LinkedStory()).value == "https://a.example/2"
    home = LinkedStory(url="https://a.example/")
    assert judge_address(meta, home).value == "https://a.example/2"
    assert judge_address(scene("")[1], LinkedStory()).value == ""


def test_outlet__every_name_it_may_go_by():
    page, meta = scene(
        "<title>Headline | The Daily Pier</title>"
        '<meta property="og:site_name" content="The Daily Pier">'
    )
    assert outlet_name(page, meta, LinkedStory()) == "The Daily Pier"
    names = outlet_names(page, meta, LinkedStory(), "https://www.dailypier.example/x")
    assert {"the daily pier", "daily pier", "dailypier"} <= names


def test_judge_section__and_keywords():
    page, meta = scene(
        '<meta property="article:section" content="Local"><meta name="keywords" content="a, B; a">'
    )
    assert judge_section(page, meta, LinkedStory()).value == "Local"
    assert judge_section(page, meta, LinkedStory(section="City")).value == "City"
    assert judge_section(*scene(""), LinkedStory()).value == ""
    assert find_keywords(meta, LinkedStory(keywords=("c",))) == ("c", "a", "B")


def test_judge_copyright__story_then_head_then_foot():
    page, _ = scene("<footer><p>© 2024 Pier Press. All rights reserved.</p></footer>")
    said = Copyright("AP", 2023, "© 2023 AP")
    assert judge_copyright(page, LinkedStory(), said, "Pier").value == said
    linked = LinkedStory(notice="© 2022 Holder", holder="Holder")
    assert judge_copyright(page, linked, None, "Pier").value == Copyright(
        "Holder", 2022, "© 2022 Holder"
    )
    foot = judge_copyright(page, LinkedStory(), None, "The Pier").value
    assert (foot.holder, foot.year) == ("The Pier", 2024)
    bare, _ = scene("")
    assert judge_copyright(bare, LinkedStory(), None, "Pier").value == Copyright("Pier")
