"""The application: routes, guards, errors."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from interlock import __version__
from interlock.ledger.meant import vectors_made_by
from interlock.pipeline.snapshots import Snapshots
from interlock.vocabulary import InterlockError
from interlock.web import api, pages
from interlock.web.documentation import router as documentation
from interlock.web.rendering import STATIC, error_page
from interlock.web.security import HEADERS, TOKEN_COOKIE, VISITOR_COOKIE, Guard, new_visitor
from interlock.web.visit import NotFound, NotReady, Site, StillWorking
from interlock.web.warming import warmed

_LOG = logging.getLogger("interlock.web")
_YEAR = 365 * 24 * 3600
DESCRIPTION = """What an Interlock ledger holds: sourced claims, facts, the network of who funds, buys from, leases from, lends to
whom, its loops, and stress tests. Every answer carries the ids of its facts; `/api/v1/facts/{id}` gives the sentences.
The same questions on the command line give the same answers."""

Next = Callable[[Request], Awaitable[Response]]


def create_app(
    ledger: Path, *, atlas: tuple[Path, ...] = (), token: str | None = None, read_only: bool = False, guard: Guard | None = None
) -> FastAPI:
    """The application over one ledger. It follows the ledger while it runs, and writes nothing but judgements."""
    site = Site(Snapshots(ledger, atlas, warmed), guard or Guard(token), atlas, read_only)

    @asynccontextmanager
    async def following(_: FastAPI) -> AsyncIterator[None]:
        site.snapshots.start()
        threading.Thread(target=_warm_search, args=(ledger,), name="meaning", daemon=True).start()
        yield
        site.snapshots.close()

    app = FastAPI(
        title="Interlock", version=__version__, description=DESCRIPTION, lifespan=following, docs_url=None, redoc_url=None
    )
    app.state.site = site
    app.middleware("http")(_guarded)
    app.mount("/static", StaticFiles(directory=STATIC), "static")
    for router in (*pages.ROUTERS, *api.ROUTERS, documentation):
        app.include_router(router)
    app.add_exception_handler(NotReady, _not_ready)
    app.add_exception_handler(NotFound, _not_found)
    app.add_exception_handler(InterlockError, _refused)
    app.add_exception_handler(RequestValidationError, _misasked)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _failed)
    return app


def _warm_search(ledger: Path) -> None:
    """Load what a search by meaning needs, so that no visitor waits for it."""
    try:
        if vectors_made_by(ledger) is not None:
            from interlock.pipeline.meaning import warm_meaning

            warm_meaning(ledger)
    except InterlockError:
        return  # the snapshots tell what is wrong with the ledger


async def _guarded(request: Request, call_next: Next) -> Response:
    """Let in who may ask; give every answer its headers and every visitor a name."""
    site: Site = request.app.state.site
    if not site.guard.knows_host(request.headers.get("host")):
        return _with_headers(PlainTextResponse("This server answers to localhost only.\n", 421))
    given = _token_of(request)
    open_path = request.url.path in ("/healthz", "/readyz")
    if not open_path and not site.guard.admits(given):
        return _with_headers(error_page(request, 401, "error.token", None))
    request.state.visitor = visitor = request.cookies.get(VISITOR_COOKIE) or new_visitor()
    secure = request.url.scheme == "https"
    in_address = request.method == "GET" and not open_path and not _is_program(request) and "token" in request.query_params
    if site.guard.token is not None and in_address:
        return _with_headers(_let_in(request, site.guard.token, secure))
    response = await call_next(request)
    if visitor != request.cookies.get(VISITOR_COOKIE) and not open_path and not request.url.path.startswith("/static/"):
        response.set_cookie(VISITOR_COOKIE, visitor, _YEAR, httponly=True, samesite="strict", secure=secure)
    return _with_headers(response)


def _let_in(request: Request, token: str, secure: bool) -> Response:
    """The same address without the token, which the browser keeps: it must not stand in links that are passed on."""
    response = RedirectResponse(request.url.remove_query_params("token"), 303)
    response.set_cookie(TOKEN_COOKIE, token, _YEAR, httponly=True, samesite="lax", secure=secure)
    return response


def _token_of(request: Request) -> str | None:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and given:
        return given.strip()
    return request.query_params.get("token") or request.cookies.get(TOKEN_COOKIE)


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-cache")
    return response


def _is_program(request: Request) -> bool:
    return request.url.path.startswith("/api/")


async def _not_ready(request: Request, error: Exception) -> Response:
    if _is_program(request):
        return JSONResponse({"detail": str(error) or "this is being worked out; ask again"}, 503, {"Retry-After": "2"})
    if str(error):
        return error_page(request, 503, "error.bad", str(error))
    if isinstance(error, StillWorking):
        return error_page(request, 503, "error.working", None, again=True)
    key = "error.not_ready" if request.query_params.get("as_of") else "error.starting"
    return error_page(request, 503, key, None, again=True)


async def _not_found(request: Request, error: Exception) -> Response:
    if _is_program(request):
        return JSONResponse({"detail": str(error)}, 404)
    return error_page(request, 404, "error.not_found", str(error))


async def _refused(request: Request, error: Exception) -> Response:
    if _is_program(request):
        return JSONResponse({"detail": str(error)}, 400)
    return error_page(request, 400, "error.bad", str(error))


async def _misasked(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = [f"{'.'.join(str(part) for part in row['loc'][1:])}: {row['msg']}" for row in error.errors()]
    if _is_program(request):
        return JSONResponse({"detail": told}, 422)
    return error_page(request, 422, "error.bad", "; ".join(told)[:1000])


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if _is_program(request):
        return JSONResponse({"detail": error.detail}, error.status_code)
    key = {403: "error.forbidden", 404: "error.not_found"}.get(error.status_code, "error.bad")
    return error_page(request, error.status_code, key, str(error.detail))


async def _failed(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    if _is_program(request):
        return _with_headers(JSONResponse({"detail": "something failed in the program; its log says more"}, 500))
    return _with_headers(error_page(request, 500, "error.server", None))
