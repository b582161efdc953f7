from __future__ import annotations

import re
from datetime import UTC, datetime

import orjson
import pytest
from django.test import RequestFactory

from articles.actions.drafting import save_draft
from articles.blocks import (
    CallToAction,
    Embed,
    Gallery,
    Heading,
    HtmlBlock,
    ListBlock,
    Paragraph,
    PhotoBlock,
    Promo,
    Quote,
    Rule,
    Table,
)
from articles.exporting import draft_document, draft_story
from articles.models import PublishedDocument
from articles.pages import views
from articles.pages.rendering import render_story_page
from articles.story import Copyright, Credit, RelatedRef, SectionRef, TopicRef
from articles.workflow import Status
from tests.factories import (
    SYSTEM,
    make_article,
    make_photo,
    make_photo_with_file,
    make_section,
    make_user,
    placed,
    take_step,
)

pytestmark = pytest.mark.django_db


def settle():
    """Let the last change be long ago; the second in which it falls is told apart."""
    PublishedDocument.objects.update(delivered_at=datetime(2024, 1, 1, tzinfo=UTC))


def read(client, article):
    answer = client.get(f"/news/{article.slug}/")
    assert answer.status_code == 200
    return answer.content.decode()


# Each block, and what of it stands on the page.
BLOCKS = [
    (
        Paragraph('A <em>b</em> <a href="https://a.example/?a=1&amp;b">link</a>.'),
        ['A <em>b</em> <a href="https://a.example/?a=1&amp;b">link</a>.'],
    ),
    (Heading("Between", 3), ["<h3>Between</h3>"]),
    (Quote("Said.", "Ada"), ["<p>Said.</p>", "<figcaption>Ada</figcaption>"]),
    (ListBlock(("one", "two"), "number"), ["<ol><li>one</li><li>two</li></ol>"]),
    (ListBlock(("three",)), ["<ul><li>three</li></ul>"]),
    (
        Table((("Year", "Cars"), ("2023", "9")), True, "Traffic"),
        ['<th scope="col">Cars</th>', "<td>9</td>", "<caption>Traffic</caption>"],
    ),
    (
        Embed("YouTube", "https://y.example/", "The vote", "ok", "", "<iframe>"),
        ["YouTube", '<a href="https://y.example/">The vote</a>'],
    ),
    (
        Embed("", "", "", "missing", "", "Video Embed"),
        ["What stood here cannot be shown."],
    ),
    (
        Promo("Read this", url="https://p.example/"),
        ['<a href="https://p.example/">Read this</a>'],
    ),
    (Promo("Only a title"), ["</span> Only a title</p>"]),
    (
        CallToAction("Sign up", "https://c.example/"),
        ['<a href="https://c.example/">Sign up</a>'],
    ),
    (CallToAction("CLICK HERE"), ["<span>CLICK HERE</span>"]),
    (Rule(), ["<hr>"]),
    (HtmlBlock("<h4>Votes</h4>"), ["<h4>Votes</h4>"]),
]


def test_story__every_block_is_shown(client):
    body = tuple(block for block, _ in BLOCKS)
    html = read(client, make_article(Status.PUBLISHED, body=body))
    for _, parts in BLOCKS:
        for part in parts:
            assert part in html, part
    assert "<iframe" not in html
    assert "Video Embed" not in html


def test_story__its_head_and_its_foot(client):
    article = make_article(
        Status.PUBLISHED,
        headline="Council votes",
        headlines={"web": "Council votes on bridge", "social": "They voted!"},
        kicker="Islands",
        dek="After ten years.",
        contributors=(Credit("Jon"), Credit("Lena"), Credit("Mia", "photographer")),
        dateline="Brill",
        related=(RelatedRef("Background", "https://r.example/"), RelatedRef("No link")),
        copyright=Copyright("Brill Courier", 2023),
    )
    html = read(client, article)
    for part in (
        "<h1>Council votes</h1>",
        "<title>Council votes on bridge – Newsroom</title>",
        '<meta property="og:title" content="They voted!">',
        '<p class="kicker">Islands</p>',
        "After ten years.",
        "By Jon and Lena",
        "Photographs: Mia",
        '<span class="dateline">Brill —</span> The ferry',
        '<a href="https://r.example/">Background</a>',
        "<li>No link</li>",
        '<p class="copyright">© 2023 Brill Courier</p>',
    ):
        assert part in html, part


def test_story__every_photo_with_caption_and_credit(client):
    photo = make_photo_with_file(alt="Low hills")
    flat = make_photo(credit="Ada/Flat Press")
    article = make_article(
        Status.PUBLISHED,
        lead_photo=placed(photo, caption="Here & now."),
        body=(Paragraph("x"), PhotoBlock(placed(flat)), Gallery((placed(photo),))),
    )
    html = read(client, article)
    assert '<span class="caption">Here &amp; now.</span>' in html
    assert html.count("Photo: </span>Mia Kern/Harbour Press</span>") == 2
    assert "Photo: </span>Ada/Flat Press</span>" in html
    assert "The picture is not available here." in html
    assert html.count('alt="Low hills"') == 2
    avif, webp, jpeg = re.findall(r'srcset="([^"]+)"', html)[:3]
    mark = rf"/photos/{photo.pk}/\w+"
    widths = {"w320": 320, "w640": 640, "w960": 960, "w1280": 1280, "w1920": 1600}
    for srcset, ending in ((avif, "avif"), (webp, "webp"), (jpeg, "jpg")):
        rows = [f"{mark}/{spec}.{ending} {width}w" for spec, width in widths.items()]
        assert re.fullmatch(", ".join(rows), srcset)
    assert (
        re.findall(r'<source type="([^"]+)"', html) == ["image/avif", "image/webp"] * 2
    )
    assert client.get(avif.split()[0]).headers["Content-Type"] == "image/avif"
    assert 'width="1280" height="800"' in html


def test_story__json_ld_says_what_the_api_says(client):
    article = make_article(Status.PUBLISHED, headline="</script><b>&", topics=(TopicRef("T"),))  # fmt: skip
    html = read(client, article)
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)  # fmt: skip
    api = client.get(f"/api/v1/articles/{article.slug}/?format=json-ld")
    assert data.encode() == api.content
    assert orjson.loads(data)["headline"] == "</script><b>&"
    assert "<b>&" not in html


def test_story__no_markup_but_ours_gets_through():
    document = draft_document(make_article(headline="H"))
    evil = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    document |= {
        "headline": evil,
        "dek": evil,
        "byline": evil,
        "body": [
            {"id": "a", "type": "paragraph", "html": evil},
            {"id": "b", "type": "html", "html": evil},
            {"id": "c", "type": "list", "style": "bullet", "items": [evil]},
            {"id": "d", "type": "table", "header": False, "rows": [[evil]], "caption": evil},
            {"id": "e", "type": "quote", "html": evil, "attribution": evil},
            {"id": "f", "type": "heading", "level": 2, "text": evil},
        ],
    }  # fmt: skip
    html = render_story_page(document).content.decode()
    body = html.replace('<script type="application/ld+json">', "")
    assert "<script>" not in body
    assert "<img" not in html


def test_story__headers_are_those_of_the_api(client):
    article = make_article(Status.PUBLISHED)
    settle()
    answer = client.get(f"/news/{article.slug}/")
    assert answer["Cache-Control"] == "max-age=0, s-maxage=5"
    assert answer["Surrogate-Key"] == f"article-{article.pk} section-news"
    assert answer["Last-Modified"]
    assert "Vary" not in answer
    assert "nonce" not in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    given = {"if-none-match": answer["ETag"]}
    assert client.get(f"/news/{article.slug}/", headers=given).status_code == 304
    head = client.head(f"/news/{article.slug}/")
    assert (head.content, head.headers) == (b"", answer.headers)


@pytest.mark.parametrize("path", ["/", "/news/", "/news/{}/", "/nowhere/"])
def test_pages__same_bytes_whoever_asks(client, path):
    article = make_article(Status.PUBLISHED)
    settle()
    url = path.format(article.slug)
    anonymous = client.get(url)
    client.force_login(make_user("superuser"))
    known = client.get(url)
    assert known.content == anonymous.content
    assert known.headers == anonymous.headers
    assert not known.cookies


def test_story__wrong_section_or_old_slug_leads_home(client):
    article = make_article(Status.PUBLISHED, slug="old")
    make_section(slug="sport")
    save_draft(article, draft_story(article).evolve(slug="new"), by=SYSTEM)
    take_step(article, "publish_update")
    for path in ("/news/old/", "/sport/new/", "/sport/old/", "/nowhere/new/"):
        answer = client.get(path)
        assert answer.status_code == 301
        assert answer["Location"] == "http://127.0.0.1:8000/news/new/"
        assert answer["Cache-Control"] == "max-age=0, s-maxage=5"


def test_story__killed_is_gone_and_says_nothing(client):
    article = make_article(Status.KILLED, headline="Mayor resigns", slug="mayor")
    for path in ("/news/mayor/", "/sport/mayor/"):
        answer = client.get(path)
        assert answer.status_code == 410
        assert b"withdrawn" in answer.content
        assert b"resigns" not in answer.content
    etag = client.get("/news/mayor/")["ETag"]
    given = {"if-none-match": etag}
    assert client.get("/news/mayor/", headers=given).status_code == 410
    assert article.status == Status.KILLED


def test_story__unpublished_and_unknown_answer_alike(client):
    article = make_article(Status.UNPUBLISHED)
    gone, unknown = client.get(f"/news/{article.slug}/"), client.get("/news/x/")
    assert gone.status_code == unknown.status_code == 404
    assert (gone.content, gone.headers) == (unknown.content, unknown.headers)


def test_front__newest_first_and_pages(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    stories = [make_article(Status.PUBLISHED, headline=f"Story {n}") for n in range(5)]
    with django_assert_num_queries(2):
        first = client.get("/").content.decode()
    assert re.findall(r"Story \d", first) == ["Story 4", "Story 3"]
    assert "Newer" not in first
    older = re.findall(r'rel="next" href="([^"]+)"', first)[0]
    second = client.get(older).content.decode()
    assert re.findall(r"Story \d", second) == ["Story 2", "Story 1"]
    newer = re.findall(r'rel="prev" href="([^"]+)"', second)[0]
    again = client.get(newer).content.decode()
    assert re.findall(r"Story \d", again) == ["Story 4", "Story 3"]
    assert f"/news/{stories[4].slug}/" in first
    assert client.get("/?cursor=nonsense").status_code == 404


def test_front__section_has_its_own(client):
    make_article(Status.PUBLISHED, headline="In news")
    make_article(
        Status.PUBLISHED, headline="In sport", section=SectionRef("Sport", "sport")
    )
    make_section(slug="empty", name="Empty one")
    make_article(section=SectionRef("Unseen", "unseen"))
    html = client.get("/sport/").content.decode()
    assert "In sport" in html
    assert "In news" not in html
    assert '<a href="/sport/" aria-current="page">Sport</a>' in html
    assert "Empty one" not in html
    # Only what is live opens a section, so that no address tells of what is not.
    for path in ("/empty/", "/unseen/", "/nowhere/"):
        assert client.get(path).status_code == 404


def test_front__photos_show_their_credit(client):
    photo = make_photo_with_file()
    make_article(Status.PUBLISHED, lead_photo=placed(photo))
    make_article(Status.PUBLISHED, lead_photo=placed(make_photo()))
    html = client.get("/").content.decode()
    assert html.count("Mia Kern/Harbour Press") == 1
    assert html.count("<picture") == 1


def test_preview__says_so_and_is_kept_nowhere():
    photo = make_photo_with_file()
    article = make_article(section=None, lead_photo=placed(photo), headline="Draft")
    answer = render_story_page(draft_document(article), is_preview=True)
    html = answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert "Preview" in html
    assert '<meta name="robots" content="noindex">' in html
    assert f"/admin/media/photo/{photo.pk}/picture/w640" in html
    plain = render_story_page(draft_document(make_article()))
    assert plain["Cache-Control"] == "max-age=0, s-maxage=5"
    assert b"noindex" not in plain.content


def test_story__is_read_in_one_query_and_its_sections_in_another(
    client, django_assert_num_queries
):
    article = make_article(Status.PUBLISHED)
    for _ in range(3):
        make_article(Status.PUBLISHED)
    with django_assert_num_queries(2):
        client.get(f"/news/{article.slug}/")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages__are_for_reading(client, method):
    assert getattr(client, method)("/").status_code == 405


@pytest.mark.parametrize(
    ("view", "status"),
    [(views.bad_request, 400), (views.forbidden, 403), (views.not_found, 404)],
)
def test_problem_pages__say_what_is_wrong(view, status):
    answer = view(RequestFactory().get("/"), Exception("secret"))
    assert answer.status_code == status
    assert b"secret" not in answer.content
    assert b"<h1>" in answer.content


def test_problem_page__of_our_own_mistake_asks_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = views.server_error(RequestFactory().get("/"))
    assert (answer.status_code, answer["Cache-Control"]) == (500, "no-store")


def test_problem_page__below_the_pages(client, settings):
    settings.DEBUG = False
    answer = client.get("/a/b/c/")
    assert answer.status_code == 404
    assert b"There is nothing here" in answer.content
    assert answer["Content-Security-Policy"]


def test_story__updated_and_right_to_left(client):
    article = make_article(Status.PUBLISHED, language="ar-EG", byline="By hand")
    assert 'lang="ar-EG" dir="rtl"' in read(client, article)
    row = PublishedDocument.objects.get()
    document = orjson.loads(bytes(row.detail))
    document["published_at"] = "2020-01-01T10:00:00Z"
    html = render_story_page(document).content.decode()
    assert "Updated <time" in html
    assert "By hand" in html
