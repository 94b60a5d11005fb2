"""`interlock bench`: the readers against gold."""

from __future__ import annotations

import json
from pathlib import Path

import click

from interlock.cli.codes import CHECK_FAILED, OK, SOME_FAILED
from interlock.cli.messages import Messages
from interlock.cli.options import ATLAS, WORKERS, settings_of
from interlock.cli.output import emit
from interlock.pipeline.bench import bench_text, misses_text, run_bench

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("bench")
@click.option("--gold-dir", type=_FOLDER, metavar="FOLDER", help="Gold files NAME.jsonl. [default: the shipped demo]")
@click.option("--text-dir", type=_FOLDER, metavar="FOLDER", help="Their texts, NAME*.txt.")
@click.option(
    "--measure",
    type=click.Choice(["edges", "full", "family", "speech"]),
    default="edges",
    show_default=True,
    help="What --min-f1 looks at.",
)
@click.option("--min-f1", type=click.FloatRange(0, 1), metavar="X", help="Exit with 4 where the total F1 is below X.")
@click.option("--show", is_flag=True, help="List what was missed and what was wrong.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@WORKERS
@ATLAS
def command(
    gold_dir: Path | None,
    text_dir: Path | None,
    measure: str,
    min_f1: float | None,
    show: bool,
    as_json: bool,
    workers: int | None,
    atlas: tuple[Path, ...],
) -> int:
    """Measure precision, recall and F1 per language and kind against gold claims.

    \b
    Examples:
      interlock bench
      interlock bench --gold-dir gold/ --text-dir texts/ --min-f1 0.4
    """
    if (gold_dir is None) != (text_dir is None):
        raise click.UsageError("--gold-dir and --text-dir stand together")
    messages = Messages(quiet=False, verbose=False)
    bench = run_bench(settings_of(workers=workers, atlas=atlas), messages.failure, gold_dir, text_dir)
    if as_json:
        emit([json.dumps(bench.record(), ensure_ascii=False) + "\n"])
    else:
        emit([bench_text(bench), *(["\n" + misses_text(bench)] if show else [])])
    reached = bench.totals.measures[measure].f1
    if min_f1 is not None and reached < min_f1:
        click.echo(f"{measure} F1 is {reached:.3f}, below {min_f1}", err=True)
        return CHECK_FAILED
    return SOME_FAILED if messages.failed else OK
