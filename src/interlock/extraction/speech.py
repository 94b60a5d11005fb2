"""Statements: a verb of saying with its speaker, or an attribution with a quotation."""

from __future__ import annotations

from interlock.extraction.draft import Draft
from interlock.extraction.mention import Mention, Source
from interlock.extraction.modality import Attribution, FoundStatus
from interlock.extraction.passage import Passage
from interlock.vocabulary import ActorKind, Kind, Status
from interlock.vocabulary.claim import LONGEST_EVIDENCE

_SPEAKERS = frozenset(
    {ActorKind.PERSON, ActorKind.COMPANY, ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.FUND, ActorKind.GROUP}
)
_NAMED_SPEAKERS = _SPEAKERS - {ActorKind.GROUP}
_FARTHEST = 12.0
"""Words between a verb of saying and its speaker."""
_SHORTEST_QUOTE = 8
"""Characters: shorter quotations are names and ironies, not statements."""


def read_speech(passage: Passage, attributions: tuple[Attribution, ...]) -> list[Draft]:
    """At most one statement for each speaker of the sentence."""
    found: dict[str, Draft] = {}
    verbs = passage.language.speech.verbs
    quoted = _quotations(passage)
    for match in verbs.finditer(passage.folded, passage.start, passage.end) if verbs else ():
        if any(start < match.start() and match.end() < end for start, end in quoted):
            continue  # a verb inside what somebody says
        speaker = _speaker(passage, match.start(), match.end(), quoted)
        if speaker is not None and speaker.actor.id not in found:
            found[speaker.actor.id] = _draft(passage, speaker, (match.start(), match.end()), quoted)
    if quoted:
        for attribution in attributions:
            if attribution.source.id not in found and attribution.source.kind in _NAMED_SPEAKERS:
                anchor = (attribution.start, attribution.end)
                found[attribution.source.id] = Draft(
                    kind=Kind.SAYS,
                    passage=passage,
                    subjects=(attribution.source,),
                    objects=(),
                    anchor=anchor,
                    status=FoundStatus(Status.DONE),
                    confidence=0.6,
                    spans=_cover(passage, anchor, anchor),
                )
    return list(found.values())


def attribute_quoted(drafts: list[Draft], spoken: list[Draft], passage: Passage) -> None:
    """What stands in a quotation is said by its speaker, where the sentence has one and names no other source."""
    if len(spoken) != 1:
        return
    speaker, quoted = spoken[0].subjects[0], _quotations(passage)
    for draft in drafts:
        inside = any(start < draft.anchor[0] and draft.anchor[1] < end for start, end in quoted)
        if inside and not draft.attributed_to and speaker not in (*draft.subjects, *draft.objects):
            draft.attributed_to = (speaker,)


def _draft(passage: Passage, speaker: Mention, verb: tuple[int, int], quoted: list[tuple[int, int]]) -> Draft:
    confidence = 0.55 + (0.2 if quoted else 0.0) - (0.1 if speaker.source is Source.PRONOUN else 0.0)
    return Draft(
        kind=Kind.SAYS,
        passage=passage,
        subjects=(speaker.actor,),
        objects=(),
        anchor=verb,
        status=FoundStatus(Status.DONE),
        confidence=confidence,
        spans=_cover(passage, verb, (speaker.start, speaker.end)),
    )


def _cover(passage: Passage, verb: tuple[int, int], speaker: tuple[int, int]) -> list[tuple[int, int]]:
    """The whole sentence, or as much of it around the verb as evidence may hold."""
    if passage.end - passage.start <= LONGEST_EVIDENCE:
        return [(passage.start, passage.end)]
    start = min(verb[0], speaker[0])
    if passage.end - start <= LONGEST_EVIDENCE:
        return [(start, passage.end)]
    if max(verb[1], speaker[1]) - passage.start <= LONGEST_EVIDENCE:
        return [(passage.start, max(verb[1], speaker[1]))]
    return [(start, start + LONGEST_EVIDENCE)]


def _quotations(passage: Passage) -> list[tuple[int, int]]:
    """Spans in quotation marks, long enough to be a statement."""
    found = []
    for opening, closing in passage.language.speech.quotes:
        place = passage.start
        while (start := passage.text.find(opening, place, passage.end)) >= 0:
            end = passage.text.find(closing, start + 1, passage.end)
            if opening == '"' and passage.text[start - 1 : start].isalnum() and passage.text[start + 1 : start + 2].isalnum():
                place = start + 1  # gershayim inside a Hebrew word
                continue
            stop = passage.end if end < 0 else end + 1
            if stop - start >= _SHORTEST_QUOTE:
                found.append((start, stop))
            place = stop
    return found


def _speaker(passage: Passage, start: int, end: int, quoted: list[tuple[int, int]]) -> Mention | None:
    """The nearest fitting mention on either side of the verb, outside quotations, not behind a preposition."""
    best: tuple[float, Mention] | None = None
    oblique = passage.language.grammar.oblique
    turned = _is_turned(passage, start)
    for candidate in passage.candidates:
        head = candidate.head
        if head.kind not in _SPEAKERS or "media" in head.sectors or any(a < head.start and head.end < b for a, b in quoted):
            continue
        before = candidate.end <= start
        if not before and not turned:
            continue
        distance = passage.distance(candidate.end, start) if before else passage.distance(end, candidate.start)
        breaks, commas = passage.barriers(candidate.end if before else end, start if before else candidate.start)
        cost = distance + 4 * breaks + 1.5 * commas + (0.0 if before else 1.5)
        window = passage.folded[max(passage.start, head.outer_start - 20) : head.outer_start]
        if oblique and oblique.search(window):
            cost += 6
        if head.kind is not ActorKind.PERSON:
            cost += 1.0
        if cost <= _FARTHEST and (best is None or cost < best[0]):
            best = cost, head
    return best[1] if best else None


def _is_turned(passage: Passage, verb: int) -> bool:
    """Whether the speaker may stand behind the verb: after a quotation or a comma, or where the verb opens the sentence."""
    said = passage.text[passage.start : verb].rstrip()
    return len(said) < 4 or said[-1] in _BEFORE_TURNED_VERB


_BEFORE_TURNED_VERB = "\"'”’»」』,，-–—?!…:：."
