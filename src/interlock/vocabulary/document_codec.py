"""Documents as JSON objects, with their texts: what a ledger needs to be made again."""

from __future__ import annotations

import re
from typing import Any

from interlock.vocabulary.dates import is_date
from interlock.vocabulary.document import Document, Sentence, Zone, ZoneKind, document_id, text_id

Record = dict[str, Any]
_TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")
_OPTIONAL = ("title", "site", "author", "published", "published_from", "retrieved", "first_seen")
_REQUIRED = ("id", "text_id", "address", "media_type", "language", "text")


def document_to_record(document: Document, *, with_text: bool = True) -> Record:
    """A document as a JSON object: zones as [kind, start, end], sentences as [start, end, zone, paragraph, language]."""
    record: Record = {name: getattr(document, name) for name in _REQUIRED[:-1]}
    record |= {name: getattr(document, name) for name in _OPTIONAL if getattr(document, name) is not None}
    if with_text:
        record["zones"] = [[str(zone.kind), zone.start, zone.end] for zone in document.zones]
        record["sentences"] = [[s.start, s.end, str(s.zone), s.paragraph, s.language] for s in document.sentences]
        record["text"] = document.text
    return record


def document_from_record(record: Any) -> Document:
    """The document that `document_to_record` wrote. Raises ValueError, naming the field, for what is none."""
    if not isinstance(record, dict):
        raise ValueError("a document is a JSON object")
    for name in _REQUIRED:
        if not isinstance(record.get(name), str):
            raise ValueError(f"field '{name}' is missing or no text")
    for name in _OPTIONAL:
        if not isinstance(record.get(name), str | None):
            raise ValueError(f"field '{name}' is no text")
    if record.get("published") is not None and not is_date(record["published"]):
        raise ValueError(f"field 'published' holds '{record['published'][:40]}', which is no ISO 8601 date")
    for name in ("retrieved", "first_seen"):
        if record.get(name) is not None and not _TIME.fullmatch(record[name]):
            raise ValueError(f"field '{name}' holds '{record[name][:40]}', which is no time as 2025-11-06T12:00:00Z")
    text = record["text"]
    if record["text_id"] != text_id(text) or record["id"] != document_id(
        record["text_id"], record["address"], record.get("published")
    ):
        raise ValueError("field 'id' does not fit the text, the address and the date: the line was changed, or cut")
    try:
        zones = tuple(Zone(ZoneKind(kind), _whole(start), _whole(end)) for kind, start, end in record.get("zones", ()))
        sentences = tuple(
            Sentence(_whole(start), _whole(end), ZoneKind(zone), _whole(paragraph), str(language))
            for start, end, zone, paragraph, language in record.get("sentences", ())
        )
    except (TypeError, ValueError) as error:
        raise ValueError(f"fields 'zones' and 'sentences' are lists of places in the text ({error})") from None
    places = [(each.start, each.end) for each in zones] + [(each.start, each.end) for each in sentences]
    if any(not 0 <= start <= end <= len(text) for start, end in places):
        raise ValueError("a zone or a sentence lies outside the text")
    told: dict[str, Any] = {name: record.get(name) for name in _OPTIONAL}
    required = (record["id"], record["text_id"], text, record["address"], record["media_type"], record["language"])
    return Document(*required, zones, sentences, **told)


def _whole(number: object) -> int:
    if isinstance(number, bool) or not isinstance(number, int):
        raise ValueError(f"{number!r} is no place")
    return number
