"""Signs of life of the workers, by which operators see that one runs."""

from __future__ import annotations

import os
import socket
from datetime import timedelta

from django.utils import timezone

from articles.models import WorkerBeat

_FORGOTTEN_AFTER = timedelta(days=1)


def beat() -> int:
    """Note that this process is at work; the rows of those long gone are dropped."""
    now = timezone.now()
    worker = f"{socket.gethostname()[:100]}:{os.getpid()}"
    WorkerBeat.objects.update_or_create(worker=worker, defaults={"at": now})
    WorkerBeat.objects.filter(at__lt=now - _FORGOTTEN_AFTER).delete()
    return 0
