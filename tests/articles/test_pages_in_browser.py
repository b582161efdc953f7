"""The reader pages in a real browser: no violation of the CSP, of axe, of the width."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route

from articles.actions.correcting import correct
from articles.blocks import (
    CallToAction,
    Embed,
    Gallery,
    Heading,
    ListBlock,
    Paragraph,
    PhotoBlock,
    Promo,
    Quote,
    Table,
)
from articles.story import Copyright, RelatedRef
from articles.workflow import Status
from tests.factories import (
    SYSTEM,
    make_article,
    make_notice,
    make_photo,
    make_photo_with_file,
    placed,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FULL = (
    Paragraph("The council voted on Tuesday to rebuild the landing."),
    Promo("Read this too", url="https://p.example/"),
    Heading("Between"),
    Quote("Said.", "Ada Brink"),
    ListBlock(("one", "two")),
    Table((("Year", "Cars"), ("2023", "9,800")), True, "Traffic"),
    CallToAction("Sign up", "https://c.example/"),
    Embed("YouTube", "https://y.example/" + "long" * 60, "", "ok"),
    Embed("", "", "", "missing", "", "Video Embed"),
)

COUNT_SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""
# Nothing is drawn before, but a box would be measured.
WAIT_FOR_STYLE = """
Promise.all([...document.querySelectorAll("link[rel=stylesheet]")].map(
  one => one.sheet || new Promise(done => one.addEventListener("load", done))))
"""
# What `sizes` promises for this window, measured, and how wide the picture is.
SIZES_AND_WIDTHS = """
[...document.querySelectorAll("picture img")].map(image => {
  const size = image.sizes.split(",").map(part => part.trim().split(/\\) (?=[\\d])/)).find(
    part => part.length == 1 || matchMedia(part[0] + ")").matches).at(-1);
  const ruler = document.body.appendChild(document.createElement("canvas"));
  ruler.style.width = size;
  const said = ruler.getBoundingClientRect().width;
  ruler.remove();
  return [said, image.getBoundingClientRect().width];
})
"""


@pytest.fixture
def paths(browser, settings, live_server) -> list[str]:
    settings.SITE_URL = live_server.url
    make_notice(is_site_default=True, usage_terms="All rights reserved.")
    photo, flat = make_photo_with_file((900, 600), alt="A field"), make_photo()
    story = make_article(
        Status.PUBLISHED,
        headline="Council votes " + "Donaudampfschifffahrtsgesellschaft" * 2,
        dek="After ten years.",
        byline="By Jon Aster",
        lead_photo=placed(photo),
        body=(*FULL, PhotoBlock(placed(flat)), Gallery((placed(photo), placed(photo)))),
        related=(RelatedRef("Background", "https://r.example/"),),
    )
    correct(story, kind="correction", text="The year was 2023.", by=SYSTEM)
    correct(story, kind="editors_note", text="Long" * 80, by=SYSTEM)
    make_article(Status.PUBLISHED, copyright=Copyright("Somebody"))
    killed = make_article(Status.KILLED)
    return ["/", "/news/", f"/news/{story.slug}/", f"/news/{killed.slug}/", "/x/y/"]


def open_page(page: Page, url: str) -> None:
    """Open a page and wait for its pictures, so that no answer is broken off later."""
    page.goto(url, wait_until="networkidle")
    page.evaluate(
        "Promise.all([...document.images].map("
        "image => { image.loading = 'eager'; return image.decode().catch(() => 0); }))"
    )


def complaints_of(page: Page) -> list[str]:
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type == "error" and "status of 4" not in said.text else None)  # fmt: skip
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages__are_accessible(browser, live_server, paths, scheme):
    page = browser.new_context(bypass_csp=True, color_scheme=scheme).new_page()
    for path in paths:
        open_page(page, live_server.url + path)
        violations = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in violations] == [], path


@pytest.mark.parametrize("width", [320, 400, 1280])
def test_pages__fit_and_break_no_rule(browser, live_server, paths, width):
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    complaints = complaints_of(page)
    for path in paths:
        open_page(page, live_server.url + path)
        too_wide = "document.documentElement.scrollWidth - innerWidth"
        assert page.evaluate(too_wide) <= 0, path
        assert page.evaluate("document.styleSheets.length") > 0
    assert complaints == []


def test_story__its_pictures_are_drawn(browser, live_server, paths):
    page = browser.new_page()
    open_page(page, live_server.url + paths[2])
    drawn = page.locator("figure.lead picture img").evaluate("img => img.decode().then(() => img.naturalWidth)")  # fmt: skip
    assert drawn > 0
    assert page.locator("figure.lead figcaption").inner_text().endswith("Mia Kern/Harbour Press")  # fmt: skip


def test_story__a_blur_holds_the_place_until_the_picture_comes(
    browser, live_server, paths
):
    page = browser.new_page(viewport={"width": 800, "height": 900})
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/photos/**", hold)
    page.add_init_script(COUNT_SHIFTS)
    page.goto(live_server.url + paths[2], wait_until="domcontentloaded")
    page.evaluate(WAIT_FOR_STYLE)
    page.locator(".lead .blur").evaluate("img => img.decode()")
    places = [
        page.locator(f".lead {one}").bounding_box()
        for one in ("img.blur", "picture img")
    ]
    assert places[0] == places[1]
    assert places[0] is not None
    assert places[0]["height"] == pytest.approx(places[0]["width"] * 2 / 3, abs=1)
    for route in held:
        route.continue_()
    page.locator(".lead picture img").evaluate("img => img.decode()")
    assert page.locator(".lead picture img").bounding_box() == places[0]
    shown = page.locator(".lead picture img").evaluate("img => img.currentSrc")
    assert shown.endswith(".avif")
    assert page.evaluate("window.shifted") == 0


@pytest.mark.parametrize("width", [400, 1280])
def test_pages__sizes_say_how_wide_pictures_are(browser, live_server, paths, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    for path in (paths[0], paths[2]):
        open_page(page, live_server.url + path)
        for said, shown in page.evaluate(SIZES_AND_WIDTHS):
            assert shown <= said + 1
            assert said <= shown * 1.35, path
