"""JSON Lines: one article a line, read as a stream."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import IO, Any

from interlock.languages.schema import Language
from interlock.reading.article_fields import AUTHOR, DATE, RETRIEVED, SITE, TEXT, TITLE, address_of, first_of, text_of
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


def _sound(text: str) -> str:
    """A lone half of a surrogate pair can stand in JSON but in no database or file."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _field(record: dict[str, Any], names: tuple[str, ...]) -> str | None:
    found = first_of(record, names)
    return None if found is None else _sound(found)


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


def read_record(record: dict[str, Any], place: str, retrieved: str | None, languages: Sequence[Language]) -> Document:
    """The article that a record holds, whoever's names its fields have. Raises ValueError for what is none."""
    text = text_of(record)
    address = address_of(record)
    if text is None or not text.strip():
        if address is not None and "text" not in record:
            raise ValueError("field 'text' is missing: there is only an address; 'interlock watch' fetches those of a list")
        raise ValueError("field 'text' is missing or empty")
    date = _field(record, DATE)
    published = parse_date(date, Rules(languages)) if date else None
    if date and published is None:
        raise ValueError(f"field 'date' holds '{date[:40]}', which is no date; write it as 2025-12-26")
    known = Known(
        address=_sound(address) if address else place,
        title=_field(record, TITLE),
        site=_field(record, SITE),
        author=_field(record, AUTHOR),
        published=published,
        published_from="record" if published else None,
        retrieved=_time(_field(record, RETRIEVED)) or retrieved,
    )
    return from_plain(_sound(text).removeprefix("\ufeff"), known, languages)


def _time(text: str | None) -> str | None:
    """A time of retrieval as ISO 8601 in UTC; None where it is none that can be told."""
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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
            document = read_record(_parse(line), f"{address}#L{number}", retrieved, languages)
        except ValueError as error:
            empty = False
            on_failure(UnreadableDocument(address, f"line {number}: {error}"))
            continue
        yield document
    if empty:
        on_failure(UnreadableDocument(address, "the file is empty"))


def read_list(
    data: bytes,
    address: str,
    *,
    retrieved: str | None,
    on_failure: Callable[[UnreadableDocument], None],
    languages: Sequence[Language],
) -> Iterator[Document]:
    """The articles of a JSON file: one object, a list of them, or a list under 'articles' or 'results'.

    Raises UnreadableDocument for what is none of these. An article that is broken is reported with its place.
    """
    try:
        found = articles_in(data)
    except ValueError as error:
        raise UnreadableDocument(address, str(error)) from None
    if len(found) > 1 and not any(isinstance(each, dict) and set(TEXT) & each.keys() for each in found):
        told = f"lists {len(found)} articles without their texts; 'interlock watch' fetches the addresses of such a list"
        raise UnreadableDocument(address, told)
    for number, record in enumerate(found, 1):
        try:
            if not isinstance(record, dict):
                raise ValueError("not a JSON object")
            document = read_record(record, f"{address}#{number}", retrieved, languages)
        except ValueError as error:
            on_failure(UnreadableDocument(address, f"article {number}: {error}"))
            continue
        yield document


def articles_in(data: bytes) -> list[Any]:
    """The records of a JSON file. Raises ValueError for a file that holds none."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"not valid UTF-8 at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not valid JSON: {error.msg} at line {error.lineno}; is it JSON Lines? name it .jsonl") from None
    except RecursionError:
        raise ValueError("not valid JSON: nested too deeply") from None
    for name in ("articles", "results", "items"):  # Event Registry has one within the other
        if isinstance(found, dict) and isinstance(found.get(name), list | dict):
            found = found[name]
    if isinstance(found, dict):
        found = [found]
    if not isinstance(found, list) or not found:
        raise ValueError("holds no articles: a list of objects with url, title, date and text is wanted")
    return found
