"""What stands behind a number: facts with their claims, quotes, origins, history, disputes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interlock.pipeline.fact_queries import NoSuchFact, fact_tree
from interlock.pipeline.knowledge import Knowledge
from interlock.reporting.fact_model import FactTree
from interlock.vocabulary import Judged, Verdict
from interlock.vocabulary.judgement import standing


def evidence_rows(known: Knowledge, facts: Iterable[str]) -> Iterator[FactTree]:
    """The tree of each fact that there is; ids of no fact are passed over."""
    for identity in facts:
        try:
            yield fact_tree(known, identity)
        except NoSuchFact:
            continue


def judged_wrong(known: Knowledge) -> frozenset[str]:
    """Claims that a person holds to be wrong readings."""
    return frozenset(
        row.left for row in standing(known.view.judgements()) if row.about is Judged.CLAIM and row.verdict is Verdict.WRONG
    )
