"""How often one address or token may ask: counters of a fixed window each."""

from __future__ import annotations

import re
import time
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

Rate = tuple[int, int]
"""So many requests in so many seconds."""
_INNER = tuple(
    map(
        ip_network,
        ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
         "100.64.0.0/10", "169.254.0.0/16", "::1/128", "fc00::/7", "fe80::/10"),
    )
)  # fmt: skip

# As some proxies write it: 192.0.2.1:4711, [2001:db8::1]:4711, [2001:db8::1].
_WITH_PORT = re.compile(r"(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+))(?::[0-9]{1,5})?")


def spend(what: str, who: str, rate: Rate | None) -> int:
    """Count one request; give the seconds to wait, 0 where it is within the rate."""
    if rate is None:
        return 0
    most, seconds = rate
    window, passed = divmod(int(time.time()), seconds)
    key = f"limit:{what}:{who}:{window}"
    if cache.add(key, 1, timeout=seconds):
        return 0 if most else seconds - passed
    try:
        count = cache.incr(key)
    except ValueError:  # dropped meanwhile, as too many others were counted
        return 0
    return 0 if count <= most else seconds - passed


def wait_of(what: str, who: str, rate: Rate | None) -> int:
    """Give the seconds to wait, without counting."""
    if rate is None:
        return 0
    most, seconds = rate
    window, passed = divmod(int(time.time()), seconds)
    count = cache.get(f"limit:{what}:{who}:{window}", 0)
    return 0 if count < most else seconds - passed


def address_of(request: HttpRequest) -> str:
    """Give what the client's address is counted by, or nothing where nobody counts.

    X-Forwarded-For counts only as far as TRUSTED_PROXIES wrote it. Without any, an
    address of this machine or an inner network is that of a proxy nobody told us of,
    behind which all readers stand.
    """
    text = request.META.get("REMOTE_ADDR", "")
    proxies = settings.TRUSTED_PROXIES
    if proxies:
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        text = (hops[-proxies].strip() if len(hops) >= proxies else "") or text
    return _counted(text, with_inner=bool(proxies))


@lru_cache(maxsize=4096)
def _counted(text: str, *, with_inner: bool) -> str:
    """Give the address in one spelling; an IPv6 client has its whole /64."""
    if found := _WITH_PORT.fullmatch(text):
        text = found[1] or found[2]
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if not with_inner and any(address in network for network in _INNER):
        return ""
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False).network_address)
    return str(address)
