"""`interlock languages`: the language files, what they cover, and what is wrong with one."""

from __future__ import annotations

import json

import click

from interlock.cli.codes import ERROR, OK
from interlock.cli.output import emit
from interlock.pipeline.languages import inspect_languages, inspection_record, inspection_text, languages_text


@click.command("languages")
@click.argument("action", type=click.Choice(["list", "check"]))
@click.argument("names", nargs=-1, metavar="[LANGUAGE]...")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines: one object for each language.")
def command(action: str, names: tuple[str, ...], as_json: bool) -> int:
    """List the language files, or check some: every fault with file and line, else what the file covers.

    A LANGUAGE is the code of a shipped language or a file NAME.yaml; without one, all shipped ones are meant. Exits
    with 1 where a file has a fault.

    \b
    Examples:
      interlock languages list
      interlock languages check fr
      interlock languages check my/pt.yaml --json
    """
    try:
        inspections = list(inspect_languages(names))
    except KeyError as error:
        raise click.BadParameter(str(error.args[0])) from None
    if as_json:
        emit(json.dumps(inspection_record(inspection), ensure_ascii=False) + "\n" for inspection in inspections)
    elif action == "list":
        emit([languages_text(inspections)])
    else:
        emit(["\n".join(inspection_text(inspection) for inspection in inspections)])
    return ERROR if any(inspection.faults for inspection in inspections) else OK
