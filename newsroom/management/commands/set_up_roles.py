"""Make the roles' groups hold exactly the permissions that `newsroom.roles` names."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat

from newsroom.roles import ROLES


class Command(BaseCommand):
    """Write one group per role; safe to run again."""

    help = "Makes a group for each role and gives it the role's permissions."

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        """Apply every role."""
        for role, names in ROLES.items():
            held = Permission.objects.annotate(
                qualified=Concat("content_type__app_label", Value("."), "codename")
            ).filter(qualified__in=names)
            if missing := names - {permission.qualified for permission in held}:
                raise CommandError(
                    f"Run migrate first: no permission {', '.join(sorted(missing))}."
                )
            Group.objects.get_or_create(name=role)[0].permissions.set(held)
            self.stdout.write(f"{role}: {len(names)} permissions")
