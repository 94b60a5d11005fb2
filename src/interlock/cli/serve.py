"""`interlock serve`: the web app on this machine."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from interlock.cli.options import ATLAS, LEDGER, QUIET, settings_of


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="Where to listen.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free port.")
@click.option(
    "--token",
    metavar="TEXT",
    help="What others must know to be let in; needed to listen beyond this machine. 'auto' makes one.",
    envvar="INTERLOCK_TOKEN",
)
@click.option("--read-only", is_flag=True, help="No judgements from the pages.")
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@LEDGER
@ATLAS
@QUIET
def command(
    host: str,
    port: int,
    token: str | None,
    read_only: bool,
    open_browser: bool,
    ledger: Path | None,
    atlas: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Show the ledger as pages on this machine: the map, deals, loops, stress tests, each number with its sentences.

    The pages follow the ledger while it is written. The API is described at /docs.

    \b
    Examples:
      interlock serve                       then open http://127.0.0.1:8765/
      interlock serve --ledger demo-output/demo.db --open
      interlock serve --host 0.0.0.0 --token auto --read-only
    """
    from interlock.web.security import new_token
    from interlock.web.serving import serve

    settings = settings_of(ledger=ledger, atlas=atlas)

    def started(address: str) -> None:
        if not quiet:
            click.echo(f"Interlock serves {settings.ledger} at {address} (Ctrl-C stops it)", err=True)
        if open_browser:
            webbrowser.open(address)

    serve(
        settings.ledger,
        host=host,
        port=port,
        token=new_token() if token == "auto" else token,
        read_only=read_only,
        atlas=settings.atlas,
        started=started,
    )
