"""A process that dies while it answers a request of the desk's API.

python -m tests.articles.dying MOMENT USER KEY BODY
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any
from unittest.mock import patch

import django

KILLS = {
    # After the effect and the kept answer, before their transaction ends.
    "before": "articles.api.once.keep_answer",
    # After it, before the client has the answer.
    "after": "articles.api.desk.DeskView.finalize_response",
}


def die(*_: Any, **__: Any) -> None:
    """End this process as the kernel would."""
    os.kill(os.getpid(), signal.SIGKILL)


def main(moment: str, username: str, key: str, body: str) -> None:
    """Start a story in the user's name, and die."""
    django.setup()
    from django.test import Client

    from newsroom.models import User

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username=username))
    with patch(KILLS[moment], die):
        client.post(
            "/api/v1/desk/articles/",
            body,
            content_type="application/json",
            headers={"idempotency-key": key},
        )
    sys.exit("It did not die.")


if __name__ == "__main__":
    main(*sys.argv[1:])
