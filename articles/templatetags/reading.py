"""Filters of the reader pages: stored HTML, addresses of ours, times."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from articles.markup import clean_block_html, clean_inline

register = template.Library()


@register.filter
def inline_html(html: str) -> SafeString:
    """Give stored inline HTML, cleaned once more on its way out."""
    return mark_safe(clean_inline(html))  # noqa: S308 - that is what cleaning is for


@register.filter
def block_html(html: str) -> SafeString:
    """Give stored block HTML, cleaned once more on its way out."""
    return mark_safe(clean_block_html(html))  # noqa: S308 - that is what cleaning is for


@register.filter
def local(url: str) -> str:
    """Give an address of ours without its site, so that any host may serve the page."""
    is_ours = url.startswith(f"{settings.SITE_URL}/")
    return url.removeprefix(settings.SITE_URL) if is_ours else url


@register.filter
def moment(text: str | None) -> datetime | None:
    """Give the time that a document says."""
    return datetime.fromisoformat(text) if text else None
