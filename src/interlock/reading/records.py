"""JSON Lines: one article a line, read as a stream."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any

from interlock.languages.schema import Language
from interlock.reading.assembly import Known, from_plain
from interlock.reading.dating import Rules, parse_date
from interlock.vocabulary import Document, UnreadableDocument

LONGEST_LINE = 200_000_000  # bytes


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines of a stream; None for one that is too long, whose bytes are passed over."""
    while line := stream.readline(LONGEST_LINE):
        if len(line) < LONGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE)
        yield None


def _field(record: dict[str, Any], *names: str) -> str | None:
    for name in names:
        value = record.get(name)
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            raise ValueError(f"field '{name}' is not a text")
        # A lone half of a surrogate pair can stand in JSON but in no database or file.
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return None


def _parse(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"not valid UTF-8 at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not valid JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise ValueError("not valid JSON: nested too deeply") from None
    if not isinstance(record, dict):
        raise ValueError("not a JSON object; one object with url, title, date and text is wanted")
    return record


def _read(record: dict[str, Any], place: str, retrieved: str | None, languages: Sequence[Language]) -> Document:
    text = _field(record, "text")
    if text is None or not text.strip():
        raise ValueError("field 'text' is missing or empty")
    date = _field(record, "date", "published")
    published = parse_date(date, Rules(languages)) if date else None
    if date and published is None:
        raise ValueError(f"field 'date' holds '{date[:40]}', which is no date; write it as 2025-12-26")
    known = Known(
        address=_field(record, "url", "address") or place,
        title=_field(record, "title"),
        site=_field(record, "site"),
        author=_field(record, "author"),
        published=published,
        published_from="record" if published else None,
        retrieved=retrieved,
    )
    return from_plain(text.removeprefix("\ufeff"), known, languages)


def read_records(
    stream: IO[bytes],
    address: str,
    *,
    retrieved: str | None,
    on_failure: Callable[[UnreadableDocument], None],
    languages: Sequence[Language],
) -> Iterator[Document]:
    """One Document a line. A broken line is reported with its number; the others are read."""
    empty = True
    for number, line in enumerate(_lines(stream), 1):
        try:
            if line is None:
                raise ValueError(f"longer than {LONGEST_LINE // 1_000_000} MB")
            line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if not line.strip():
                continue
            empty = False
            document = _read(_parse(line), f"{address}#L{number}", retrieved, languages)
        except ValueError as error:
            empty = False
            on_failure(UnreadableDocument(address, f"line {number}: {error}"))
            continue
        yield document
    if empty:
        on_failure(UnreadableDocument(address, "the file is empty"))
