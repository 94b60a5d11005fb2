"""`interlock export`: what is known as files, for other tools and other ledgers."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from interlock.cli.codes import OK
from interlock.cli.options import ATLAS, LEDGER, QUIET, filter_options, question_of, settings_of
from interlock.cli.output import OutputClosed, emit, width
from interlock.pipeline.answers import Horizon
from interlock.pipeline.export_formats import (
    BY_TABLE,
    FORMATS,
    FTM,
    GRAPHS,
    LAYERS,
    TABLES,
    ExportRequest,
    FactQuestion,
    FlowBasis,
    NetworkLayer,
    export_to,
    loss_json,
    loss_table,
)
from interlock.pipeline.exporting import export_ledger
from interlock.pipeline.network_question import BASES
from interlock.pipeline.whole_files import write_whole
from interlock.vocabulary import Status

_OUTPUT = click.Path(path_type=Path, allow_dash=True)
_FILTERS = (
    *("kinds", "statuses", "subject", "object_", "date_gte", "date_lte", "published_gte", "published_lte", "amount_gte"),
    *("currency", "languages", "document", "limit", "actor"),
)


@click.command("export")
@click.argument("path", type=_OUTPUT, metavar="[PATH]", required=False)
@click.option("--format", "form", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="The format.")
@click.option("-o", "--output", type=_OUTPUT, metavar="PATH", help="The file or folder to write, as PATH; - for standard output.")
@click.option("--actor", metavar="ACTOR", help="Facts in which ACTOR is a party, on whichever side.")
@click.option("--table", type=click.Choice(TABLES), help="Of csv and parquet: this table alone, as one file.")
@click.option(
    "--basis", type=click.Choice(BASES), default=None, help="Of gexf and graphml: which flows count. [default: announced]"
)
@click.option("--layer", type=click.Choice(LAYERS), default=None, help="Of gexf and graphml: what flows. [default: money]")
@click.option("--dataset", default="interlock", show_default=True, metavar="NAME", help="Of ftm: the name of the data set.")
@click.option(
    "--losses", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Of ftm: the loss report as JSON."
)
@click.option("--without-texts", is_flag=True, help="Of jsonl: leave out the texts of the documents, which may be others' work.")
@filter_options
@ATLAS
@LEDGER
@QUIET
def command(path: Path | None, form: str, output: Path | None, **given: Any) -> int:
    """Write what is known: everything as JSON Lines into the folder PATH, or facts in a format that other tools read.

    The same ledger gives the same bytes, whatever the order in which its documents were read. 'interlock import' reads jsonl,
    ftm, ftm-statements, csv and xlsx back.

    \b
    Examples:
      interlock export out/ --as-of 2025-10
      interlock export --format gexf --actor OpenAI -o openai.gexf
      interlock export --format ftm --losses losses.json > deals.ftm.json
      interlock export --format csv --table facts --status agreed
    """
    if path is not None and output is not None:
        raise click.UsageError("give the place once: as PATH or with -o")
    target = output if output is not None else path
    _check(form, given, target)
    settings = settings_of(ledger=given["ledger"], atlas=given["atlas"])
    if form == "jsonl":
        assert target is not None
        horizon = Horizon(given["as_of"], given["learned_by"])
        numbers, notes = export_ledger(settings.ledger, target, horizon, settings.atlas, with_texts=not given["without_texts"])
        _say([*notes, ", ".join(f"{number} {name}" for name, number in numbers.items()) + f" in {target}"], given["quiet"])
        return OK
    whole = None if target is None or str(target) == "-" else target
    made = export_to(settings.ledger, whole, _request(form, given), settings.atlas, _stream)
    if made.losses is not None and given["losses"] is not None:
        write_whole(given["losses"], loss_json(made.losses))
    lost = [loss_table(made.losses, width())] if made.losses is not None else []
    _say([*made.notes, *lost, f"{made.facts} facts as {form}" + (f" in {whole}" if whole else "")], given["quiet"])
    return OK


def _check(form: str, given: dict[str, Any], target: Path | None) -> None:
    if form == "jsonl":
        if target is None or str(target) == "-":
            raise click.UsageError("jsonl makes several files; name a folder")
        if any(given[name] for name in _FILTERS):
            raise click.UsageError("jsonl is the whole ledger; only --as-of and --learned-by narrow it down")
    if given["losses"] is not None and not given["losses"].absolute().parent.is_dir():
        raise click.UsageError(f"--losses: the folder {given['losses'].parent} does not exist")
    for name, forms in (
        ("table", BY_TABLE),
        ("basis", GRAPHS),
        ("layer", GRAPHS),
        ("losses", FTM),
        ("without_texts", ("jsonl",)),
    ):
        if given[name] and form not in forms:
            raise click.UsageError(f"--{name.replace('_', '-')} goes with --format {' or '.join(forms)}")
    if (target is None or str(target) == "-") and form in ("xlsx", "parquet") and sys.stdout.isatty():
        raise click.UsageError(f"{form} is no text for a terminal; name a file with -o")


def _request(form: str, given: dict[str, Any]) -> ExportRequest:
    graph = form in GRAPHS  # there the statuses choose the flows, as in 'loops'
    question = question_of(given | ({"statuses": ()} if graph else {}))
    return ExportRequest(
        form,
        FactQuestion(question),
        given["actor"],
        tuple(map(Status, given["statuses"])) if graph else (),
        FlowBasis(given["basis"]) if given["basis"] else FlowBasis.ANNOUNCED,
        NetworkLayer(given["layer"]) if given["layer"] else NetworkLayer.MONEY,
        given["table"],
        given["dataset"],
    )


def _stream(pieces: Iterable[str | bytes]) -> None:
    for piece in pieces:
        if isinstance(piece, str):
            emit([piece])
            continue
        try:
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise OutputClosed from None


def _say(lines: Iterable[str], quiet: bool) -> None:
    for line in () if quiet else lines:
        click.echo(line.rstrip("\n"), err=True)
