"""Language and appearance, kept in the visitor's browser."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from interlock.web.visit import LANGUAGE_COOKIE, THEME_COOKIE, THEMES
from interlock.web.wording import LANGUAGES

router = APIRouter(include_in_schema=False)
_YEAR = 365 * 24 * 3600


@router.get("/look")
def look(back: str = "/", language: str | None = None, theme: str | None = None) -> Response:
    """Keep what was chosen, and go back to the page of ours that it was chosen on."""
    response = RedirectResponse(own_path(back), 303)
    if language is not None and language in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, language, _YEAR, samesite="lax")
    if theme is not None and theme in THEMES:
        response.set_cookie(THEME_COOKIE, theme, _YEAR, samesite="lax")
    return response


def own_path(address: str) -> str:
    """The address where it is a path on this server, else the front page: a link may not lead away from here.

    A browser passes over control characters and reads a backslash as a slash, so neither may stand in it.
    """
    plain = address.isprintable() and "\\" not in address
    return address if plain and address.startswith("/") and not address.startswith("//") else "/"
