"""What a token opens: its scopes, each a few permissions of its user's role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.models import AbstractUser
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from articles import workflow
from articles.errors import ScopeMissing
from media.actors import Actor

if TYPE_CHECKING:
    from rest_framework.views import APIView

READ = "read"
SEES_STORIES = "articles.view_article"
SEES_PHOTOS = "media.view_photo"

# What each scope is for; at least one of these permissions must be its user's.
OPENS: Mapping[str, frozenset[str]] = {
    READ: frozenset(),
    "articles:read": frozenset({SEES_STORIES}),
    "articles:write": frozenset(
        {workflow.CREATE, workflow.EDIT_OWN, workflow.EDIT_ANY, workflow.PLACE_PHOTOS,
         "articles.add_contributor"}
    ),
    "articles:review": frozenset({workflow.SUBMIT_OWN, workflow.REVIEW}),
    "articles:publish": frozenset({workflow.PUBLISH}),
    "photos:read": frozenset({SEES_PHOTOS}),
    "photos:write": frozenset({"media.add_photo", "media.change_photo"}),
}  # fmt: skip
# Whoever may change something may look at it.
_SEES = {"articles": SEES_STORIES, "photos": SEES_PHOTOS}


def permissions_of(scopes: Iterable[str]) -> frozenset[str]:
    """Give all that these scopes open, as permissions."""
    found: set[str] = set()
    for scope in scopes:
        found |= OPENS.get(scope, frozenset())
        if sight := _SEES.get(scope.partition(":")[0]):
            found.add(sight)
    return frozenset(found)


def actor_of(request: Request) -> Actor:
    """Give who asks; a token never may more than its user, nor than its scopes."""
    actor = Actor.of(cast("AbstractUser", request.user))
    token: Any = request.auth
    if token is None:
        return actor
    return actor.through(token.name, permissions_of(token.scopes))


def require(request: Request, *permissions: str) -> None:
    """Raise ScopeMissing where a token's scopes open none of these permissions."""
    token: Any = request.auth
    if token is None or permissions_of(token.scopes) & set(permissions):
        return
    scope = next(name for name in OPENS if OPENS[name] & set(permissions))
    raise ScopeMissing(f"The token needs the scope {scope}.", scope=scope)


class InScope(BasePermission):
    """Asks a token for what the view opens with this method."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Raise ScopeMissing where the scopes do not do; sessions have none."""
        opens: Mapping[str, tuple[str, ...]] = getattr(view, "opens", {})
        # Django answers HEAD by the method of GET.
        method = "GET" if request.method == "HEAD" else request.method or ""
        if wanted := opens.get(method):
            require(request, *wanted)
        return True
