"""The front page: what the ledger holds, the largest deals by status, what is new, what is disputed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from fastapi import APIRouter, Request, Response

from interlock.ledger.horizon import Horizon
from interlock.network.flows import APART
from interlock.pipeline.changes import changes
from interlock.pipeline.fact_queries import list_disputes
from interlock.pipeline.queries import Question
from interlock.pipeline.snapshots import Snapshot
from interlock.reporting.fact_model import FactChange
from interlock.vocabulary import Dispute, Fact, Status
from interlock.web.asking import Ask, Asked
from interlock.web.filtering import deals_of, in_order, totals
from interlock.web.loops import loops_shown
from interlock.web.pages.deals import ends
from interlock.web.rendering import render
from interlock.web.visit import Site, Visit

router = APIRouter(include_in_schema=False)
MOST_COMPARED = 20_000
"""Claims in a ledger up to which the front page tells what the newest documents changed."""
LARGEST, CHANGES_SHOWN, DISPUTES_SHOWN, LOOPS_SHOWN, FAILURES_SHOWN = 6, 10, 4, 3, 50
_SHOWN = (Status.DONE, Status.AGREED, Status.PLANNED, None)
"""The groups of the largest deals; the last holds what is in no total."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a snapshot holds: documents behind facts, sentences by language, facts by kind, the last two days of publication."""

    documents: int
    languages: list[tuple[str, int]]
    kinds: list[tuple[str, int]]
    days: list[str]


def _counted(snapshot: Snapshot) -> Counted:
    rows = [row for fact in snapshot.known.facts for row in fact.support]
    return Counted(
        len({row.document for row in rows}),
        Counter(snapshot.languages.values()).most_common(),
        Counter(str(fact.kind) for fact in snapshot.known.facts).most_common(),
        sorted({row.said for row in rows if row.said})[-2:],
    )


@router.get("/")
def overview(request: Request, asked: Ask[Asked]) -> Response:
    """The front page."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        deals = deals_by_size(visit.snapshot)
        groups = [
            (status, [(fact, *ends(fact)) for fact in islice((f for f in deals if _belongs(f.status, status)), LARGEST)])
            for status in _SHOWN
        ]
        shown = loops_shown(visit, visit.snapshot_question())
        counted = counts(visit.snapshot)
        return render(
            visit,
            "overview.html.j2",
            documents=counted.documents,
            counts=visit.snapshot.counts,
            deals=len(deals),
            groups=[(status, rows) for status, rows in groups if rows],
            totals=totals(visit, deals),
            changes=newest(visit),
            disputes=disputes(visit.snapshot)[:DISPUTES_SHOWN],
            loops=shown.loops.loops[:LOOPS_SHOWN],
            loops_total=len(shown.loops.loops),
            languages=counted.languages,
            kinds=counted.kinds,
            failures=list(visit.view.failures(FAILURES_SHOWN)),
        )


def _belongs(status: Status, group: Status | None) -> bool:
    return status in APART if group is None else status is group


def deals_by_size(snapshot: Snapshot) -> list[Fact]:
    """The deals, the largest first."""
    return snapshot.answer("deals", lambda: in_order(deals_of(snapshot.known.facts), "-amount"))


def counts(snapshot: Snapshot) -> Counted:
    """What the snapshot holds."""
    return snapshot.answer("counted", lambda: _counted(snapshot))


def disputes(snapshot: Snapshot) -> list[Dispute]:
    """The disputes, those of most origins first."""
    return snapshot.answer("disputes", lambda: list_disputes(snapshot.known, Question())[0])


def newest(visit: Visit) -> list[FactChange]:
    """What the last documents changed: the state now against that of the day before the newest publication.

    Nothing where that state is still being worked out (the page shows it the next time), nor in a ledger so large that working
    it out would keep the server busy.
    """
    days = counts(visit.snapshot).days
    if len(days) < 2 or visit.snapshot.counts.claims > MOST_COMPARED:
        return []
    before = visit.site.snapshots.as_of(Horizon(said=days[0], learned=visit.horizon.learned), patience=0.05)
    if before is None:
        return []

    def made() -> list[FactChange]:
        return changes(before.known, visit.snapshot.known)[:CHANGES_SHOWN]

    return visit.snapshot.answer(("newest", days[0]), made)
