"""`interlock bench`: the readers against gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from interlock.cli.codes import CHECK_FAILED, OK, SOME_FAILED
from interlock.cli.messages import Messages
from interlock.cli.options import ATLAS, SEVERAL_READERS, WORKERS, model_options, settings_of
from interlock.cli.output import emit
from interlock.pipeline.bench import run_bench
from interlock.pipeline.bench_report import bench_text, misses_text, write_picture

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _svg(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:  # noqa: ARG001
    if value is not None and value.suffix != ".svg":
        raise click.BadParameter(f"'{value}' does not end in .svg, the one form in which it is drawn")
    if value is not None and not value.absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder '{value.parent}'")
    return value


@click.command("bench")
@click.option("--gold-dir", type=_FOLDER, metavar="FOLDER", help="Gold files NAME.jsonl. [default: the shipped demo]")
@click.option("--text-dir", type=_FOLDER, metavar="FOLDER", help="Their texts, NAME*.txt.")
@click.option(
    "--passages",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="Labelled passages: a file, or a folder of .txt files. May be given again.",
)
@SEVERAL_READERS
@click.option(
    "--measure",
    type=click.Choice(["edges", "full", "family", "speech"]),
    default="edges",
    show_default=True,
    help="What --min-f1 looks at.",
)
@click.option("--min-f1", type=click.FloatRange(0, 1), metavar="X", help="Exit with 4 where the total F1 is below X.")
@click.option("--show", is_flag=True, help="List what was missed and what was wrong.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines: one object for each reader.")
@click.option(
    "--picture",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_svg,
    metavar="FILE.svg",
    help="Draw how far confidence can be believed.",
)
@model_options
@WORKERS
@ATLAS
def command(
    gold_dir: Path | None,
    text_dir: Path | None,
    passages: tuple[Path, ...],
    readers: tuple[str, ...],
    measure: str,
    min_f1: float | None,
    show: bool,
    as_json: bool,
    picture: Path | None,
    workers: int | None,
    atlas: tuple[Path, ...],
    **model: Any,
) -> int:
    """Measure precision, recall and F1 per language and kind against gold claims.

    \b
    Examples:
      interlock bench
      interlock bench --gold-dir gold/ --text-dir texts/ --min-f1 0.4
      interlock bench --passages corpus/passages/development --reader grammar --reader both
      interlock bench --reader both --reader llm --llm gpt-5-mini --llm-budget 2.00
    """
    if (gold_dir is None) != (text_dir is None):
        raise click.UsageError("--gold-dir and --text-dir stand together")
    messages = Messages(quiet=False, verbose=False)
    settings = settings_of(workers=workers, atlas=atlas, **model)
    names = tuple(dict.fromkeys(readers))
    benches = run_bench(settings, messages.failure, gold_dir, text_dir, passages=passages, names=names)
    if as_json:
        emit(json.dumps(bench.record(), ensure_ascii=False) + "\n" for bench in benches)
    else:
        emit([bench_text(benches), *(["\n" + misses_text(benches)] if show else [])])
    if picture:
        write_picture(benches, picture)
        click.echo(f"picture written to {picture}", err=True)
    reached = {bench.reader: bench.totals.measures[measure].f1 for bench in benches}
    low = [f"{reader}: {measure} F1 is {f1:.3f}, below {min_f1}" for reader, f1 in reached.items() if f1 < (min_f1 or 0)]
    for told in low:
        click.echo(told, err=True)
    return CHECK_FAILED if low else SOME_FAILED if messages.failed else OK
