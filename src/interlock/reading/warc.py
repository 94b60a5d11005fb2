"""WARC files: the pages and PDFs that a crawler or an archive kept, each with its address and the time it was fetched."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import urlsplit

from interlock.languages.schema import Language
from interlock.reading.assembly import Hints
from interlock.reading.sources.shapes import MEDIA_TYPES, shape_of
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


class _Whole(io.RawIOBase):
    """A stream whose end in the middle of packed data is an error: the WARC library takes an EOFError for the end of the file."""

    def __init__(self, inner: gzip.GzipFile) -> None:
        self._inner = inner

    def read(self, size: int = -1) -> bytes:
        """Like the stream within. Raises OSError where that breaks off."""
        try:
            return self._inner.read1(size)  # no further than needed: what stands before damage is to be read
        except (EOFError, zlib.error) as error:
            raise OSError(f"its packed data {'breaks off' if isinstance(error, EOFError) else 'is damaged'}") from None


def responses(stream: IO[bytes], address: str, *, pages_only: bool = True) -> Iterator[Response | UnreadableDocument]:
    """The responses, resources and texts (WET) of a WARC file, packed or not; a failure in place of one that is too large.

    `pages_only` passes over what is no page, PDF or plain text. Raises UnreadableDocument where the file breaks, after all
    that stands before the break.
    """
    from warcio.archiveiterator import ArchiveIterator

    class Quiet(ArchiveIterator):  # type: ignore[misc]
        INC_RECORD = ""  # the library's own complaint, which it would write to standard error

    number = 0
    try:
        if _unpacked(stream).read(11).lstrip()[:5] not in (b"WARC/", b"filed"):  # ARC, its forerunner, begins with 'filedesc:'
            raise ValueError("it does not begin like one")
        for number, record in enumerate(Quiet(_unpacked(stream)), 1):  # noqa: B007
            found = _response(record, pages_only) if record.rec_type in ("response", "resource", "conversion") else None
            _check_whole(record)
            if found is not None:
                yield found
    except Exception as error:  # the library meets damage with whatever its damaged values do
        told = " ".join(str(error).split())[:120] or type(error).__name__
        reason = f"is broken from record {number + 1} on ({told})" if number else f"is no WARC file ({told})"
        raise UnreadableDocument(address, f"{reason}; get it again") from None
    if not number:
        raise UnreadableDocument(address, "is no WARC file, or an empty one: it holds no record")


def _unpacked(stream: IO[bytes]) -> Any:
    """The stream from its beginning. Python unpacks it as one, so that a file packed as a whole is read as well as by records."""
    stream.seek(0)
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    return _Whole(gzip.GzipFile(fileobj=stream)) if packed else stream


def _response(record: Any, pages_only: bool) -> Response | UnreadableDocument | None:
    """A record as a response; None for one that is no whole answer."""
    http, headers = record.http_headers, record.rec_headers
    if http is not None and http.get_statuscode() != "200":
        return None
    content_type = (http.get_header("Content-Type") if http else record.content_type) or ""
    media_type = content_type.partition(";")[0].strip().lower()
    target = (headers.get_header("WARC-Target-URI") or "").strip("<> ")
    role = headers.get_header("Interlock-Role")
    if not target or (pages_only and role != "document" and media_type not in _READ):
        return None
    body = record.content_stream().read(LARGEST + 1)
    if len(body) > LARGEST:
        return UnreadableDocument(target, f"is larger than {LARGEST // 1_000_000} MB once it is unpacked")
    charset = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", content_type, re.IGNORECASE)
    date = headers.get_header("WARC-Date") or ""
    published = headers.get_header("Interlock-Published")
    return Response(
        target,
        media_type,
        charset[1] if charset else None,
        f"{date[:19]}Z" if _TIME.match(date) else None,
        body,
        role,
        headers.get_header("Interlock-Title"),
        published if published and is_date(published) else None,
    )


def _check_whole(record: Any) -> None:
    """Raise ValueError where the file ends before the record does."""
    while record.raw_stream.read(1_000_000):
        pass
    if lacking := getattr(record.raw_stream, "limit", 0):
        raise ValueError(f"it lacks {lacking} of its bytes")


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
        if isinstance(response, UnreadableDocument):
            on_failure(response)
            continue
        if response.role == "source" or not response.body.strip() or _is_for_programs(response.address):
            continue
        # What our own archive kept as a document is taken as it was then: by what it is, whatever its server called it.
        own = MEDIA_TYPES.get(shape_of(response.body, response.media_type)) if response.role == "document" else None
        hints = Hints(response.title, response.published, "feed" if response.published else None, response.charset)
        try:
            yield read_guarded(response.body, response.address, own or response.media_type, response.retrieved, languages, hints)
        except DataFileError:
            raise
        except UnreadableDocument as failure:
            on_failure(failure)
