"""The API's own pages: its description for people at /docs, whether the server lives and is ready."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, JSONResponse, Response

from interlock.web.rendering import plain_page
from interlock.web.visit import Site

router = APIRouter(include_in_schema=False)
_CHINESE = Path(str(files("interlock.reporting"))) / "plots" / "data" / "InterlockSansCJK.otf"


@router.get("/docs")
def documentation() -> Response:
    """The description of the API, to be tried out in the browser; all its parts are shipped."""
    return plain_page("docs.html.j2")


@router.get("/healthz")
def alive() -> JSONResponse:
    """The server lives."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
def ready(request: Request) -> JSONResponse:
    """The server has read its ledger and can answer."""
    site: Site = request.app.state.site
    if site.snapshots.current(0.0) is None:
        return JSONResponse({"status": "starting", "problem": site.snapshots.problem}, 503, {"Retry-After": "1"})
    return JSONResponse({"status": "ready"})


@router.get("/fonts/chinese.otf")
def chinese() -> FileResponse:
    """The font of Chinese characters that the pictures use too."""
    return FileResponse(_CHINESE, media_type="font/otf", headers={"Cache-Control": "max-age=86400"})
