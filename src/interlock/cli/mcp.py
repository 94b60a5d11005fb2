"""`interlock mcp`: the ledger as tools for language models."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import click

from interlock.cli.options import ATLAS, LEDGER, QUIET, settings_of
from interlock.vocabulary import InterlockError


@click.command("mcp")
@click.option("--http", "port", type=click.IntRange(0, 65535), metavar="PORT", help="Serve HTTP instead of standard input.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="Where to listen, with --http.")
@click.option(
    "--token",
    metavar="TEXT",
    envvar="INTERLOCK_TOKEN",
    help="With --http: clients send 'Authorization: Bearer TEXT'; needed to listen beyond this machine. 'auto' makes one.",
)
@LEDGER
@ATLAS
@QUIET
def command(port: int | None, host: str, token: str | None, ledger: Path | None, atlas: tuple[Path, ...], quiet: bool) -> None:
    """Serve the ledger to language models (Model Context Protocol): read-only tools, each answer with its sentences.

    A client starts it by itself and speaks over standard input and output; with --http it serves streamable HTTP at /mcp.

    \b
    Examples:
      claude mcp add interlock -- interlock mcp --ledger /data/interlock.db
      interlock mcp --http 8766
    """
    if find_spec("mcp") is None:
        raise InterlockError("'interlock mcp' needs the extra 'mcp': pip install 'interlock-ledger[mcp]'")
    from interlock.mcp.serving import serve_http, serve_stdio

    settings = settings_of(ledger=ledger, atlas=atlas)
    if port is None:
        if sys.stdin.isatty() and not quiet:
            click.echo("waiting for a client on standard input (Ctrl-C ends it); docs/mcp.md says how to add it to one", err=True)
        serve_stdio(settings.ledger, settings.atlas)
        return
    from secrets import token_urlsafe

    key = token_urlsafe(24) if token == "auto" else token

    def started(address: str) -> None:
        if not quiet:
            told = f" with Authorization: Bearer {key}" if key else ""
            click.echo(f"Interlock serves {settings.ledger} at {address}{told} (Ctrl-C stops it)", err=True)

    serve_http(settings.ledger, host=host, port=port, token=key, atlas=settings.atlas, started=started)
