"""`interlock doctor`: is everything in order?"""

from __future__ import annotations

import json
from pathlib import Path

import click

from interlock.cli.codes import ERROR, OK
from interlock.cli.options import ATLAS, LEDGER, settings_of
from interlock.cli.output import emit
from interlock.pipeline.doctor import State, check_up, check_up_text


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines: one object for each check.")
@LEDGER
@ATLAS
def command(as_json: bool, ledger: Path | None, atlas: tuple[Path, ...]) -> int:
    """Check Python, SQLite, the data files and the ledger. Exits with 1 where something is wrong."""
    checks = check_up(settings_of(ledger=ledger, atlas=atlas))
    if as_json:
        records = ({"check": check.name, "state": str(check.state), "told": check.told} for check in checks)
        emit(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    else:
        emit([check_up_text(checks)])
    return ERROR if any(check.state is State.WRONG for check in checks) else OK
