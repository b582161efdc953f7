from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django.views.debug import get_exception_reporter_filter

from articles.api.scopes import OPENS, permissions_of
from newsroom.models import Token
from newsroom.roles import ROLES
from newsroom.tokens import digest_of, find_token, issue_token
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
DESK = "/api/v1/desk/articles/"


def command(*arguments, **options) -> str:
    said = io.StringIO()
    call_command(
        "issue_token", *arguments, stdout=said, stderr=io.StringIO(), **options
    )
    return said.getvalue().strip()


def bearer(text: str) -> Client:
    return Client(headers={"authorization": f"Bearer {text}"})


def test_issue_token__prints_it_once_and_keeps_a_hash():
    text = command("app", scope=["read"])
    assert re.fullmatch(r"nr_[0-9a-f]{64}", text)
    token = Token.objects.get()
    assert (token.name, token.scopes, token.user) == ("app", ["read"], None)
    kept = " ".join(str(value) for value in Token.objects.values_list()[0])
    assert text[20:] not in kept
    assert text not in repr(token) + str(token)
    assert token.digest not in repr(token) + str(token)
    assert timedelta(364) < token.expiry - timezone.now() < timedelta(366)
    assert text not in command(list=True)


@pytest.mark.parametrize(
    ("name", "options", "says"),
    [
        (
            "app",
            {"scope": ["fly"]},
            "There is no scope fly. Scopes are read, articles:",
        ),
        ("app", {"scope": ["articles:read"]}, "needs a --user"),
        ("app", {"scope": ["read"], "user": "nobody"}, "no active user nobody"),
        ("app", {"scope": ["read"], "expires": "soon"}, "--expires is"),
        ("app", {"scope": ["read"], "expires": "2100-01-31T15:00"}, "--expires is"),
        ("app", {"scope": ["read"], "expires": "99999d"}, None),
        ("app", {"scope": ["read"], "expires": "2001-01-01"}, "in the past"),
        ("app", {"scope": ["read"], "expires": "9999999d"}, "--expires is"),
        ("app", {}, "at least one --scope"),
        ("", {"scope": ["read"]}, "Give a NAME"),
        ("x" * 41, {"scope": ["read"]}, "40"),
        ("taken", {"scope": ["read"]}, "already exists"),
    ],
)
def test_issue_token__says_what_is_wrong(name, options, says):
    command("taken", scope=["read"])
    if says is None:
        assert command(name, **options)
        return
    with pytest.raises(CommandError, match=re.escape(says)):
        command(*([name] if name else []), **options)
    assert Token.objects.count() == 1


@pytest.mark.parametrize("scope", [scope for scope in OPENS if scope != "read"])
def test_issue_token__only_what_the_role_allows(scope):
    allowed = {role for role, held in ROLES.items() if OPENS[scope] & held}
    assert allowed, "a scope that no role has"
    for role in ROLES:
        user = make_user(role)
        if role in allowed:
            assert issue_token(f"{role}", [scope], user=user)
        else:
            with pytest.raises(ValidationError, match=f"does not allow {scope}"):
                issue_token(f"{role}", [scope], user=user)
    assert Token.objects.count() == len(allowed)


def test_token__of_the_desk_has_a_user_in_the_database_too():
    with pytest.raises(IntegrityError), transaction.atomic():
        Token.objects.bulk_create(
            [Token(digest="x", name="x", scopes=["articles:read"])]
        )


def test_token__is_found_by_its_text_alone(django_assert_num_queries):
    text = issue_token("app", ["read"])
    with django_assert_num_queries(1):
        assert find_token(digest_of(text)).name == "app"
    with django_assert_num_queries(0):
        for wrong in ("", "nr", text[3:], f"nr_{'ä' * 64}", f"nr_{'0' * 10_000}"):
            assert find_token(digest_of(wrong)) is None
    assert (
        find_token(digest_of(f"{text[:-1]}{'0' if text[-1] != '0' else '1'}")) is None
    )
    assert find_token(digest_of(text.upper())) is None


def test_token__ends_at_once():
    user = make_user("editor")
    text = issue_token("app", ["articles:read"], user=user)
    client = bearer(text)
    assert client.get(DESK).status_code == 200
    Token.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    assert client.get(DESK).status_code == 401
    Token.objects.update(expiry=None)
    assert client.get(DESK).status_code == 200
    type(user).objects.update(is_active=False)
    assert client.get(DESK).status_code == 401
    type(user).objects.update(is_active=True)
    assert command(revoke="app") == "app is revoked."
    assert client.get(DESK).status_code == 401
    with pytest.raises(CommandError, match="no token app"):
        command(revoke="app")


def test_token__may_no_more_than_its_user_now():
    user = make_user("publisher")
    client = bearer(issue_token("app", ["articles:publish"], user=user))
    article = make_article("approved")
    user.groups.clear()
    assert client.get(f"{DESK}{article.pk}/").status_code == 404


def test_token__scopes_hold_whatever_the_role(client):
    text = issue_token("app", ["articles:read"], user=make_user("publisher"))
    article = make_article("approved")
    answer = bearer(text).post(
        f"{DESK}{article.pk}/transitions/",
        {"step": "publish"},
        content_type="application/json",
        headers={"if-match": "*"},
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "insufficient_scope")
    assert 'scope="articles:publish"' in answer["WWW-Authenticate"]
    article.refresh_from_db()
    assert article.status == "approved"


def test_token__without_a_user_is_refused_at_the_desk():
    answer = bearer(issue_token("app", ["read"])).get(DESK)
    assert (answer.status_code, answer.json()["code"]) == (403, "insufficient_scope")
    assert answer["Content-Type"] == "application/problem+json"


def test_token__acts_in_its_users_name_and_its_own():
    user = make_user("editor")
    text = issue_token("bot", ["articles:review"], user=user)
    article = make_article()
    answer = bearer(text).post(
        f"{DESK}{article.pk}/transitions/",
        {"step": "submit"},
        content_type="application/json",
        headers={"if-match": "*"},
    )
    assert answer.status_code == 200
    event = article.events.first()
    assert (event.actor, event.user) == (f"{user.username} via bot", user)


def test_token__needs_no_csrf_token_and_beats_a_session():
    reporter, editor = make_user("reporter"), make_user("editor")
    text = issue_token("bot", ["articles:review"], user=editor)
    client = Client(enforce_csrf_checks=True)
    client.force_login(reporter)
    answer = client.post(
        f"{DESK}{make_article().pk}/transitions/",
        {"step": "submit"},
        content_type="application/json",
        headers={"if-match": "*", "authorization": f"Token {text}"},
    )
    assert answer.status_code == 200


def test_token__is_hidden_in_error_reports(rf):
    request = rf.get("/", headers={"authorization": "Bearer nr_secret"})
    shown = get_exception_reporter_filter(request).get_safe_request_meta(request)
    assert "nr_secret" not in str(shown)


def test_scopes__show_what_they_change():
    assert "articles.view_article" in permissions_of(["articles:publish"])
    assert "media.view_photo" in permissions_of(["photos:write"])
    assert permissions_of(["read", "unheard"]) == frozenset()
