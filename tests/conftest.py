"""What all tests share: the database, their own files, samples and the browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import override_settings
from playwright.sync_api import Browser, sync_playwright

from newsroom.postgres import Server
from newsroom.postgres_tools import PostgresUnavailable

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("NEWSROOM_SHARED") or ROOT.parent / "shared")
IS_CI = os.environ.get("CI", "").lower() == "true"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_configure() -> None:
    """Start the tests' own database; the controller and each worker hold it."""
    if settings.EMBEDDED_POSTGRES is None:
        return
    base = settings.EMBEDDED_POSTGRES.with_name("postgres-tests")
    try:
        host = Server(base, is_durable=False).start()
    except PostgresUnavailable as error:
        pytest.exit(str(error), returncode=pytest.ExitCode.USAGE_ERROR)
    settings.DATABASES["default"]["HOST"] = host


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip browser tests without a browser, which a run of CI does not forgive."""
    if item.get_closest_marker("browser") and not CHROMIUM:
        (pytest.fail if IS_CI else pytest.skip)("Chromium is not installed.")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it loudly, where many tests did not run."""
    if not CHROMIUM:
        terminalreporter.section("BROWSER TESTS SKIPPED: Chromium is not installed")
    if not SHARED.is_dir():
        terminalreporter.section(f"SAMPLE TESTS SKIPPED: there is no folder {SHARED}")


@pytest.fixture(scope="session")
def own_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give this process's own folder for what stands in `var/` otherwise."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="session", autouse=True)
def _own_settings(own_var: Path) -> Iterator[None]:
    with override_settings(
        MEDIA_ROOT=own_var / "uploads",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture
def command_environment(transactional_db: None, own_var: Path) -> dict[str, str]:
    """Give the environment in which a manage.py process sees this test's database."""
    database = connection.settings_dict
    login = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}"
    host = database["HOST"] or database["OPTIONS"].get("host", "")
    place = urlencode({"host": host, "port": database["PORT"] or "5432"})
    url = f"postgres://{login}@/{database['NAME']}?{place}"
    return {**os.environ, "DATABASE_URL": url, "NEWSROOM_VAR": str(own_var)}


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of shared samples and standards; skip where it is absent."""
    if not SHARED.is_dir():
        # They are other people's pages and photos, so they are not in the project. What
        # they show is covered by fixtures of our own, which never skip.
        pytest.skip(f"The shared samples are absent: {SHARED} (NEWSROOM_SHARED)")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the path of the browser, for `executable_path` of Playwright."""
    if not CHROMIUM:
        (pytest.fail if IS_CI else pytest.skip)("Chromium is not installed.")
    return str(CHROMIUM)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Start Chromium once."""
    before = connections["default"]
    # From here on the browser's loop runs in this thread, where tests read rows.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        # Where a loop runs, Django looks for connections in another place, and would
        # open a second one beside that of the tests without a browser.
        connections["default"] = before
        started = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        yield started
        started.close()
