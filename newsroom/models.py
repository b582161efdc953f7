"""The people who log in, and the tokens of their programs."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from knox.models import AbstractAuthToken


class User(AbstractUser):
    """Somebody of the newsroom; what they may do follows from their groups."""


class Token(AbstractAuthToken):  # type: ignore[misc]  # knox has no types
    """A key of a program, kept as a hash; its text was shown once.

    `scopes` bound what it opens, and its user's role bounds it further. One without a
    user opens nothing but delivery.
    """

    name: models.CharField = models.CharField(max_length=40, unique=True)
    scopes: ArrayField = ArrayField(models.CharField(max_length=40))
    user: models.ForeignKey[User | None] = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(scopes__contained_by=["read"]),
                name="desk_token_has_a_user",
            )
        ]

    def __str__(self) -> str:
        return str(self.name)
