"""Who may do what with a story at the desk: the rules of `articles.workflow`."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from articles.actions.recording import is_own
from articles.models import Article
from articles.workflow import CREATE, may_edit, may_place_photos
from media.actors import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Give who asks; somebody not logged in may do nothing."""
    user = request.user
    return Actor("") if isinstance(user, AnonymousUser) else Actor.of(user)


def may_edit_story(request: HttpRequest, article: Article | None) -> bool:
    """Say whether this person may change the whole draft, or start one (None)."""
    actor = actor_of(request)
    if article is None:
        return actor.has(CREATE)
    return may_edit(actor, article.status, is_own=is_own(article, actor))


class StoryPermissions:
    """Answers the admin's questions by the workflow's rules."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Allow whoever may start stories."""
        return may_edit_story(request, None)

    def has_change_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        """Allow whoever may change the text, or the photos, of this story."""
        if obj is None:
            return bool(request.user.has_perm("articles.view_article"))
        actor = actor_of(request)
        return may_place_photos(actor, obj.status, is_own=is_own(obj, actor))

    def has_delete_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        """Forbid it: stories are unpublished or killed."""
        return False
