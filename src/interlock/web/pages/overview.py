"""The front page: what the ledger holds, the largest deals by status, what is new, what is disputed."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from fastapi import APIRouter, Request, Response

from interlock.ledger.horizon import Horizon
from interlock.network.flows import APART
from interlock.pipeline.changes import changes
from interlock.pipeline.fact_queries import list_disputes
from interlock.pipeline.queries import Question
from interlock.reporting.fact_model import FactChange
from interlock.vocabulary import Dispute, Status
from interlock.web.asking import Ask, Asked
from interlock.web.filtering import deals_of, in_order, totals
from interlock.web.loops import loops_shown
from interlock.web.pages.deals import ends
from interlock.web.rendering import render
from interlock.web.visit import Site, Visit

router = APIRouter(include_in_schema=False)
LARGEST, CHANGES_SHOWN, DISPUTES_SHOWN, LOOPS_SHOWN, FAILURES_SHOWN = 6, 10, 4, 3, 50
_SHOWN = ((Status.DONE,), (Status.AGREED,), (Status.PLANNED,), tuple(APART))


@router.get("/")
def overview(request: Request, asked: Ask[Asked]) -> Response:
    """The front page."""
    site: Site = request.app.state.site
    with site.visit(request, asked.horizon) as visit:
        deals = visit.snapshot.answer("deals", lambda: in_order(deals_of(visit.known.facts), "-amount"))
        groups = [
            (statuses[0], [(fact, *ends(fact)) for fact in islice((f for f in deals if f.status in statuses), LARGEST)])
            for statuses in _SHOWN
        ]
        shown = loops_shown(visit, visit.snapshot_question())
        languages = Counter(visit.snapshot.languages.values())
        return render(
            visit,
            "overview.html.j2",
            documents=len({row.document for fact in visit.known.facts for row in fact.support}),
            counts=visit.snapshot.counts,
            deals=len(deals),
            groups=[(status, rows) for status, rows in groups if rows],
            totals=totals(visit, deals),
            changes=newest(visit),
            disputes=disputes(visit)[:DISPUTES_SHOWN],
            loops=shown.loops.loops[:LOOPS_SHOWN],
            loops_total=len(shown.loops.loops),
            languages=languages.most_common(),
            kinds=Counter(str(fact.kind) for fact in visit.known.facts).most_common(),
            failures=list(visit.view.failures(FAILURES_SHOWN)),
        )


def disputes(visit: Visit) -> list[Dispute]:
    """The disputes, those of most origins first."""
    return visit.snapshot.answer("disputes", lambda: list_disputes(visit.known, Question())[0])


def newest(visit: Visit) -> list[FactChange]:
    """What the last documents changed: the state now against that of the day before the newest publication.

    Nothing where that state is still being worked out; the page shows it the next time.
    """
    days = sorted({row.said for fact in visit.known.facts for row in fact.support if row.said})
    if len(days) < 2:
        return []
    before = visit.site.snapshots.as_of(Horizon(said=days[-2], learned=visit.horizon.learned), patience=0.05)
    if before is None:
        return []

    def made() -> list[FactChange]:
        return changes(before.known, visit.snapshot.known)[:CHANGES_SHOWN]

    return visit.snapshot.answer(("newest", days[-2]), made)
