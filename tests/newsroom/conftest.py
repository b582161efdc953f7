"""A real browser for the desk's pages, logged in, that reports what goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize

from newsroom.models import User

# Each violation of the policy is kept, also those before the first script of a page.
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


def let_editor_hear(page: Page) -> None:
    """Wait until the browser has told the editor of every move of the cursor so far.

    It does so in a task of its own, after the key or the click that caused it.
    """
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


@dataclass
class Desk:
    """A page of the browser, and what it complained of so far."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a path of the site, and wait until its scripts have run."""
        self.page.goto(f"{self.address}{path}", wait_until="networkidle")
        return self.page

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the console calls an error."""
        if message.type == "error":
            self.complaints.append(message.text)

    def problems(self) -> list[str]:
        """Give every error of the console and every violation of the policy."""
        return self.complaints + list(self.page.evaluate("window.violations"))


@pytest.fixture
def open_desk(browser: Browser, live_server: Any) -> Iterator[Callable[..., Desk]]:
    """Give a function that opens a page for somebody, logged in."""
    opened = []

    def start(user: User | None, *, width: int = 1360, **options: Any) -> Desk:
        size: ViewportSize = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, **options)
        opened.append(context)
        context.set_default_timeout(20_000)
        context.add_init_script(WATCH)
        desk = Desk(context.new_page(), live_server.url)
        desk.page.on("pageerror", lambda error: desk.complaints.append(str(error)))
        desk.page.on("console", desk.hear)
        if user:
            client = Client()
            client.force_login(user)
            value = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [
                    {
                        "name": settings.SESSION_COOKIE_NAME,
                        "value": value,
                        "url": live_server.url,
                    }
                ]
            )
        return desk

    yield start
    for context in opened:
        context.close()
