"""What stands behind a number: facts with their claims, quotes, origins, history, disputes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interlock.pipeline.fact_queries import NoSuchFact, fact_tree
from interlock.pipeline.knowledge import Knowledge
from interlock.reporting.fact_model import FactTree


def evidence_rows(known: Knowledge, facts: Iterable[str]) -> Iterator[FactTree]:
    """The tree of each fact that there is; ids of no fact are passed over."""
    for identity in facts:
        try:
            yield fact_tree(known, identity)
        except NoSuchFact:
            continue
