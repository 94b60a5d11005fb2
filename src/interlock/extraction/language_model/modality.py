"""How far a proposed thing has come: the model's word, bounded by the words of the quote."""

from __future__ import annotations

from dataclasses import dataclass

from interlock.extraction.conditions import find_conditions, is_supposed
from interlock.extraction.language_model.refusal import Reason, Refusal
from interlock.extraction.language_model.scope import Scope
from interlock.extraction.modality import FoundStatus, find_status
from interlock.extraction.passage import Passage
from interlock.extraction.wordlist import status_words
from interlock.vocabulary import Kind, Status

_FIRM = frozenset({Status.DONE, Status.AGREED})
_OPEN = frozenset({Status.PLANNED, Status.TALKS, Status.OPTIONAL, Status.POSSIBLE})
_STOPPED = frozenset({Status.STALLED, Status.REFUSED, Status.ENDED, Status.DENIED})
_OWN_WORDS = frozenset({Kind.RESTRICTS, Kind.EASES, Kind.LEVIES, Kind.HIRES, Kind.LEADS, Kind.SAYS, Kind.LEAVES})
"""Kinds whose own words ('freezes', 'signs', 'former') are no sign of how far they have come."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The status kept, the word that shows it, and whether it is another than the model's."""

    status: Status
    word: tuple[int, int] | None
    corrected: bool = False


def settle_status(said: object, kind: Kind, scope: Scope, places: list[tuple[int, int]]) -> Settled:
    """The status of a claim whose parties and figures stand at `places`.

    Where a word near them shows that the thing is open or has stopped, and the model says that it is done or agreed, the word
    counts. Any other status stays as the model says, with its word where there is one. Raises Refusal for what is no status.
    """
    try:
        own = Status(str(said))
    except ValueError:
        raise Refusal(Reason.FORM, f"'status' is one of: {', '.join(Status)}") from None
    if kind in _OWN_WORDS:
        return Settled(own, _word(own, scope))
    words = [found for passage in scope.sentences for found in _shown(passage, scope, places)]
    same = next((found for found in words if found.status is own), None)
    if same is not None and same.start is not None and same.end is not None:
        return Settled(own, (same.start, same.end))
    against = [found for found in words if _outweighs(found.status, own)]
    if against and against[0].start is not None and against[0].end is not None:
        return Settled(against[0].status, (against[0].start, against[0].end), corrected=True)
    return Settled(own, _word(own, scope))


def refuse_supposed(kind: Kind, status: Status, scope: Scope, place: int) -> None:
    """Raise Refusal where the quote asks or only supposes: that claims nothing, whatever a model makes of it."""
    if kind is Kind.SAYS:
        return
    for passage in scope.sentences:
        if passage.is_question() and passage.start <= place < passage.end:
            raise Refusal(Reason.SPEECH, "the sentence is a question; a question claims nothing")
        if passage.start <= place < passage.end and status in _FIRM:
            found = find_conditions(passage)
            if is_supposed(passage, place, None, FoundStatus(status), found):
                raise Refusal(Reason.SPEECH, "the clause only supposes; that claims nothing")


def _outweighs(shown: Status, said: Status) -> bool:
    return (said in _FIRM and shown in _OPEN | _STOPPED) or (said in _OPEN and shown in _STOPPED)


def _shown(passage: Passage, scope: Scope, places: list[tuple[int, int]]) -> list[FoundStatus]:
    """What the status words near the places of the claim show."""
    found = []
    for start, end in places:
        if passage.start <= start and end <= passage.end:
            status = find_status(passage, start, end, None)
            if status.start is not None and status.end is not None and scope.touches(status.start, status.end):
                found.append(status)
    return found


def _word(status: Status, scope: Scope) -> tuple[int, int] | None:
    """A word of the quote that shows the status."""
    for passage in scope.sentences:
        for words, match in status_words(passage.language).find(passage.folded, passage.start, passage.end):
            if words.status is status and scope.holds(match.start(), match.end()):
                return match.start(), match.end()
    return None
