"""What a deal depends on ('once the regulator agrees'), and clauses that only suppose one.

A clause with 'if' claims nothing. Where it is closed and the deal is told as planned or agreed behind it ('if the regulator
agrees, X will buy Y'), the clause is the condition of a claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interlock.extraction.draft import Draft
from interlock.extraction.modality import FoundStatus
from interlock.extraction.passage import Passage
from interlock.languages import Boundary
from interlock.vocabulary import KINDS, Kind, Status

_SHORTEST = {Boundary.SPACE: 4, Boundary.PREFIX: 4, Boundary.NONE: 2}
"""Characters that must follow the words that begin a condition."""
_FARTHEST = 30.0
"""Words between a deal and its condition; a comma counts as one, a clause break as three."""
_CONDITIONAL = frozenset({Kind.BUILDS, Kind.EASES, Kind.OFFERS})
"""Kinds beside the deals that may depend on something."""
_TOLD = frozenset({Status.PLANNED, Status.AGREED, Status.OPTIONAL, Status.TALKS})
_END = re.compile(r"[,，;；:：()（）。]|[.!?](?=\s|$)|\s-\s|--|\Z")

Span = tuple[int, int]


def find_conditions(passage: Passage) -> tuple[Span, ...]:
    """The conditional clauses of a sentence: from the words that begin one to the next sign that ends it."""
    pattern = passage.language.grammar.conditions
    spans: list[Span] = []
    for match in pattern.finditer(passage.folded, passage.start, passage.end) if pattern else ():
        start = match.start() + _prefix_length(match.group(), passage)
        end = _end(match.end(), passage)
        if end - match.end() < _SHORTEST[passage.language.boundary] or (spans and start < spans[-1][1]):
            continue
        spans.append((start, end))
    return tuple(spans)


def _prefix_length(words: str, passage: Passage) -> int:
    """1 where a Hebrew 'and' is attached to the words."""
    return 1 if passage.language.boundary is Boundary.PREFIX and words.startswith("ו") else 0


def _end(place: int, passage: Passage) -> int:
    """Where the clause around `place` ends: at the next sign that is not part of a number.

    A comma right behind the words that begin it ends nothing ('unter der Auflage, dass ...').
    """
    place += len(re.match(r"[\s,]*", passage.folded[place : passage.end])[0])  # type: ignore[index]
    for match in _END.finditer(passage.folded, place, passage.end):
        before, behind = passage.folded[match.start() - 1], passage.folded[match.end() : match.end() + 1]
        if not (before.isdigit() and behind.isdigit()):
            return len(passage.text[: match.start()].rstrip())
    return passage.end


def is_supposed(passage: Passage, start: int, subject: int | None, status: FoundStatus, conditions: Sequence[Span]) -> bool:
    """Whether the words at `start` stand in a clause that only supposes.

    `subject` is where their subject stands, None where it is not in the sentence.
    """
    grammar = passage.language.grammar
    clause_start, clause_end = passage.clause(start)
    found = grammar.hypothetical.search(passage.folded, clause_start, start) if grammar.hypothetical else None
    if found is None:
        return False
    closed = next((end for begin, end in conditions if begin <= found.start() < end <= start), None)
    if closed is not None and not _says_more(found.end(), closed, passage):
        return True  # 'if Google, the search giant, buys'
    if closed is None or subject is None or subject < closed or status.status not in _TOLD:
        return True
    if status.start is not None and status.start < closed:
        return True
    return grammar.unreal is not None and grammar.unreal.search(passage.folded, closed, clause_end) is not None


def _says_more(start: int, end: int, passage: Passage) -> bool:
    """Whether a stretch holds a word outside the names in it."""
    names = [(mention.outer_start, mention.outer_end) for mention in passage.mentions]
    return any(passage.folded[place].isalpha() and not any(a <= place < b for a, b in names) for place in range(start, end))


def add_conditions(drafts: Sequence[Draft], passage: Passage, conditions: Sequence[Span]) -> None:
    """Each condition to the deal told nearest to it, and to the other claims that the same words make."""
    deals = [draft for draft in drafts if KINDS[draft.kind].deal or draft.kind in _CONDITIONAL]
    for span in conditions:
        costs = [(_cost(draft, span, passage), order) for order, draft in enumerate(deals) if not _inside(draft.anchor, span)]
        near = min(costs, default=None)
        if near is None or near[0] > _FARTHEST:
            continue
        chosen = deals[near[1]]
        for draft in deals:
            if draft.condition is None and (draft.anchor == chosen.anchor or _same_parties(draft, chosen)):
                draft.condition = passage.text[span[0] : span[1]]


def _inside(anchor: Span, span: Span) -> bool:
    return span[0] <= anchor[0] and anchor[1] <= span[1]


def _same_parties(one: Draft, other: Draft) -> bool:
    return (one.subjects, one.objects) == (other.subjects, other.objects)


def _cost(draft: Draft, span: Span, passage: Passage) -> float:
    """How far a condition stands from the words, the figures and the parties of a deal."""
    places = [draft.anchor, *draft.spans]
    gaps = [(end, span[0]) if end <= span[0] else (span[1], start) for start, end in places if not _inside((start, end), span)]
    near, far = min(gaps, key=lambda gap: gap[1] - gap[0])
    breaks, commas = passage.barriers(near, far) if near < far else (0, 0)
    return passage.distance(near, far) + 3 * breaks + commas
