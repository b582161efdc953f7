"""A request with an Idempotency-Key is done once, whatever happens to its answer."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from articles.actions import remembering
from articles.actions.remembering import answer_before, forget_answers
from articles.models import Article, ArticleEvent, KeptAnswer
from media.models import Photo
from tests.articles.crashing import wait_for_quiet
from tests.articles.together import at_once
from tests.factories import draw_jpeg, make_article, make_user

ROOT = Path(__file__).resolve().parents[2]
LIST = "/api/v1/desk/articles/"
KEY = "0d1b7e9a-key"


def login(user=None):
    client = Client()
    client.force_login(user or make_user("publisher"))
    return client


def create(client, body=None, *, key: str | None = KEY):
    return client.post(
        LIST,
        json.dumps(body or {"headline": "Once"}),
        content_type="application/json",
        headers={} if key is None else {"idempotency-key": key},
    )


@pytest.mark.django_db
def test_once__the_same_request_gets_the_same_answer():
    client = login()
    first, again = create(client), create(client)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert first["Location"] == again["Location"]
    assert first["ETag"] == again["ETag"]
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert again["Cache-Control"] == "no-store"
    assert Article.objects.count() == 1
    spaced = client.post(
        LIST, '{ "headline" :"Once" }', content_type="application/json",
        headers={"idempotency-key": KEY},
    )  # fmt: skip
    assert spaced.content == first.content


@pytest.mark.django_db
def test_once__without_a_key_it_is_done_again():
    client = login()
    assert (
        create(client, key=None).status_code
        == create(client, key=None).status_code
        == 201
    )
    assert Article.objects.count() == 2
    assert KeptAnswer.objects.count() == 0


@pytest.mark.django_db
def test_once__another_request_may_not_have_the_key():
    client = login()
    create(client)
    answer = create(client, {"headline": "Twice"})
    assert (answer.status_code, answer.json()["code"]) == (
        422,
        "idempotency_key_reused",
    )
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_once__keys_are_each_users_own():
    assert create(login()).status_code == create(login()).status_code == 201
    assert Article.objects.count() == 2


@pytest.mark.django_db
def test_once__an_error_keeps_nothing():
    client = login()
    assert create(client, {"urgency": 0}).status_code == 400
    assert create(client).status_code == 201
    assert Article.objects.count() == KeptAnswer.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["a b", "ä", "x" * 201, "\x7f", " ", ""])
def test_once__a_key_is_plain(key):
    answer = create(login(), key=key)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_idempotency_key")
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"
    assert Article.objects.count() == 0


@pytest.mark.django_db
def test_once__an_old_answer_is_for_those_who_may_still_look():
    user = make_user("publisher")
    create(login(user))
    user.groups.clear()
    answer = create(login(user))
    assert answer.status_code == 403
    assert b"Once" not in answer.content


@pytest.mark.django_db
def test_once__steps_are_taken_once():
    article, client = make_article(), login()
    answers = [
        client.post(
            f"{LIST}{article.pk}/transitions/",
            {"step": "submit"},
            content_type="application/json",
            headers={"idempotency-key": KEY, "if-match": f'"{article.edit_version}"'},
        )
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert ArticleEvent.objects.filter(article=article, action="submit").count() == 1


@pytest.mark.django_db
def test_once__files_count_by_their_content():
    client, one, other = (
        login(),
        draw_jpeg(900_001, (300, 200)),
        draw_jpeg(900_002, (300, 200)),
    )

    def upload(data, name="a.jpg"):
        return client.post(
            "/api/v1/desk/photos/",
            {"file": SimpleUploadedFile(name, data, "image/jpeg")},
            headers={"idempotency-key": KEY},
        )

    assert upload(one).status_code == upload(one, "b.jpg").status_code == 201
    assert upload(other).status_code == 422
    assert Photo.objects.count() == 1


@pytest.mark.django_db
def test_once__the_database_holds_it_too():
    create(login())
    row = KeptAnswer.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.django_db
@pytest.mark.parametrize("body", [{"headline": "Once"}, {"headline": "Another"}])
def test_once__an_answer_is_over_after_a_day_though_no_worker_runs(body):
    client = login()
    create(client)
    KeptAnswer.objects.update(at=timezone.now() - timedelta(hours=24, seconds=1))
    answer = create(client, body)
    assert answer.status_code == 201
    assert "Idempotency-Replayed" not in answer
    assert Article.objects.count() == 2
    assert create(client, body)["Idempotency-Replayed"] == "true"


@pytest.mark.django_db
def test_forget_answers__after_a_day():
    create(login())
    now = timezone.now()
    assert forget_answers(now + timedelta(hours=23)) == 0
    assert forget_answers(now + timedelta(hours=25)) == 1
    assert KeptAnswer.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(3))
def test_once__four_at_once_have_one_effect(round_):
    user = make_user("publisher")
    clients = [login(user) for _ in range(4)]
    answers = at_once(*[lambda client=client: create(client) for client in clients])
    assert Counter(answer.status_code for answer in answers) == {201: 4}
    assert len({answer.content for answer in answers}) == 1
    assert Article.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_once__at_once_with_another_body_has_one_effect():
    user = make_user("publisher")
    jobs = [
        lambda client=client, number=number: create(client, {"headline": f"{number}"})
        for number, client in enumerate([login(user) for _ in range(3)])
    ]
    codes = Counter(answer.status_code for answer in at_once(*jobs))
    assert codes == {201: 1, 422: 2}
    assert Article.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_once__one_that_takes_too_long_is_told(monkeypatch):
    monkeypatch.setattr(remembering, "LONGEST_WAIT", 0.1)
    user = make_user("publisher")
    with transaction.atomic():
        assert answer_before(user.pk, KEY, "running") is None
        (answer,) = at_once(lambda: create(login(user)))
    assert (answer.status_code, answer.json()["code"]) == (409, "still_running")
    assert answer["Retry-After"].isdigit()
    assert create(login(user)).status_code == 201


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_once__a_killed_process_is_made_good_by_asking_again(
    moment, command_environment
):
    user = make_user("publisher")
    process = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "tests.articles.dying", moment, user.username, KEY,
         json.dumps({"headline": "Once"})],
        check=False, cwd=ROOT, capture_output=True, text=True, timeout=120,
        env={**command_environment, "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
    )  # fmt: skip
    assert process.returncode == -signal.SIGKILL, process.stderr
    wait_for_quiet()
    there = Article.objects.count()
    assert there == (0 if moment == "before" else 1)
    answer = create(login(user))
    assert answer.status_code == 201, answer.content
    assert Article.objects.count() == KeptAnswer.objects.count() == 1
    assert str(Article.objects.get().pk) == answer.json()["id"]
    assert answer.get("Idempotency-Replayed") == ("true" if there else None)
    connection.close()
