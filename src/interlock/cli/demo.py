"""`interlock demo`: see it work."""

from __future__ import annotations

from pathlib import Path

import click

from interlock.cli.codes import OK, SOME_FAILED
from interlock.cli.messages import Messages
from interlock.cli.options import READER, settings_of
from interlock.cli.output import colour, emit, width
from interlock.pipeline.demo import begin_afresh, demo_pieces, read_demo


@click.command("demo")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default="demo-output",
    show_default=True,
    metavar="FOLDER",
    help="Where the demo's ledger and report go.",
)
@READER
def command(folder: Path, reader: str | None) -> int:
    """Read the shipped articles in four languages and show what is found.

    It leaves a ledger and a self-contained HTML report in FOLDER, and touches nothing else.
    """
    from interlock.web.report import write_report

    messages = Messages(quiet=False, verbose=False)
    ledger, report = begin_afresh(folder)
    run = read_demo(ledger, settings_of(ledger=ledger, reader=reader), messages.progress, messages.failure)
    messages.clear()
    emit(demo_pieces(ledger, width(), colour()))
    write_report(ledger, report, "Interlock demo: what the shipped articles say")
    emit(
        [
            f"\nRead in {run.seconds:.1f} s. The report: {report}    The ledger: {ledger}\n\n"
            "Try next:\n"
            f"  interlock deals --ledger {ledger} --from OpenAI\n"
            f"  interlock claims --ledger {ledger} --language he\n"
            f"  interlock serve --ledger {ledger}        the same as pages\n"
            f"  interlock loops --ledger {ledger}\n"
            f"  interlock stress funding-stop --ledger {ledger}\n"
            f"  interlock read FOLDER && interlock deals        your own articles\n",
        ]
    )
    return SOME_FAILED if run.failed else OK
