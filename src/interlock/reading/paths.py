"""Files, folders and standard input to Documents, one at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from interlock.languages.schema import Language
from interlock.reading.assembly import NO_HINTS, Hints, Known, from_plain
from interlock.reading.charsets import decode
from interlock.reading.records import read_list, read_records
from interlock.reading.saved import belongs_to_a_page, saved_from, unwrapped
from interlock.reading.warc import read_warc
from interlock.vocabulary import DataFileError, Document, UnreadableDocument

LARGEST = 100_000_000  # bytes; a JSON Lines file may be larger, for it is read line by line
MOST_LINES = 2_000_000  # each line costs a zone and a sentence, whatever its length

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
    ".jsonl": "application/jsonl",
    ".warc": "application/warc",
    ".warc.gz": "application/warc",
}
_NAMED_ONLY = {".json": "application/json"}
"""Read where they are named on the command line: a folder may hold any number of such files that are no articles."""

OnFailure = Callable[[UnreadableDocument], None]


def _all_languages() -> tuple[Language, ...]:
    from interlock.languages import load_languages

    return load_languages()


def read_text(
    text: str,
    address: str,
    *,
    media_type: str = "text/plain",
    title: str | None = None,
    site: str | None = None,
    author: str | None = None,
    published: str | None = None,
    published_from: str | None = None,
    retrieved: str | None = None,
    languages: Sequence[Language] | None = None,
) -> Document:
    """A Document from text in hand. The text stays as it is; a date given here wins over a date line in it."""
    known = Known(address, media_type, title, site, author, published, published_from, retrieved)
    return from_plain(text, known, languages if languages is not None else _all_languages())


def read_bytes(
    data: bytes,
    address: str,
    *,
    media_type: str | None = None,
    retrieved: str | None = None,
    languages: Sequence[Language] | None = None,
    hints: Hints = NO_HINTS,
) -> Document:
    """A Document from the bytes of a text, HTML page, saved page or PDF; what they are is looked at where it is not said.

    Raises UnreadableDocument.
    """
    languages = languages if languages is not None else _all_languages()
    media_type = media_type or _sniff(data)
    if not data.strip():
        raise UnreadableDocument(address, "the file is empty")
    if media_type == "application/pdf":
        from interlock.reading.pdf import read_pdf

        return read_pdf(data, address, retrieved=retrieved, languages=languages, hints=hints)
    if media_type == "multipart/related":
        saved = unwrapped(data, address)
        data, address, media_type, retrieved = saved.body, saved.address or address, "text/html", saved.saved or retrieved
        hints = replace(hints, charset=hints.charset or saved.charset)
    if media_type in ("text/html", "application/xhtml+xml"):
        from interlock.reading.html import read_html

        markup = decode(data, address, html=True, told=hints.charset)
        return read_html(markup, address, retrieved=retrieved, languages=languages, hints=hints)
    text = decode(data, address, told=hints.charset)
    if text.count("\n") + text.count("\r") > MOST_LINES:
        raise UnreadableDocument(address, f"has more than {MOST_LINES:,} lines, as no article has; split it")
    known = Known(address, media_type, retrieved=retrieved)
    document = from_plain(text, known, languages)
    if document.published is None and hints.published is not None:
        known = replace(known, published=hints.published, published_from=hints.published_from)
        document = from_plain(text, known, languages)
    return document


def _sniff(data: bytes) -> str:
    opening = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if opening.startswith(b"%pdf-"):
        return "application/pdf"
    if opening.startswith((b"<!doctype html", b"<html")) or b"<html" in opening:
        return "text/html"
    return "text/plain"


def _looks_like_records(data: bytes) -> bool:
    opening = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return opening.startswith(b'{"') and b'"text"' in data[:100_000]


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "may not be read; give yourself permission to read it"
    return f"could not be read: {error.strerror or error}"


def _address(path: Path) -> str:
    return os.path.normpath(path.absolute())


def _suffix(path: Path) -> str:
    name = path.name.lower()
    return ".warc.gz" if name.endswith(".warc.gz") else path.suffix.lower()


def _walk(folder: Path, above: tuple[Path, ...], on_failure: OnFailure) -> Iterator[Path]:
    """Readable files under a folder, in order of their names. Pipes and devices are passed over: reading could wait for ever."""
    real = folder.resolve()
    if real in above:
        return  # a link back up
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        on_failure(UnreadableDocument(_address(folder), "the folder " + _reason(error)))
        return
    for name in names:
        path = folder / name
        if path.is_dir():
            if not belongs_to_a_page(name, names):
                yield from _walk(path, (*above, real), on_failure)
        elif _suffix(path) in MEDIA_TYPES and (path.is_file() or path.is_symlink()):
            yield path


def _read_file(path: Path, retrieved: str | None, on_failure: OnFailure, languages: Sequence[Language]) -> Iterator[Document]:
    address = _address(path)
    suffix = _suffix(path)
    media_type = MEDIA_TYPES.get(suffix) or _NAMED_ONLY.get(suffix)
    if suffix and media_type is None:
        known = " ".join(MEDIA_TYPES)
        on_failure(UnreadableDocument(address, f"'{suffix}' files are not read; convert it to one of {known}"))
        return
    try:
        with path.open("rb") as stream:
            if suffix == ".jsonl":
                yield from read_records(stream, address, retrieved=retrieved, on_failure=on_failure, languages=languages)
                return
            if media_type == "application/warc":
                yield from read_warc(stream, address, on_failure=on_failure, languages=languages)
                return
            size = os.fstat(stream.fileno()).st_size
            data = stream.read(LARGEST + 1) if size <= LARGEST else b""
        if size > LARGEST or len(data) > LARGEST:
            reason = f"is larger than {LARGEST // 1_000_000} MB; split it, or put its articles in a .jsonl file"
            raise UnreadableDocument(address, reason)
        if media_type == "application/json":
            yield from read_list(data, address, retrieved=retrieved, on_failure=on_failure, languages=languages)
            return
        if media_type == "text/html":
            saved = saved_from(data)
            address, retrieved = saved.address or address, saved.saved or retrieved
        document = read_guarded(data, address, media_type, retrieved, languages)
    except UnreadableDocument as failure:
        on_failure(failure)
        return
    except OSError as error:
        on_failure(UnreadableDocument(address, _reason(error)))
        return
    yield document


def read_guarded(
    data: bytes,
    address: str,
    media_type: str | None,
    retrieved: str | None,
    languages: Sequence[Language],
    hints: Hints = NO_HINTS,
) -> Document:
    """Read one document so that whatever a hostile file does to a parser stops with that file."""
    try:
        return read_bytes(data, address, media_type=media_type, retrieved=retrieved, languages=languages, hints=hints)
    except (UnreadableDocument, DataFileError):
        raise
    except (Exception, MemoryError) as error:
        reason = f"could not be read ({type(error).__name__}: {str(error)[:200]}); convert it to plain text and report this"
        raise UnreadableDocument(address, reason) from error


def _read_input(retrieved: str | None, on_failure: OnFailure, languages: Sequence[Language]) -> Iterator[Document]:
    data = sys.stdin.buffer.read(LARGEST + 1)
    if len(data) > LARGEST:
        on_failure(UnreadableDocument("-", f"standard input is larger than {LARGEST // 1_000_000} MB; give it as a file"))
    elif _looks_like_records(data):
        yield from read_records(BytesIO(data), "-", retrieved=retrieved, on_failure=on_failure, languages=languages)
    else:
        try:
            document = read_guarded(data, "-", None, retrieved, languages)
        except UnreadableDocument as failure:
            on_failure(failure)
            return
        yield document


def _read_all(
    paths: Sequence[str], retrieved: str | None, on_failure: OnFailure, languages: Sequence[Language]
) -> Iterator[Document]:
    for path in paths:
        if path == "-":
            yield from _read_input(retrieved, on_failure, languages)
        elif Path(path).is_dir():
            for found in _walk(Path(path), (), on_failure):
                yield from _read_file(found, retrieved, on_failure, languages)
        else:
            yield from _read_file(Path(path), retrieved, on_failure, languages)


def read_paths(
    paths: Sequence[str],
    *,
    retrieved: str | None = None,
    on_failure: OnFailure,
    languages: Sequence[Language] | None = None,
) -> Iterator[Document]:
    """Read files, folders and '-' (standard input), in the order given; a folder's files in the order of their names.

    Documents come one at a time; only the names of a folder are held together. A document that cannot be read goes
    to `on_failure`, and the others are read. Raises FileNotFoundError before anything is read if a path does not exist.
    """
    for path in paths:
        if path != "-" and not os.path.lexists(path):
            raise FileNotFoundError(2, "no such file or folder", path)
    return _read_all(paths, retrieved, on_failure, languages if languages is not None else _all_languages())
