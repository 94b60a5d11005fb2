"""The HTML report of a ledger."""

from __future__ import annotations

import os
from collections import Counter
from errno import ENOENT
from itertools import islice
from pathlib import Path

from interlock.ledger import ClaimFilter, LedgerView
from interlock.pipeline.queries import document_row, list_deals
from interlock.reporting import Report, html_report

DEALS_SHOWN = 300
DOCUMENTS_SHOWN = 1000
FAILURES_SHOWN = 200


def build_report(view: LedgerView, title: str, made: str) -> Report:
    """What the report of this ledger shows."""
    counts, kinds, languages, readers = view.counts(), Counter[str](), Counter[str](), dict[str, None]()
    for claim in view.claims():
        kinds[str(claim.kind)] += 1
        languages[claim.evidence.language] += 1
        readers[claim.reader] = None
    deals = list_deals(view, ClaimFilter())
    return Report(
        title=title,
        made=made,
        documents_total=counts.documents,
        claims_total=counts.claims,
        deals_total=len(deals),
        actors_total=counts.actors,
        failures_total=counts.failures,
        readers=tuple(readers),
        languages=tuple(languages.most_common()),
        kinds=tuple(kinds.most_common()),
        deals=tuple(deals[:DEALS_SHOWN]),
        documents=tuple(map(document_row, view.documents(DOCUMENTS_SHOWN))),
        failures=tuple((failure.address, failure.reason) for failure in islice(view.failures(), FAILURES_SHOWN)),
    )


def write_report(ledger: Path, target: Path, title: str, made: str) -> None:
    """Write the report of the ledger to `target`: whole, or not at all. Raises FileNotFoundError for a folder that is missing."""
    if not target.absolute().parent.is_dir():
        raise FileNotFoundError(ENOENT, "No such folder", str(target.parent))
    with LedgerView(ledger) as view:
        page = html_report(build_report(view, title, made))
    write_whole(target, page)


def write_whole(target: Path, content: str | bytes) -> None:
    """Write a file whole, or not at all; a text in UTF-8."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
