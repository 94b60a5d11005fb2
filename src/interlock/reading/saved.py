"""Pages that a browser saved: where they came from, and when; one file of parts (MHTML), or a page with a folder beside it."""

from __future__ import annotations

import email.policy
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import PurePath

from interlock.vocabulary import UnreadableDocument

_HEAD = 8_000  # bytes of a page in which a browser says where it saved it from
_FROM = re.compile(rb"<!--\s*saved from url=\(\d{1,5}\)(https?://[^\s<>\"]{1,2000}?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    rb"<!--\s*Page saved with SingleFile\b.{0,200}?\burl:\s*(https?://[^\s<>\"]{1,2000})(.{0,400}?)-->", re.DOTALL
)
_SAVED_DATE = re.compile(rb"saved date:\s*([A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4})")
# What browsers call the folder of pictures and scripts beside a page, in the languages of their menus.
_BESIDE = re.compile(
    r"[_-](?:files|file|fichiers|dateien|archivos|arquivos|ficheiros|bestanden|filer|soubory|pliki|tiedostot|elemei|datoteke)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Saved:
    """A page as a browser saved it. `saved` is UTC in ISO 8601; None stands for what it does not say."""

    body: bytes
    address: str | None = None
    saved: str | None = None
    charset: str | None = None


def saved_from(data: bytes) -> Saved:
    """What the comment of a browser or of SingleFile at the top of a page says of where it came from."""
    head = data[:_HEAD]
    if found := _SINGLE_FILE.search(head):
        date = _SAVED_DATE.search(found[2])
        return Saved(data, found[1].decode("utf-8", "replace"), _script_date(date[1].decode()) if date else None)
    found = _FROM.search(head)
    return Saved(data, found[1].decode("utf-8", "replace") if found else None)


def unwrapped(data: bytes, address: str) -> Saved:
    """The page within an MHTML file. Raises UnreadableDocument where there is none."""
    message = message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    try:
        page = next((part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")), None)
        body = page.get_payload(decode=True) if page is not None else None
        if page is None or not isinstance(body, bytes) or not body.strip():
            raise UnreadableDocument(address, "is no page that a browser saved as one file: it holds no HTML; save it again")
        told = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
        return Saved(
            body, told if told and told.startswith(("http://", "https://")) else None, _mail_date(message), _charset(page)
        )
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError) as error:  # how the library meets broken headers
        raise UnreadableDocument(address, f"is no whole MHTML file ({type(error).__name__}); save it again") from error


def belongs_to_a_page(folder: str, beside: Collection[str]) -> bool:
    """Whether a folder holds what a browser saved beside a page of the same name: pictures, scripts, frames."""
    found = _BESIDE.search(folder)
    if found is None:
        return False
    stem = folder[: found.start()]
    return any(PurePath(name).stem == stem and PurePath(name).suffix.lower() in (".html", ".htm") for name in beside)


def _header(part: EmailMessage, name: str) -> str | None:
    value = part.get(name)
    return "".join(str(value).split())[:2_000] if value else None


def _charset(part: EmailMessage) -> str | None:
    found = part.get_content_charset()
    return found if isinstance(found, str) else None


def _mail_date(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(str(message["Date"])).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _script_date(text: str) -> str | None:
    """'Thu Nov 06 2025 12:00:00 GMT+0200', as JavaScript writes it."""
    try:
        return datetime.strptime(text, "%a %b %d %Y %H:%M:%S GMT%z").astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return None
