"""The body of an answer, decompressed piece by piece: no bomb is ever unpacked further than it may grow."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

_PIECE = 262_144
ENCODINGS = "gzip, deflate"


class BadBody(Exception):
    """A body is too large, or is not what its headers say. The message is a clause that follows the address."""


def read_body(pieces: Iterable[bytes], encoding: str, largest: int) -> bytes:
    """The whole body, decompressed by its Content-Encoding. Raises BadBody."""
    found = bytearray()
    for piece in _decoded(pieces, encoding):
        found += piece
        if len(found) > largest:
            raise BadBody(f"is larger than {largest // 1_000_000 or 1} MB once it is unpacked; it was given up")
    return bytes(found)


def _decoded(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    names = [name.strip().lower() for name in encoding.split(",") if name.strip().lower() not in ("", "identity")]
    if not names:
        yield from pieces
    elif len(names) == 1 and names[0] in ("gzip", "x-gzip"):
        yield from unpacked(pieces, zlib.MAX_WBITS | 16)
    elif names == ["deflate"]:
        yield from unpacked(pieces, 0)
    else:
        raise BadBody(f"comes compressed as '{encoding[:40]}', which was not asked for")


def unpacked(pieces: Iterable[bytes], window: int) -> Iterator[bytes]:
    """What zlib unpacks, in bounded pieces; `window` 0 stands for deflate with a zlib head or without. Raises BadBody."""
    unpack = zlib.decompressobj(window or zlib.MAX_WBITS)
    begun = False
    for piece in pieces:
        data = piece
        while data:
            if unpack.eof:
                if window != zlib.MAX_WBITS | 16 or not data.strip(b"\0"):
                    return
                unpack = zlib.decompressobj(window)  # several gzip members behind each other are one body
            try:
                out = unpack.decompress(data, _PIECE)
            except zlib.error as error:
                if not begun and not window:
                    window, unpack = -zlib.MAX_WBITS, zlib.decompressobj(-zlib.MAX_WBITS)
                    continue
                raise BadBody(f"is not the compressed data that it says it is ({error})") from None
            begun = True
            yield out
            data = unpack.unused_data if unpack.eof else unpack.unconsumed_tail
    if not unpack.eof and begun:
        yield unpack.flush()
        if not unpack.eof:
            raise BadBody("breaks off in the middle of its compressed data")
