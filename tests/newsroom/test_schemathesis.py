"""Every address of the API, tried with made-up requests by everybody: schemathesis."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.test import Client

from articles.api.scopes import OPENS
from articles.workflow import Status
from newsroom.tokens import issue_token
from tests.articles.test_feeds import make_full_article
from tests.conftest import ROOT
from tests.factories import make_article, make_user
from tests.serving import serving

# How many requests are made up for each operation; more in `make soak`.
FEW = "2"
EXAMPLES = os.environ.get("SOAK_EXAMPLES", FEW)
SEED = os.environ.get("SOAK_SEED", "1")
PROGRAM = Path(sys.executable).with_name("schemathesis")
HERE = Path(__file__).parent
KEY = "k" * 32
_EXCEPT_AUTH = ("--exclude-checks", "ignored_auth")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(command_environment: dict[str, str]) -> Iterator[str]:
    """Give the address of a newsroom in production, with stories in it."""
    with serving(command_environment) as address:
        yield address


def headers_of(who: str) -> list[str]:
    """Give how somebody says who they are."""
    if who == "anonymous":
        return []
    user = make_user("publisher")
    if who != "session":
        return ["-H", f"Authorization: Bearer {issue_token(who, [who], user=user)}"]
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    cookies = f"Cookie: sessionid={session}; csrftoken={KEY}"
    # The tool takes an Authorization that it made up beside the cookie for the only proof
    # of who asks.
    return ["-H", cookies, "-H", f"X-CSRFToken: {KEY}", *_EXCEPT_AUTH]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give what schemathesis must know: what is there to be asked for."""
    stories = [
        make_full_article(slug="whole"),
        make_article(Status.KILLED),
        make_article(),
    ]
    uses = stories[0].photo_uses.filter(revision=None)
    there = [*(story.pk for story in stories), uses[0].photo_id]
    return {
        **os.environ,
        "SCHEMATHESIS_HOOKS": str(HERE / "making_up.py"),
        "PYTHONPATH": str(ROOT),
        "MADE_UP_IDS": " ".join(map(str, there)),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(tmp_path),
    }


def try_out(site: str, who: str, says: list[str], environment: dict[str, str]) -> str:
    """Ask all there is as somebody; give the report where something was wrong."""
    is_whole = who == "anonymous" or EXAMPLES != FEW
    done = subprocess.run(  # noqa: S603
        [
            str(PROGRAM), "--config-file", str(HERE / "schemathesis.toml"),
            "run", f"{site}/api/v1/schema/", *says, "--checks", "all",
            "--mode", "all", "--max-examples", EXAMPLES, "--continue-on-failure",
            "--suppress-health-check", "all", "--no-color", "--seed", SEED,
            "--phases", "examples,coverage,fuzzing" if is_whole else "fuzzing",
        ],
        cwd=environment["HYPOTHESIS_STORAGE_DIRECTORY"], env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return "" if done.returncode == 0 else f"{who}: {done.stdout}{done.stderr}"


def test_api__answers_everything_as_described(
    site: str, environment: dict[str, str]
) -> None:
    everybody = {who: headers_of(who) for who in ("anonymous", "session", *OPENS)}

    def report(who: str) -> str:
        return try_out(site, who, everybody[who], environment)

    with ThreadPoolExecutor(2) as both:
        found = "\n".join(both.map(report, everybody)).strip()
    if found:
        pytest.fail(found, pytrace=False)  # whole: an assertion cuts it short
