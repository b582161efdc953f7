"""Styles and scripts of a form whose import map must carry the page's nonce."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString
from js_asset import Media

register = template.Library()


@register.simple_tag(takes_context=True)
def media_with_nonce(context: dict[str, Any], media: Any) -> SafeString:
    """Render a form's media; the strict policy lets no other inline script run."""
    if not isinstance(media, Media):
        media = Media.from_media(media)
    nonce = str(context["request"].csp_nonce)
    return SafeString(media.with_nonce(nonce).render())
