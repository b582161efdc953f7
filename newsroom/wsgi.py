"""The door for WSGI servers such as gunicorn."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from newsroom.checks import refuse_wrong_settings
from newsroom.postgres import start_if_needed

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
refuse_wrong_settings()
start_if_needed()
application = get_wsgi_application()
