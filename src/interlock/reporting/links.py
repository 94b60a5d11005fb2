"""Direction and addresses of what documents say."""

from __future__ import annotations

from urllib.parse import urlsplit

from interlock.reporting.bidi import mostly_rtl

_RTL_LANGUAGES = frozenset({"he", "yi", "ar", "fa", "ur"})


def direction(text: str, tag: str) -> str:
    """The `dir` of a text: a Hebrew sentence may begin with a Latin name, so its language decides before its letters."""
    return "rtl" if tag.partition("-")[0] in _RTL_LANGUAGES or mostly_rtl(text) else "auto"


def web_address(address: str) -> str | None:
    """The address where it is one that a browser may follow: http or https, nothing else."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None
