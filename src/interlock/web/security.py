"""Who may ask, and what a page may do: hosts, the token, headers, the mark that a form comes from our own page."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from interlock.pipeline.listening import is_local

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
TOKEN_COOKIE, VISITOR_COOKIE = "interlock_token", "interlock_visitor"


@dataclass(frozen=True)
class Guard:
    """The rules of one server. Without a token only this machine may ask, by a name that means this machine: a page of another
    site that points a name of its own here (DNS rebinding) is refused. With one, everybody who has it may."""

    token: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def knows_host(self, header: str | None) -> bool:
        """Whether the Host header is one that we answer to."""
        if self.token is not None:
            return True
        try:
            host = urlsplit(f"//{header or ''}").hostname or ""
        except ValueError:
            return False
        return is_local(host)

    def admits(self, given: str | None) -> bool:
        """Whether the token that came with a request is the right one; always where none is set."""
        return self.token is None or (given is not None and hmac.compare_digest(given.encode(), self.token.encode()))

    def form_token(self, visitor: str) -> str:
        """What a form of ours carries for this visitor: nobody else can make it."""
        return hmac.new(self.secret, visitor.encode(), hashlib.sha256).hexdigest()

    def is_our_form(self, visitor: str | None, given: str | None, origin: str | None, host: str | None, site: str | None) -> bool:
        """Whether a form was sent from a page of ours: its token, and what the browser says of where it comes from."""
        if not visitor or not given or not hmac.compare_digest(given.encode(), self.form_token(visitor).encode()):
            return False
        if site is not None and site not in ("same-origin", "none"):
            return False
        return origin is None or origin in (f"http://{host}", f"https://{host}")


def new_visitor() -> str:
    """A fresh, unguessable name for a visitor."""
    return secrets.token_urlsafe(24)


def new_token() -> str:
    """A fresh token for a server."""
    return secrets.token_urlsafe(24)
