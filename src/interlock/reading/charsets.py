"""From bytes to text: byte order mark, UTF-8, the declared charset, then detection."""

from __future__ import annotations

import codecs
import re

from interlock.vocabulary import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})",
    re.IGNORECASE,
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 65_536
# What the old press wrote in; asked in this order, for short samples leave a wider choice undecided.
_LIKELY = ["cp1255", "big5", "gb18030", "cp1252"]
# Browsers read these names as their supersets, and pages rely on it.
_SUPERSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "iso8859-8": "cp1255",
    "iso8859-8-i": "cp1255",
}
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27}) + b"\x7f"


def _superset(name: str) -> str | None:
    try:
        known = codecs.lookup("iso8859-8" if name.lower() == "iso-8859-8-i" else name).name
    except (LookupError, ValueError):
        return None
    return _SUPERSETS.get(known, known)


def _decode(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return sum(map(sample.count, (bytes([control]) for control in _CONTROLS))) * 100 > len(sample)


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Latin text is zero."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd * 4 > len(sample) // 2 and even * 10 < odd:
        return "utf-16-le"
    if even * 4 > len(sample) // 2 and odd * 10 < even:
        return "utf-16-be"
    return None


def _broken_utf8(data: bytes) -> int | None:
    """Where UTF-8 goes wrong, if that is what the bytes mostly are; None if they are of some other charset."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for character in text[:1_000_000] if character > "\x7f" and character != "\ufffd")
    if good < 4 * bad or good < 3:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _detect(data: bytes) -> str | None:
    runs = _HIGH.findall(data[: _SAMPLE * 4])
    if not runs:
        return None
    single = sum(1 for run in runs if len(run) == 1)
    if single * 10 >= 7 * len(runs):
        return "cp1252"  # lone accents between ASCII letters
    joined = b"".join(runs)
    hebrew = sum(0xE0 <= byte <= 0xFA for byte in joined)
    if hebrew * 10 >= 8 * len(joined):
        return "cp1255"  # all in the 27 letters of Hebrew; Chinese spreads over the whole upper half
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    while sample and sample[-1] >= 0x80 and len(sample) == _SAMPLE:
        sample = sample[:-1]
    for isolation in (_LIKELY, None):
        best = from_bytes(sample, cp_isolation=isolation, preemptive_behaviour=False).best()
        if best is not None:
            return best.encoding
    return None


def decode(data: bytes, address: str, *, html: bool = False, told: str | None = None) -> str:
    """The text of `data`, without its byte order mark, otherwise unchanged. `told` is the charset that its server named.

    Raises UnreadableDocument for what is empty, binary, or in no charset that can be told.
    """
    if not data.strip():
        raise UnreadableDocument(address, "the file is empty")
    for mark, charset in _MARKS:
        if data.startswith(mark):
            text = _decode(data[len(mark) :], charset)
            if text is None:
                raise UnreadableDocument(address, f"begins as {charset} but is not valid {charset}; save it again as UTF-8")
            if not text.strip():
                raise UnreadableDocument(address, "the file is empty")
            return text
    wide = _wide(data)
    if wide is None and _is_binary(data):
        raise UnreadableDocument(address, "holds binary data, not text; convert it to text, HTML or PDF first")
    text = _decode(data, wide or "utf-8")
    if text is not None:
        return text
    if html and (declared := _DECLARED.search(data[:4096])):
        name = _superset((declared[1] or declared[2]).decode("ascii"))
        if name and (text := _decode(data, name)) is not None:
            return text
    if (name := _superset(told or "")) and name != "utf-8" and _broken_utf8(data) is None and (text := _decode(data, name)):
        return text
    broken = _broken_utf8(data)
    if broken is not None:
        raise UnreadableDocument(
            address, f"is UTF-8 with an invalid byte at offset {broken}; repair it or save it again as UTF-8"
        )
    charset_found = _superset(_detect(data) or "")
    text = _decode(data, charset_found) if charset_found else None
    if text is None:
        raise UnreadableDocument(address, "is in no charset that can be told; save it again as UTF-8")
    return text
