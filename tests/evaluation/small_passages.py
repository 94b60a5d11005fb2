"""Two small labelled passages."""

from __future__ import annotations

from pathlib import Path

from interlock.evaluation.passages import Passage, read_passages

LEASE = """=== en-x-001
event: meridian-lease
date: 2026-03-04
style: wire
--- text
[Cobalt AI|cobalt] will lease 120 megawatts from [Meridian Grid|meridian], said [Anne Roux|roux].
[The lab|cobalt] owns 4% of [Meridian|meridian].
--- actors
cobalt = Cobalt AI : company
meridian = Meridian Grid : company
roux = Anne Roux : person
--- claims
leases_from cobalt > meridian ; power 120e6 {120 megawatts} ; status planned {will} ; by roux ; q {Cobalt AI … Meridian Grid}
owns cobalt > meridian ; share 0.04 {4%} ; status done ; q {The lab owns 4% of Meridian}
"""

LOAN = """=== en-x-002
event: tidewater-loan
date: 2026-05-09
style: wire
--- text
[Tidewater Bank|tidewater] has lent [Meridian Grid|meridian] $90 million, wrote [Omar Diaz|diaz].
--- actors
tidewater = Tidewater Bank : company
meridian = Meridian Grid : company
diaz = Omar Diaz : person
--- claims
lends_to tidewater > meridian ; amount 90e6 USD {$90 million} ; status done {has lent} ; by diaz ; q {Tidewater … million}
"""


def passages(folder: Path, *texts: str) -> list[Passage]:
    """The passages of the texts; fails where one has a fault."""
    path = folder / "passages.txt"
    path.write_text("\n".join(texts), encoding="utf-8")
    found, faults = read_passages(path)
    assert not faults, faults
    return found
