"""Judgements on the pages: the open pairs, the log, and the only forms that write."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from interlock.ledger.filters import is_id_prefix
from interlock.pipeline.answers_judging import open_candidates
from interlock.pipeline.judging import judge, judged_wrong, undo
from interlock.pipeline.resolving import resolve_ledger
from interlock.reporting.fact_model import SHORT_ID
from interlock.vocabulary import Judged, Verdict
from interlock.web.asking import Ask, Asked
from interlock.web.pages.look import own_path
from interlock.web.rendering import render
from interlock.web.visit import NAME_COOKIE, NotFound, Site, visitor_of

router = APIRouter(include_in_schema=False)
MOST_PAIRS, MOST_LOGGED, LONGEST = 30, 200, 500
_YEAR = 365 * 24 * 3600
Word = Annotated[str, Form(max_length=LONGEST)]


@router.get("/judge")
def judgements(request: Request, asked: Ask[Asked]) -> Response:
    """The open pairs and the log."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        log = visit.view.judgements()
        undone = {row.undoes for row in log if row.undoes}
        ledger = site.snapshots.ledger
        pairs = visit.snapshot.answer(("pairs", len(log)), lambda: open_candidates(ledger, site.atlas, MOST_PAIRS))
        return render(
            visit,
            "judge.html.j2",
            pairs=pairs,
            log=list(reversed(log))[:MOST_LOGGED],
            undone=undone,
            saved=request.query_params.get("saved") == "1",
            short=SHORT_ID,
        )


@router.get("/judge/wrong")
def ask_wrong(request: Request, asked: Ask[Asked], claim: str, back: str = "/judge") -> Response:
    """The form that says that a claim is a wrong reading of its sentence."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        matches = visit.view.match(claim.lower()) if is_id_prefix(claim) else []
        told = visit.view.claim(matches[0].id) if len(matches) == 1 else None
        if told is None:
            raise NotFound(f"no claim has the id {claim[:64]}")
        wrong = told.id in judged_wrong(visit.view)
        return render(visit, "wrong.html.j2", claim=told, short=matches[0].short, back=own_path(back), wrong=wrong)


@router.post("/judge")
def decide(
    request: Request,
    verdict: Annotated[Verdict, Form()],
    left: Word,
    who: Word,
    token: Word = "",
    right: Word = "",
    about: Annotated[Judged | None, Form()] = None,
    why: Word = "",
    back: Word = "/judge",
) -> Response:
    """Add a judgement, let the facts follow it, and go back."""
    site = _allowed(request, token)
    name = who.strip()
    if not name:
        raise HTTPException(400, "a judgement needs the name of who judges")
    other = left if verdict is Verdict.WRONG else right
    try:
        judge(site.snapshots.ledger, verdict, left, other, name, why.strip(), about)
    except ValueError as error:
        raise HTTPException(400, str(error)) from None
    return _followed(site, back, name)


@router.post("/judge/undo")
def take_back(request: Request, judgement: Word, who: Word, token: Word = "", why: Word = "", back: Word = "/judge") -> Response:
    """Take a judgement back by a further row."""
    site = _allowed(request, token)
    name = who.strip()
    if not name:
        raise HTTPException(400, "a judgement needs the name of who judges")
    undo(site.snapshots.ledger, judgement, name, why.strip())
    return _followed(site, back, name)


def _allowed(request: Request, token: str) -> Site:
    site: Site = request.app.state.site
    headers = request.headers
    ours = site.guard.is_our_form(
        visitor_of(request), token, headers.get("origin"), headers.get("host"), headers.get("sec-fetch-site")
    )
    if site.read_only or not ours:
        raise HTTPException(403, "this form has expired, comes from another page, or this server is read-only")
    return site


def _followed(site: Site, back: str, name: str) -> Response:
    resolve_ledger(site.snapshots.ledger, site.atlas)
    site.snapshots.refresh()
    address = own_path(back)
    joint = "&" if "?" in address else "?"
    response = RedirectResponse(f"{address}{joint}saved=1", 303)
    response.set_cookie(NAME_COOKIE, name.encode("ascii", "ignore").decode()[:80], _YEAR, samesite="lax")
    return response
