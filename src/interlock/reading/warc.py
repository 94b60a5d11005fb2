"""WARC files: the pages and PDFs that a crawler or an archive kept, each with its address and the time it was fetched."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import urlsplit

from interlock.languages.schema import Language
from interlock.reading.assembly import Hints
from interlock.vocabulary import DataFileError, Document, UnreadableDocument
from interlock.vocabulary.dates import is_date

LARGEST = 100_000_000  # bytes of one record's body
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_READ = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")


@dataclass(frozen=True, slots=True)
class Response:
    """A record that may hold a document. `retrieved` is UTC in ISO 8601; `role` is told by archives of our own."""

    address: str
    media_type: str
    charset: str | None
    retrieved: str | None
    body: bytes
    role: str | None = None
    title: str | None = None
    published: str | None = None


def responses(stream: IO[bytes], address: str) -> Iterator[Response]:
    """The responses, resources and texts (WET) of a WARC file, packed or not, that a server gave whole.

    Raises UnreadableDocument where the file breaks, after all that stands before the break.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    class Quiet(ArchiveIterator):  # type: ignore[misc]
        INC_RECORD = ""  # the library's own complaint, which it would write to standard error

    try:
        packed = stream.read(2) == b"\x1f\x8b"
        stream.seek(0)
        # Python unpacks it as one stream, so that a file packed as a whole is read as well as one packed by records.
        for number, record in enumerate(Quiet(gzip.GzipFile(fileobj=stream) if packed else stream, no_record_parse=False), 1):
            if record.rec_type in ("response", "resource", "conversion"):
                found = _response(record)
                if isinstance(found, str):
                    raise UnreadableDocument(address, f"record {number}: {found}")
                if found is not None:
                    yield found
    except (ArchiveLoadFailed, EOFError, OSError, zlib.error, ValueError) as error:
        told = " ".join(str(error).split())[:120] or type(error).__name__
        raise UnreadableDocument(address, f"is no WARC file, or is broken from here on ({told}); get it again") from None


def _response(record: Any) -> Response | str | None:
    http = record.http_headers
    if http is not None and http.get_statuscode() != "200":
        return None
    content_type = (http.get_header("Content-Type") if http else record.content_type) or ""
    body = record.content_stream().read(LARGEST + 1)
    headers = record.rec_headers
    target = (headers.get_header("WARC-Target-URI") or "").strip("<> ")
    if len(body) > LARGEST or not target:
        return None
    declared = record.payload_length if http is None else None
    if declared is not None and declared > len(body):
        return "breaks off"
    charset = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", content_type, re.IGNORECASE)
    date = headers.get_header("WARC-Date") or ""
    published = headers.get_header("Interlock-Published")
    return Response(
        target,
        content_type.partition(";")[0].strip().lower(),
        charset[1] if charset else None,
        f"{date[:19]}Z" if _TIME.match(date) else None,
        body,
        headers.get_header("Interlock-Role"),
        headers.get_header("Interlock-Title"),
        published if published and is_date(published) else None,
    )


def _is_for_programs(address: str) -> bool:
    return urlsplit(address).path in ("/robots.txt", "/ads.txt", "/llms.txt")


def read_warc(
    stream: IO[bytes], address: str, *, on_failure: Callable[[UnreadableDocument], None], languages: Sequence[Language]
) -> Iterator[Document]:
    """The documents of a WARC file. Pictures, scripts, style sheets and what was no answer are passed over."""
    from interlock.reading.paths import read_guarded  # which itself reads WARC files among others

    found = responses(stream, address)
    while True:
        try:
            response = next(found)
        except StopIteration:
            return
        except UnreadableDocument as failure:
            on_failure(failure)
            return
        if (
            response.role == "source"
            or response.media_type not in _READ
            or not response.body.strip()
            or _is_for_programs(response.address)
        ):
            continue
        hints = Hints(response.title, response.published, "feed" if response.published else None, response.charset)
        try:
            yield read_guarded(response.body, response.address, response.media_type, response.retrieved, languages, hints)
        except DataFileError:
            raise
        except UnreadableDocument as failure:
            on_failure(failure)
