"""The body of an answer, decompressed piece by piece: no bomb is ever unpacked further than it may grow."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

_PIECE = 262_144
_GZIP = zlib.MAX_WBITS | 16
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
        yield from _unpacked(pieces, _GZIP)
    elif names == ["deflate"]:
        rest = iter(pieces)
        head = b""
        while len(head) < 2 and (piece := next(rest, None)) is not None:
            head += piece
        # The standard means deflate with a zlib head, and some servers send it without: two bytes tell.
        with_head = len(head) >= 2 and head[0] & 15 == 8 and (head[0] << 8 | head[1]) % 31 == 0
        yield from _unpacked(chain([head], rest), zlib.MAX_WBITS if with_head else -zlib.MAX_WBITS)
    else:
        raise BadBody(f"comes compressed as '{encoding[:40]}', which was not asked for")


def _unpacked(pieces: Iterable[bytes], window: int) -> Iterator[bytes]:
    """What zlib unpacks, in bounded pieces. Raises BadBody."""
    unpack = zlib.decompressobj(window)
    begun = False
    for piece in pieces:
        data, more = piece, bool(piece)
        while more:
            if unpack.eof:
                if window != _GZIP or not data.strip(b"\0"):
                    return
                unpack = zlib.decompressobj(window)  # several gzip members behind each other are one body
            begun = True
            try:
                out = unpack.decompress(data, _PIECE)
            except zlib.error as error:
                raise BadBody(f"is not the compressed data that it says it is ({error})") from None
            yield out
            data = unpack.unused_data if unpack.eof else unpack.unconsumed_tail
            more = bool(data) or (len(out) == _PIECE and not unpack.eof)  # all may be taken in, and not yet given out
    if begun and not unpack.eof:
        raise BadBody("breaks off in the middle of its compressed data")
