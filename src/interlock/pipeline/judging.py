"""Judgements: what a person decides, what there is to decide, and the log as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from interlock.ledger.filters import is_id_prefix
from interlock.ledger.judging import add_judgements
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.engine import now
from interlock.pipeline.whole_files import write_whole
from interlock.reporting import json_lines
from interlock.vocabulary import BadRecord, InterlockError, Judged, Judgement, Verdict
from interlock.vocabulary.fact_codec import judgement_to_record, read_judgements
from interlock.vocabulary.identity import base_of
from interlock.vocabulary.judgement import make_judgement, standing


class NoSuchThing(InterlockError):
    """What is to be judged is not in the ledger, or is not told apart by what was given."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something that can be judged: its whole id, and words for it."""

    about: Judged
    id: str
    words: str


def find(view: ResolvedView, text: str, about: Judged | None = None) -> Named:
    """The actor, claim or document that `text` names: a beginning of an id, or a name. Raises NoSuchThing."""
    found = list(_found(view, text, about))
    if len(found) == 1:
        return found[0]
    if not found:
        raise NoSuchThing(f"no actor, claim or document is '{text}'; 'interlock actors' and 'interlock claims' list them")
    shown = ", ".join(f"{each.about} {each.id[:20]}" for each in found[:5])
    raise NoSuchThing(f"'{text}' may mean {shown}; give a longer id, or --about actor, claim or document")


def judged_wrong(view: ResolvedView) -> frozenset[str]:
    """Claims that a person holds to be wrong readings."""
    held = standing(view.judgements())
    return frozenset(row.left for row in held if row.about is Judged.CLAIM and row.verdict is Verdict.WRONG)


def _found(view: ResolvedView, text: str, about: Judged | None) -> Iterator[Named]:
    if is_id_prefix(text):
        if about in (None, Judged.CLAIM):
            for match in view.match(text.lower()):
                claim = view.claim(match.id)
                yield Named(Judged.CLAIM, match.id, claim.evidence.quote if claim else match.id)
        if about in (None, Judged.DOCUMENT):
            for document in view.match_documents(text.lower()):
                row = next(view.documents(identity=document))
                yield Named(Judged.DOCUMENT, document, row.title or row.address)
    if about in (None, Judged.ACTOR):
        for identity in dict.fromkeys(node if text == node else base_of(node) for node in view.find_nodes(text)):
            yield Named(Judged.ACTOR, identity, identity)


def judge(
    ledger: Path,
    verdict: Verdict,
    left: str,
    right: str,
    who: str,
    why: str,
    about: Judged | None = None,
    when: str | None = None,
) -> Judgement:
    """Add a judgement on two things, named as `find` takes them; `wrong` names one claim on both sides.

    Raises NoSuchThing, or ValueError as `make_judgement` does.
    """
    with ResolvedView(ledger) as view:
        one = find(view, left, Judged.CLAIM if verdict is Verdict.WRONG else about)
        other = find(view, right, about or one.about)
    if one.about is not other.about:
        raise NoSuchThing(f"'{left}' is a {one.about} and '{right}' a {other.about}: only two of one sort can be judged")
    made = make_judgement(one.about, one.id, other.id, verdict, who, when or now(), why)
    add_judgements(ledger, [made])
    return made


def undo(ledger: Path, prefix: str, who: str, why: str, when: str | None = None) -> Judgement:
    """Take a judgement back by a further row. Raises NoSuchThing."""
    with ResolvedView(ledger) as view:
        rows = view.judgements()
    found = [row for row in rows if row.id.startswith(prefix.lower()) and row.undoes is None]
    if len(found) != 1:
        raise NoSuchThing(
            f"{'more than one' if found else 'no'} judgement's id begins with {prefix}; 'interlock judge list' shows them"
        )
    row = found[0]
    if any(other.undoes == row.id for other in rows):
        raise NoSuchThing(f"judgement {row.id[:8]} is undone already")
    made = make_judgement(row.about, row.left, row.right, row.verdict, who, when or now(), why, undoes=row.id)
    add_judgements(ledger, [made])
    return made


def export_judgements(ledger: Path, target: Path | None) -> Iterator[str]:
    """The log as JSON lines: written to `target`, whole or not at all, or handed out where that is None."""
    with ResolvedView(ledger) as view:
        lines = list(json_lines(map(judgement_to_record, view.judgements())))
    if target is None:
        yield from lines
    else:
        write_whole(target, "".join(lines))


def import_judgements(ledger: Path, source: Path, on_error: Callable[[BadRecord], None]) -> int:
    """Add the judgements of a file; a bad line is handed to `on_error`. Return how many are new."""
    with source.open(encoding="utf-8", errors="replace") as lines:
        return add_judgements(ledger, read_judgements(lines, str(source), on_error))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair worth a person's look: what the rules think of it, and what to show beside it."""

    left: Named
    right: Named
    score: float
    why: str
    context: tuple[str, ...] = ()


def queue(view: ResolvedView, propose: Iterable[Candidate]) -> Iterator[Candidate]:
    """The pairs on which nobody has judged yet."""
    judged = {(row.about, row.left, row.right) for row in standing(view.judgements())}
    for candidate in propose:
        one, other = sorted((candidate.left.id, candidate.right.id))
        if (candidate.left.about, one, other) not in judged:
            yield candidate
