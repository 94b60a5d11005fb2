"""How the web is to be asked: what the command line and the settings say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from interlock.vocabulary import InterlockError


class WrongContact(InterlockError):
    """A contact cannot stand in a header."""


@dataclass(frozen=True, slots=True)
class Web:
    """`archive` is the folder for what is fetched; `allow` holds host names that need not be public; `contact` is told to all.

    `manners` are those of `reading.fetching.manners.Manners` that differ from the usual: pauses, bounds of size and time.
    Raises WrongContact.
    """

    archive: Path
    allow: tuple[str, ...] = ()
    contact: str | None = None
    offline: bool = False
    manners: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        told = self.contact
        if told is not None and not (told.isascii() and told.isprintable() and len(told) <= 200):
            raise WrongContact("the contact wants a page or mailbox of yours, in plain ASCII on one line")


def archive_of(ledger: Path) -> Path:
    """The folder beside a ledger where what is fetched for it is kept, unless another is named."""
    return ledger.with_name(f"{ledger.stem}-archive")
