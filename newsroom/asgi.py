"""The door for ASGI servers."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

from newsroom.checks import refuse_wrong_settings
from newsroom.postgres import start_if_needed

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
refuse_wrong_settings()
start_if_needed()
application = get_asgi_application()
