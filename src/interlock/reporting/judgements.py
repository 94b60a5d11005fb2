"""The log of judgements as a table."""

from __future__ import annotations

from collections.abc import Sequence

from interlock.reporting.fact_model import SHORT_ID
from interlock.reporting.tables import Column, table
from interlock.vocabulary import Judged, Judgement


def judgements_text(rows: Sequence[Judgement], width: int) -> str:
    """Who judged what, when and why, in the order given; what was undone says so."""
    undone = {row.undoes for row in rows}
    columns = (
        Column("Id"),
        Column("When"),
        Column("Who", shrinks=True, least=6),
        Column("Verdict"),
        Column("About"),
        Column("Left", shrinks=True, least=10),
        Column("Right", shrinks=True, least=10),
        Column("Why", shrinks=True, least=10),
    )
    cells = [
        (
            row.id[:SHORT_ID],
            row.when[:16].replace("T", " "),
            row.who,
            f"undoes {row.undoes[:SHORT_ID]}" if row.undoes else f"{row.verdict}{' (undone)' if row.id in undone else ''}",
            str(row.about),
            *(side if row.about is Judged.ACTOR else side[:SHORT_ID] for side in (row.left, row.right)),
            row.why,
        )
        for row in rows
    ]
    return table(columns, cells, width)
