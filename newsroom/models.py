"""The people who log in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody of the newsroom; what they may do follows from their groups."""
