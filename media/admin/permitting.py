"""Who asks, as the actor that media's actions know."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from media.actors import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Give who asks; somebody not logged in may do nothing."""
    user = request.user
    return Actor("") if isinstance(user, AnonymousUser) else Actor.of(user)
