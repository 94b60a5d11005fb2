"""Options of the verbs that ask the web."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from interlock.pipeline.web_asking import Web, archive_of
from interlock.vocabulary.document import is_web_address

F = TypeVar("F", bound=Callable[..., Any])


class _PathOrAddress(click.ParamType[Any]):
    """A file or folder that exists, '-', or a web address."""

    name = "path"
    _path = click.Path(exists=True, allow_dash=True, readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value as it is. Fails for a path that does not exist."""
        return value if isinstance(value, str) and is_web_address(value) else self._path.convert(value, param, ctx)


PATHS_AND_ADDRESSES = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=_PathOrAddress())


def web_options(command: F) -> F:
    """--archive, --offline, --allow-host, --delay and --contact."""
    options = [
        click.option(
            "--archive",
            type=click.Path(file_okay=False, path_type=Path),
            metavar="FOLDER",
            help="Where what is fetched is kept. [default: beside the ledger, NAME-archive]",
        ),
        click.option("--offline", is_flag=True, help="Fetch nothing; take what the archive holds."),
        click.option(
            "--allow-host",
            multiple=True,
            metavar="NAME",
            help="A host that may be asked though its address is not public: localhost:8000. May be given again.",
        ),
        click.option(
            "--delay",
            type=click.FloatRange(0, 3600),
            default=1.0,
            show_default=True,
            metavar="SECONDS",
            help="Between two requests to one host; more where its robots.txt asks for more.",
        ),
        click.option(
            "--contact",
            metavar="TEXT",
            help="A page or mailbox of yours, told to every host that is asked. [default: INTERLOCK_CONTACT]",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def web_of(
    ledger: Path, archive: Path | None, offline: bool, allow_host: tuple[str, ...], delay: float, contact: str | None
) -> Web:
    """How the web is to be asked, by these options and the environment."""
    contact = contact or os.environ.get("INTERLOCK_CONTACT") or None
    return Web(archive or archive_of(ledger), allow_host, contact, offline, {"delay": delay})
