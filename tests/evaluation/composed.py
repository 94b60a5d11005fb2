"""One labelled passage without fault, and copies of it in which one thing is changed."""

from __future__ import annotations

from pathlib import Path

from interlock.evaluation.passages import Fault, Passage, read_passages

SOUND = """\
=== en-x-001
event: cobalt-lease
date: 2026-03-04
style: wire
--- text
[Cobalt AI|cobalt] rents halls

[Cobalt AI|cobalt] agreed to lease 120 megawatts from [Meridian Grid|meridian] for up to $1.4bn over seven years.
[Its|meridian] chief [Omar Diaz|diaz] said [it|cobalt] pays if the halls open.
[Two banks|banks] lend it $3bn, $2bn by [Alto|alto].
--- actors
cobalt = Cobalt AI : company
meridian = Meridian Grid : company
diaz = Omar Diaz : person
alto = Banco Alto : company
banks = two banks : group : alto
--- claims
leases_from cobalt > meridian ; power 120e6 {120 megawatts} ; amount 1.4e9 USD at_most {up to $1.4bn} ; q {agreed … $1.4bn}
t1: lends_to banks > cobalt ; amount 3e9 USD {$3bn} ; q {Two banks lend it $3bn}
lends_to alto > cobalt ; amount 2e9 USD {$2bn} ; part_of t1 ; q {$2bn by Alto}
"""


def changed(old: str, new: str, passage: str = SOUND) -> str:
    """The passage with one place written otherwise."""
    assert passage.count(old) == 1, f"{old!r} stands {passage.count(old)} times"
    return passage.replace(old, new)


def read_text(folder: Path, *passages: str) -> tuple[list[Passage], list[Fault]]:
    """What a file with these passages holds, and its faults."""
    path = folder / "passages.txt"
    path.write_text("\n".join(passages), encoding="utf-8")
    return read_passages(path)


def sound(folder: Path, passage: str = SOUND) -> Passage:
    """A passage that must be without fault."""
    passages, faults = read_text(folder, passage)
    assert faults == []
    return passages[0]
