"""The documents as a bibliography: BibTeX (biblatex) and CSL-JSON. What is unknown is left out: no date is made up.

The key of an entry is made of site, year and the document's id, so it stays the same whatever else is in the ledger.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from interlock.exchange.content import is_web
from interlock.vocabulary import Document

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, behind a backslash too
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_LANGUAGE_NAMES = {
    "en": "english",
    "fr": "french",
    "he": "hebrew",
    "de": "german",
    "es": "spanish",
    "zh": "chinese",
    "ja": "japanese",
    "ko": "korean",
    "ar": "arabic",
}
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def citation_key(document: Document) -> str:
    """A key of letters, digits and dashes: 'calcalist2025-80c6744f3f0a'; 'nd' where the year is unknown."""
    host = urlsplit(document.address).hostname if is_web(document.address) else None
    plain = unicodedata.normalize("NFKD", document.site or host or "").encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "", plain.removeprefix("www."))[:20] or "source"
    year = document.published[:4] if document.published else "nd"
    return f"{words}{year}-{document.id[:12]}"


def bibtex(documents: Iterable[Document]) -> Iterator[str]:
    """An `@online` entry for each document (`@misc` for a local file), by key."""
    for document in sorted(documents, key=citation_key):
        web = is_web(document.address)
        fields = {
            "title": f"{{{latex(document.title)}}}" if document.title else None,
            "author": f"{{{latex(document.author)}}}" if document.author else None,
            "organization": f"{{{latex(document.site)}}}" if document.site else None,
            "date": _day(document.published),
            "url": _address(document.address) if web else None,
            "urldate": _day(document.retrieved) if web else None,
            "langid": _LANGUAGE_NAMES.get(document.language.partition("-")[0]),
            "note": f"interlock document {document.id}",
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        yield f"@{'online' if web else 'misc'}{{{citation_key(document)},\n" + ",\n".join(lines) + "\n}\n\n"


def latex(text: str) -> str:
    """A text for LaTeX: its special characters escaped, line breaks and characters that are not shown taken as blanks."""
    shown = "".join(each if unicodedata.category(each) not in ("Cc", "Cs", "Zl", "Zp") else " " for each in text)
    return "".join(_SPECIAL.get(each, each) for each in " ".join(shown.split()))


def csl(documents: Iterable[Document]) -> list[dict[str, Any]]:
    """CSL-JSON items, by key."""
    return [_item(document) for document in sorted(documents, key=citation_key)]


def _item(document: Document) -> dict[str, Any]:
    web = is_web(document.address)
    item: dict[str, Any] = {"id": citation_key(document), "type": "webpage" if web else "document"}
    cells = {
        "title": document.title,
        "author": [{"literal": document.author}] if document.author else None,
        "container-title": document.site,
        "issued": _parts(document.published),
        "accessed": _parts(document.retrieved) if web else None,
        "URL": document.address if web else None,
        "language": document.language if document.language != "und" else None,
        "note": f"interlock document {document.id}",
    }
    return item | {name: cell for name, cell in cells.items() if cell is not None}


def _day(date: str | None) -> str | None:
    match = _DAY.match(date or "")
    return match[0] if match else None


def _parts(date: str | None) -> dict[str, Any] | None:
    match = _DAY.match(date or "")
    return {"date-parts": [[int(part) for part in match.groups() if part]]} if match else None


def _address(address: str) -> str:
    """An address that ends no field: braces and backslashes percent-encoded."""
    return address.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
