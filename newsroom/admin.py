"""Who may log in, and the panels of the admin that need both apps."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from newsroom.models import User

admin.site.register(User, UserAdmin)
