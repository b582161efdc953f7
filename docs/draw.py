"""Draw the pictures of the documentation: ``make docs``.

Sets up the demo newsroom in a folder of its own, serves it, and takes list, form, photos
and reader page in a real browser: light and dark, wide and 400 pixels narrow.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
SIZES = {"wide": (1280, 1100), "narrow": (400, 860)}
SCHEMES = ("light", "dark")
STORY = "Fire guts net store on the north quay"
PHOTO = "Storm Agnes at the Strand"
READER = "/news/council-backs-eur38-million-sea-wall-after-a-nine-hour-debate/"


def draw(site: str, password: str) -> None:
    """Take every picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox"]
        )
        for scheme in SCHEMES:
            for size in SIZES:
                take(browser, site, password, scheme, size)
        browser.close()


def take(browser: Browser, site: str, password: str, scheme: str, size: str) -> None:
    """Take list, form, photos and reader page in one colour scheme and size."""
    width, height = SIZES[size]
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.goto(f"{site}/admin/")
    page.fill("#id_username", "publisher")
    page.fill("#id_password", password)
    page.click("[type=submit]")
    page.goto(f"{site}/admin/articles/article/")
    save(page, f"list-{scheme}-{size}")
    page.get_by_role("link", name=STORY).first.click()
    save(page, f"form-{scheme}-{size}")
    take_photos(page, site, f"{scheme}-{size}")
    page.goto(f"{site}{READER}")
    save(page, f"reader-{scheme}-{size}")
    page.close()


def take_photos(page: Page, site: str, look: str) -> None:
    """Take the grid of photos, and the form of one with a crop being set."""
    page.goto(f"{site}/admin/media/photo/?used=live")
    save(page, f"photos-{look}")
    page.locator(".photo-card-link", has_text=PHOTO).click()
    page.locator(".crop-choice", has_text="1:1").click()
    for key in ("-", "-", "-", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
    page.evaluate("scrollTo(0, 0)")
    save(page, f"photo-{look}")
    page.on("dialog", lambda dialog: dialog.accept())  # nothing was to be saved


def save(page: Page, name: str) -> None:
    """Keep what the window shows once nothing loads any more."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    page.screenshot(path=HERE / "pictures" / f"{name}.png")


def find_chromium() -> str:
    """Give the browser's path."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        sys.exit("Chromium is not installed.")
    return found


@contextmanager
def serve_demo() -> Iterator[tuple[str, str]]:
    """Run the demo with its own database; give its address and the password."""
    with tempfile.TemporaryDirectory(prefix="newsroom-docs-") as folder:
        Path(folder).chmod(0o711)  # the database's own account passes, under root
        port = find_port()
        site = f"http://127.0.0.1:{port}"
        environment = {**os.environ, "NEWSROOM_VAR": folder, "SITE_URL": site}
        environment.pop("DATABASE_URL", None)
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "manage.py", "demo", "--port", str(port)],
            cwd=HERE.parent,
            env=environment,
        )
        try:
            wait_for(port, process)
            yield site, read_password(Path(folder))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def find_port() -> int:
    """Give a free port."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the demo answers."""
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    sys.exit("The demo ended by itself.")


def read_password(folder: Path) -> str:
    """Read the demo's password."""
    lines = (folder / "demo-logins").read_text(encoding="utf-8").splitlines()
    return next(line[10:] for line in lines if line.startswith("password: "))


if __name__ == "__main__":
    with serve_demo() as (address, secret):
        draw(address, secret)
