"""Judgements: rows that are only ever added. Undoing one adds another row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from interlock.ledger.connection import open_for_writing, transaction
from interlock.ledger.errors import explained
from interlock.vocabulary import Judged, Judgement, Verdict

_COLUMNS = "id, about, left, right, verdict, who, at, why, undoes"


def add_judgements(path: Path, judgements: Iterable[Judgement]) -> int:
    """Add judgements to the ledger at `path`; one that it holds already is passed over. Return how many are new."""
    connection = open_for_writing(path)
    try:
        with transaction(connection):
            return sum(
                connection.execute(
                    f"INSERT INTO judgements ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",  # noqa: S608
                    _row(judgement),
                ).rowcount
                for judgement in judgements
            )
    except sqlite3.Error as error:
        raise explained(error, path) from error
    finally:
        connection.close()


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
