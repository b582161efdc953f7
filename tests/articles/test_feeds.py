from __future__ import annotations

from datetime import UTC, datetime, timedelta

import orjson
import pytest
from lxml import etree

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
from articles.exporting import draft_story, live_document
from articles.models import PublishedDocument
from articles.pages.feeds import FEED_SIZE
from articles.renderers import FEEDS
from articles.renderers.base import Site
from articles.renderers.feeds import Feed
from articles.renderers.html_body import body_html
from articles.story import Copyright, Credit, RelatedRef, SectionRef, TopicRef
from articles.workflow import Status
from tests.articles.standards import check_json_feed, check_relax_ng
from tests.factories import (
    SYSTEM,
    make_article,
    make_photo,
    make_photo_with_file,
    make_section,
    placed,
    take_step,
)

pytestmark = pytest.mark.django_db
KINDS = ("rss", "atom", "json")
SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}


def widest(photo) -> str:
    """Give the address of the widest uncut JPEG of the photos drawn here."""
    return next(str(r["url"]) for r in photo["renditions"] if r["spec"] == "w1920")


def make_full_article(**story):
    """Give a live story with every block, a lead photo and all that feeds carry."""
    photo = make_photo_with_file(
        copyright_notice="© 2024 Harbour Press", license_url="https://h.example/terms"
    )
    words = {
        "headline": "Tide & <time>",
        "dek": "After ten years.",
        "contributors": (Credit("Jon Aster"), Credit("Mia", "photographer")),
        "topics": (TopicRef("Ferries"), TopicRef("Ports", qcode="medtop:20000337")),
        "keywords": ("harbour",),
        "dateline": "BRILL",
        "related": (RelatedRef("Before", "https://r.example/"), RelatedRef("No link")),
        "copyright": Copyright("Brill", 2024, license_url="https://b.example/terms"),
        "lead_photo": placed(photo),
        "body": (
            Paragraph('A <em>b</em> <a href="https://a.example/?a=1&amp;b=2">c</a>.'),
            Heading("Between <b>", 3),
            Quote("Said.", "Ada"),
            ListBlock(("one", "two"), "number"),
            ListBlock(("three",)),
            Table((("Year", "Cars"), ("2023", "9")), True, "Traffic"),
            PhotoBlock(placed(make_photo(copyright_holder="Kern"))),
            Gallery((placed(photo), placed(make_photo_with_file(creators=[])))),
            Embed("YouTube", "https://y.example/", "The vote"),
            Embed("", "", "Gone", "missing"),
            Embed("", "", "", "missing"),
            Promo("Read this", url="https://p.example/"),
            CallToAction("SIGN UP"),
            Rule(),
            HtmlBlock("<h4>Votes</h4>"),
        ),
    }
    return make_article(Status.PUBLISHED, **{**words, **story})


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content


def rss_of(client, path="/feeds/latest.rss"):
    return etree.fromstring(read(client, path))


def texts(root, path):
    return [node.text for node in root.iterfind(path, SPACES)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", ["latest", "section/news"])
@pytest.mark.shared
def test_feeds__are_valid(client, shared, kind, place):
    standards = shared / "standards"
    news = make_section(slug="news", name="News & <views>")
    empty = read(client, f"/feeds/latest.{kind}")
    make_full_article(section=SectionRef(news.name, news.slug))
    make_article(Status.PUBLISHED, byline="By Ada")
    for data in (empty, read(client, f"/feeds/{place}.{kind}")):
        if kind == "json":
            check_json_feed(standards, orjson.loads(data))
        else:
            schema = {"rss": "rss-2.0-news", "atom": "atom-1.0"}[kind]
            check_relax_ng(standards, f"feeds/{schema}.rng", data)


def test_rss__item_says_all_of_the_story(client):
    article = make_full_article()
    root = rss_of(client)
    item = root.find("channel/item")
    document = live_document(article)
    assert texts(item, "title") == ["Tide & <time>"]
    assert texts(item, "link") == [document["url"]]
    assert texts(item, "guid") == [f"urn:uuid:{article.pk}"]
    assert item.find("guid").get("isPermaLink") == "false"
    assert texts(item, "dc:creator") == ["Jon Aster"]
    assert texts(item, "dc:rights") == ["© 2024 Brill"]
    assert texts(item, "description") == ["After ten years."]
    assert texts(item, "content:encoded") == [body_html(document)]
    categories = {(n.get("domain"), n.text) for n in item.iterfind("category")}
    assert categories == {
        (None, "News"), (None, "harbour"), (None, "Ferries"), (None, "Ports"),
        ("http://cv.iptc.org/newscodes/mediatopic/", "20000337"),
    }  # fmt: skip
    (own,) = root.iterfind("channel/atom:link", SPACES)
    assert own.attrib == {
        "href": "http://127.0.0.1:8000/feeds/latest.rss",
        "rel": "self",
        "type": "application/rss+xml",
    }


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_media__every_photo_with_credit_and_copyright(client, kind):
    document = live_document(make_full_article())
    root = rss_of(client, f"/feeds/latest.{kind}")
    first, second = root.iterfind(".//media:content", SPACES)
    lead = document["lead_photo"]
    assert dict(first.attrib) == {
        "url": widest(lead), "type": "image/jpeg", "medium": "image",
        "width": "1600", "height": "1000", "isDefault": "true",
    }  # fmt: skip
    assert texts(first, "media:title") == [lead["title"]]
    assert texts(first, "media:description") == [lead["caption"]]
    assert [
        (n.text, n.get("role")) for n in first.iterfind("media:credit", SPACES)
    ] == [
        ("Mia Kern/Harbour Press", None),
        ("Mia Kern", "photographer"),
    ]
    owner = first.find("media:copyright", SPACES)
    assert (owner.text, owner.get("url")) == (
        "© 2024 Harbour Press",
        "https://h.example/terms",
    )
    assert second.get("isDefault") is None
    assert texts(second, "media:credit") == ["Mia Kern/Harbour Press"]
    assert second.find("media:copyright", SPACES) is None


def test_atom__entry_says_all_of_the_story(client):
    article = make_full_article()
    document = live_document(article)
    entry = rss_of(client, "/feeds/latest.atom").find("atom:entry", SPACES)
    assert texts(entry, "atom:id") == [f"urn:uuid:{article.pk}"]
    assert texts(entry, "atom:author/atom:name") == ["Jon Aster"]
    assert texts(entry, "atom:rights") == ["© 2024 Brill"]
    assert texts(entry, "atom:content") == [body_html(document)]
    assert entry.find("atom:content", SPACES).get("type") == "html"
    links = [(n.get("rel"), n.get("href")) for n in entry.iterfind("atom:link", SPACES)]
    assert links[0] == ("alternate", document["url"])
    assert ("related", "https://r.example/") in links
    assert ("license", "https://b.example/terms") in links
    enclosed = [href for rel, href in links if rel == "enclosure"]
    assert enclosed[0] == widest(document["lead_photo"])
    assert len(enclosed) == 2


def test_json_feed__item_says_all_of_the_story(client):
    article = make_full_article(canonical_url="https://origin.example/tide")
    feed = orjson.loads(read(client, "/feeds/latest.json"))
    document = live_document(article)
    (item,) = feed["items"]
    photos = item["_rights"].pop("photos")
    attachments = item.pop("attachments")
    image = widest(document["lead_photo"])
    assert item == {
        "id": f"urn:uuid:{article.pk}",
        "url": document["url"],
        "external_url": "https://origin.example/tide",
        "title": "Tide & <time>",
        "content_html": body_html(document),
        "summary": "After ten years.",
        "image": image,
        "date_published": document["published_at"],
        "date_modified": document["updated_at"],
        "authors": [{"name": "Jon Aster"}],
        "tags": ["News", "Ferries", "Ports", "harbour"],
        "language": "en",
        "_rights": {
            "copyright_notice": "© 2024 Brill",
            "license_url": "https://b.example/terms",
        },
    }
    assert [row["mime_type"] for row in attachments] == ["image/jpeg"] * 2
    assert photos[0]["url"] == image
    assert photos[0]["credit"] == "Mia Kern/Harbour Press"
    assert photos[0]["copyright_notice"] == "© 2024 Harbour Press"


def test_body__every_block_and_every_photo_with_its_rights():
    html = body_html(live_document(make_full_article()))
    for part in (
        '<p>BRILL — A <em>b</em> <a href="https://a.example/?a=1&amp;b=2">c</a>.</p>',
        "<h3>Between &lt;b&gt;</h3>",
        "<blockquote><p>Said.</p><p>— Ada</p></blockquote>",
        "<ol><li>one</li><li>two</li></ol>",
        "<ul><li>three</li></ul>",
        "<table><caption>Traffic</caption><tr><th>Year</th><th>Cars</th></tr>"
        "<tr><td>2023</td><td>9</td></tr></table>",
        '<p><a href="https://y.example/">The vote</a></p>',
        "<p>Gone</p>",
        '<p><a href="https://p.example/">Read this</a></p>',
        "<p>SIGN UP</p>",
        "<hr>",
        "<h4>Votes</h4>",
        "<p><small>© 2024 Brill</small></p>",
        "<br>Photo: Mia Kern/Harbour Press<br>© 2024 Harbour Press</figcaption>",
        "<br>Photo: Mia Kern/Harbour Press<br>Kern</figcaption>",
    ):
        assert part in html, part
    assert html.count("<figure>") == 4
    assert html.count("<img ") == 3


def test_body__nothing_that_runs_whatever_a_document_holds():
    evil = '<script>alert(1)</script><p onclick="x">y</p>'
    document = live_document(make_full_article())
    for block in document["body"]:
        for key in ("html", "text", "title", "attribution"):
            if key in block:
                block[key] = evil
        if "url" in block:
            block["url"] = "javascript:alert(1)"
    document["lead_photo"]["caption"] = evil
    html = body_html(document)
    assert "<script" not in html
    assert "<p onclick" not in html
    assert "javascript:" not in html


@pytest.mark.parametrize("kind", KINDS)
def test_feeds__control_characters_are_impossible(kind):
    document = live_document(make_full_article())
    document["headline"] = "A\x00B\x0bC\ufffe\x9f\u2028"
    document["body"][1]["text"] = "D\x1bE"
    feed = Feed("T\x01", "https://a.example/f", "https://a.example/", "en", [document])
    data = FEEDS[kind](Site("S\x02", "https://a.example")).render(feed)
    text = data.decode() if kind != "json" else repr(orjson.loads(data))
    assert "ABC\u2028" in text or "ABC\\u2028" in text
    assert "DE" in text
    assert not set("\x00\x01\x02\x0b\x1b\x9f\ufffe") & set(text)
    assert not any(mark in text for mark in ("\\x1b", "\\x00", "\\x01", "\\ufffe"))


@pytest.mark.parametrize("kind", KINDS)
def test_feeds__one_query_an_etag_and_304(client, kind, django_assert_num_queries):
    make_full_article()
    make_article(Status.PUBLISHED)
    for path in (f"/feeds/latest.{kind}", f"/feeds/section/news.{kind}"):
        with django_assert_num_queries(1):
            answer = client.get(path)
        media_type, charset = answer["Content-Type"].split("; ")
        assert (media_type, charset) == (FEEDS[kind].media_type, "charset=utf-8")
        assert answer["Cache-Control"] == "max-age=0, s-maxage=5"
        assert not answer.cookies
        assert answer["Surrogate-Key"] == (
            "articles" if "latest" in path else "section-news"
        )
        held = client.get(path, headers={"if-none-match": answer["ETag"]})
        assert (held.status_code, held.content) == (304, b"")
        head = client.head(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head["Content-Length"] == str(len(answer.content))
        assert client.post(path).status_code == 405


def test_feeds__newest_first_and_no_more_than_there_is_room_for(client, monkeypatch):
    monkeypatch.setattr("articles.pages.feeds.FEED_SIZE", 2)
    start = datetime(2024, 1, 1, tzinfo=UTC)
    for day in (1, 3, 2):
        when = start + timedelta(days=day)
        make_article(Status.PUBLISHED, headline=f"Day {day}", published_at=when)
    assert FEED_SIZE == 30
    assert texts(rss_of(client), "channel/item/title") == ["Day 3", "Day 2"]


def test_feeds__an_update_and_a_kill_are_seen_at_once(client):
    article = make_article(Status.PUBLISHED, headline="Before")
    before = client.get("/feeds/latest.atom")["ETag"]
    save_draft(article, draft_story(article).evolve(headline="After"), by=SYSTEM)
    take_step(article, "publish_update")
    answer = client.get("/feeds/latest.atom")
    assert answer["ETag"] != before
    assert b"After" in answer.content
    take_step(article, "kill")
    assert b"After" not in read(client, "/feeds/latest.atom")
    assert PublishedDocument.objects.get().status == "canceled"


def test_section_feed__only_its_stories_under_its_name(client):
    sport = make_section(slug="sport", name="Sport")
    make_article(Status.PUBLISHED, section=SectionRef("Sport", "sport"), headline="In")
    make_article(Status.PUBLISHED, headline="Out")
    root = rss_of(client, "/feeds/section/sport.rss")
    assert texts(root, "channel/item/title") == ["In"]
    assert texts(root, "channel/title") == ["Newsroom – Sport"]
    assert texts(root, "channel/link") == ["http://127.0.0.1:8000/sport/"]
    assert sport.slug in texts(root, "channel/link")[0]


@pytest.mark.parametrize(
    ("place", "name"),
    [("topic/ferries", "Ferries"), ("contributor/jon-aster", "Jon Aster")],
)
@pytest.mark.shared
def test_facet_feed__only_its_stories_under_its_name(
    client, shared, django_assert_num_queries, place, name
):
    start = datetime(2024, 1, 1, tzinfo=UTC)
    for day in (1, 3, 2):
        when = start + timedelta(days=day)
        make_full_article(headline=f"Day {day}", published_at=when)
    make_article(Status.PUBLISHED, headline="Another")
    make_article(Status.DRAFT, topics=(TopicRef("Hidden"),))
    with django_assert_num_queries(1):
        root = rss_of(client, f"/feeds/{place}.rss")
    assert texts(root, "channel/title") == [f"Newsroom – {name}"]
    assert texts(root, "channel/item/title") == ["Day 3", "Day 2", "Day 1"]
    standards = shared / "standards"
    check_relax_ng(
        standards, "feeds/rss-2.0-news.rng", read(client, f"/feeds/{place}.rss")
    )
    check_relax_ng(
        standards, "feeds/atom-1.0.rng", read(client, f"/feeds/{place}.atom")
    )
    check_json_feed(standards, orjson.loads(read(client, f"/feeds/{place}.json")))
    for path in ("topic/hidden.rss", "topic/none.rss", "contributor/none.atom"):
        assert client.get(f"/feeds/{path}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/section/none.rss",
        "/feeds/latest.xml",
        "/feeds/latest",
        "/feeds/section/",
    ],
)
def test_feeds__what_is_not_there(client, path):
    assert client.get(path).status_code in {404, 301}
    assert client.get(path, follow=True).status_code == 404


def test_pages__name_their_feeds(client):
    article = make_article(Status.PUBLISHED)
    for path in ("/", "/news/", f"/news/{article.slug}/"):
        page = etree.HTML(client.get(path).content)
        links = page.xpath('//link[@rel="alternate"]')
        found = {link.get("type"): link.get("href") for link in links[:3]}
        assert found == {
            FEEDS[kind].media_type: f"/feeds/latest.{kind}" for kind in KINDS
        }
        own = {f"/feeds/section/news.{kind}" for kind in KINDS}
        assert {link.get("href") for link in links[3:]} == (
            own if path == "/news/" else set()
        )
        for link in links:
            assert client.get(link.get("href")).status_code == 200
