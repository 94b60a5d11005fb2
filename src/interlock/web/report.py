"""The report of a ledger: one HTML file with map, deals, loops, a stress test, disputes, every sentence; it needs no server."""

from __future__ import annotations

import json
from errno import ENOENT
from itertools import islice
from pathlib import Path

from fastapi import Request
from markupsafe import Markup

from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.snapshots import Snapshot, Snapshots
from interlock.pipeline.stressing import StressQuestion
from interlock.pipeline.whole_files import write_whole
from interlock.web.asking import StressAsked
from interlock.web.filtering import deals_of, in_order, totals
from interlock.web.flows import flow_records
from interlock.web.loops import loops_shown
from interlock.web.pages.deals import ends
from interlock.web.pages.network import map_words
from interlock.web.pages.overview import disputes
from interlock.web.pages.stress import actor_chart, stressed
from interlock.web.rendering import alone_page
from interlock.web.security import Guard
from interlock.web.standalone import joined_script
from interlock.web.visit import Site, Visit

DEALS_SHOWN, DOCUMENTS_SHOWN, FAILURES_SHOWN, LOOPS_SHOWN, DISPUTES_SHOWN = 300, 1000, 200, 40, 60
_SCENARIO = "openai-pays-40-percent"
_TEMPLATE = "report.html.j2"


def write_report(
    ledger: Path,
    target: Path,
    title: str,
    *,
    language: str = "en",
    horizon: Horizon = EVERYTHING,
    atlas: tuple[Path, ...] = (),
) -> None:
    """Write the report of the ledger to `target`: whole, or not at all. Raises FileNotFoundError for a folder that is missing."""
    if not target.absolute().parent.is_dir():
        raise FileNotFoundError(ENOENT, "No such folder", str(target.parent))
    with ResolvedView(ledger) as view:
        page = report_page(view, title, language, horizon, atlas)
    write_whole(target, page)


def report_page(
    view: ResolvedView, title: str, language: str = "en", horizon: Horizon = EVERYTHING, atlas: tuple[Path, ...] = ()
) -> str:
    """The report as the text of a page."""
    snapshot = Snapshot(view, horizon, atlas)
    site = Site(Snapshots(view.path, atlas), Guard(), atlas, read_only=True)
    visit = Visit(_request(language), site, snapshot, view, standalone=True)
    deals = in_order(deals_of(visit.known.facts), "-amount")
    question = visit.snapshot_question()
    loops = loops_shown(visit, question)
    tested = stressed(visit, StressAsked.model_validate({}), StressQuestion(_SCENARIO)).result
    record = flow_records(visit, question)
    return alone_page(
        visit,
        _TEMPLATE,
        scripts=(joined_script(),) if record["edges"] else (),
        title=title,
        network=Markup(_in_page(record)),
        words=Markup(_in_page(map_words(visit))),
        drawn=bool(record["edges"]),
        deals=[(fact, *ends(fact)) for fact in deals[:DEALS_SHOWN]],
        deals_total=len(deals),
        totals=totals(visit, deals),
        loops=loops.loops.loops[:LOOPS_SHOWN],
        chart=actor_chart(tested.actors, ()),
        tested=tested,
        disputes=disputes(visit.snapshot)[:DISPUTES_SHOWN],
        documents=list(islice(snapshot.documents.values(), DOCUMENTS_SHOWN)),
        documents_total=len(snapshot.documents),
        counts=snapshot.counts,
        failures=list(view.failures(FAILURES_SHOWN)),
        languages=len(set(snapshot.languages.values())),
    )


def _request(language: str) -> Request:
    """A request that nobody made: the report has no address."""
    query = f"lang={language}&export=html".encode()
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": query, "headers": []})


def _in_page(record: object) -> str:
    """JSON that can stand in a page: no text in it can end its element."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
