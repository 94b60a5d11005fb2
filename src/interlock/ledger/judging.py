"""Judgements: rows that are only ever added. Undoing one adds another row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from interlock.ledger.connection import open_for_writing, writing
from interlock.vocabulary import Judged, Judgement, Verdict

_COLUMNS = "id, about, left, right, verdict, who, at, why, undoes"
JUDGEMENTS = f"SELECT {_COLUMNS} FROM judgements ORDER BY place"  # noqa: S608 - no value in it
UNRESOLVED_JUDGEMENTS = f"SELECT {_COLUMNS} FROM judgements WHERE resolved = 0 ORDER BY place"  # noqa: S608 - as above


def add_judgements(path: Path, judgements: Iterable[Judgement]) -> int:
    """Add judgements to the ledger at `path`; one that it holds already is passed over. Return how many are new."""
    with closing(open_for_writing(path)) as connection, writing(connection, path):
        return sum(
            connection.execute(
                f"INSERT INTO judgements ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",  # noqa: S608
                _row(judgement),
            ).rowcount
            for judgement in judgements
        )


def judgement_of(row: Sequence[Any]) -> Judgement:
    """The judgement in a row of the table."""
    identity, about, left, right, verdict, who, at, why, undoes = row
    return Judgement(identity.hex(), Judged(about), left, right, Verdict(verdict), who, at, why, undoes.hex() if undoes else None)


def _row(judgement: Judgement) -> tuple[object, ...]:
    return (
        bytes.fromhex(judgement.id),
        str(judgement.about),
        judgement.left,
        judgement.right,
        str(judgement.verdict),
        judgement.who,
        judgement.when,
        judgement.why,
        bytes.fromhex(judgement.undoes) if judgement.undoes else None,
    )
