"""Who holds which post: a title beside a person and an organisation, in any order ('OpenAI CEO Sam Altman',
'Sam Altman, PDG d'OpenAI', '輝達執行長黃仁勳', 'מנכ"ל אנבידיה, ג'נסן הואנג')."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from interlock.extraction.draft import Draft
from interlock.extraction.mention import Mention, Source
from interlock.extraction.modality import FoundStatus
from interlock.extraction.passage import Candidate, Passage
from interlock.extraction.wordlist import title_words
from interlock.languages import Boundary, Title
from interlock.vocabulary import Actor, ActorKind, Kind, Status

_ORGANISATIONS = frozenset({ActorKind.COMPANY, ActorKind.FUND, ActorKind.ORGANISATION, ActorKind.GOVERNMENT, ActorKind.PROJECT})
_STOPS = ".;:!?\n。；：！？"
_REACH = {Boundary.SPACE: 45, Boundary.PREFIX: 45, Boundary.NONE: 16}
"""Characters between a title and the person or the organisation it belongs to."""
_MOST_WORDS = 3
"""Words between them that are no names and no titles (a Chinese character counts half)."""


def read_posts(passage: Passage, known: Sequence[Mention] = ()) -> list[Draft]:
    """Claims of the kinds leads and founds that titles make.

    `known` are the people that the document names anywhere: 'the chief executive of Nvidia' is the one of them who is.
    """
    found: list[Draft] = []
    mentions = [member for candidate in passage.candidates for member in candidate.members]
    people = [m for m in mentions if m.kind is ActorKind.PERSON and m.source in (Source.ATLAS, Source.SHAPE)]
    firms = [m for m in mentions if m.kind in _ORGANISATIONS and m.source is not Source.GROUP]
    titles = _titles(passage)
    phrase = _Phrase(passage, [*people, *firms], [(start, end) for _, start, end in titles])
    for title, start, end in titles:
        near = phrase.by_nearness(people, start, end)
        if not near:
            found += _unnamed_holder(title, start, end, firms, known, phrase)
        pairs = ((person, _firm(title, firms, person, start, end, phrase)) for person in near)
        person, firm = next(((one, firm) for one, firm in pairs if firm is not None), (None, None))
        if person is None or firm is None or firm.id == person.actor.id:
            continue
        kind = Kind.FOUNDS if title.founds else Kind.LEADS
        former = title.former or _is_former(passage, start, end)
        draft = Draft(
            kind=kind,
            passage=passage,
            subjects=(person.actor,),
            objects=(firm,),
            anchor=(start, end),
            status=FoundStatus(Status.ENDED if former else Status.DONE),
            confidence=0.8 if person.source is Source.ATLAS else 0.65,
            spans=[(person.start, person.end), *_spans_of(firm, firms, start, passage)],
            role=("former " if former else "") + title.role,
        )
        if not any(_same_post(draft, other) for other in found):
            found.append(draft)
    return found + _owners(people, firms, passage)


def _owners(people: list[Mention], firms: list[Mention], passage: Passage) -> list[Draft]:
    """'Elon Musk's xAI', 'xAI של אילון מאסק': a firm called after the one who leads it, as the atlas knows."""
    grammar = passage.language.grammar
    found = []
    for person in people:
        for firm in firms:
            if firm.actor.id not in {organisation for organisation, _ in person.posts}:
                continue
            first, last = (person, firm) if person.end <= firm.start else (firm, person)
            between = passage.folded[first.end : last.start]
            owned = (
                grammar.genitive_after.fullmatch(between.strip()) if first is person and grammar.genitive_after else None
            ) or (grammar.genitive_before.fullmatch(between.strip()) if first is firm and grammar.genitive_before else None)
            if owned and len(between) <= 8:
                found.append(
                    Draft(
                        kind=Kind.LEADS,
                        passage=passage,
                        subjects=(person.actor,),
                        objects=(firm.actor,),
                        anchor=(first.start, last.end),
                        status=FoundStatus(Status.DONE),
                        confidence=0.6,
                    )
                )
    return found


def _unnamed_holder(
    title: Title, start: int, end: int, firms: list[Mention], known: Sequence[Mention], phrase: _Phrase
) -> list[Draft]:
    """The post of somebody said by title and firm alone, where the document names who holds it."""
    firm = phrase.nearest([firm for firm in firms if firm.source is Source.ATLAS], start, end)
    if firm is None or title.founds or (phrase.cost(firm, start, end) or 0) > 0:
        return []
    holders = {person.actor.id: person for person in known if (firm.actor.id, title.role) in person.posts}
    if len(holders) != 1:
        return []
    (person,) = holders.values()
    actor = replace(person.actor, mention=phrase.passage.text[start:end])
    return [
        Draft(
            kind=Kind.LEADS,
            passage=phrase.passage,
            subjects=(actor,),
            objects=(firm.actor,),
            anchor=(start, end),
            status=FoundStatus(Status.DONE),
            confidence=0.6,
            spans=[(firm.start, firm.end)],
            role=title.role,
            notes=("inferred_actor",),
        )
    ]


def _same_post(one: Draft, other: Draft) -> bool:
    return (one.kind, one.subjects, one.objects, one.role) == (other.kind, other.subjects, other.objects, other.role)


def employers(passages: list[Passage]) -> dict[str, Actor]:
    """Whom the people of a document act for, by their id, as far as its posts say so and the atlas does not."""
    firms: dict[str, Actor] = {}
    for passage in passages:
        for draft in read_posts(passage):
            if draft.status.status is Status.DONE:
                firms.setdefault(draft.subjects[0].id, draft.objects[0])
    return firms


def with_employers(passage: Passage, firms: dict[str, Actor]) -> Passage:
    """The passage with the firms that the document says its people act for, where none is known."""
    candidates = tuple(Candidate(tuple(with_employer(member, firms) for member in c.members)) for c in passage.candidates)
    topic = with_employer(passage.topic, firms) if passage.topic else None
    return replace(passage, candidates=candidates, topic=topic)


def with_employer(mention: Mention, firms: dict[str, Actor]) -> Mention:
    """The mention with the firm that the document says it acts for, where none is known."""
    if mention.kind is ActorKind.PERSON and mention.employer is None and mention.actor.id in firms:
        return replace(mention, employer=firms[mention.actor.id])
    return mention


def _titles(passage: Passage) -> list[tuple[Title, int, int]]:
    """Titles in the sentence, the longest where they overlap."""
    hits = [
        (title, match.start() + _conjunction_length(title, match.group(), passage), match.end())
        for title, match in title_words(passage.language).find(passage.folded, passage.start, passage.end)
    ]
    hits += passage.mangling.titles_within(passage.start, passage.end) if passage.mangling else []
    hits.sort(key=lambda hit: (hit[1] - hit[2], hit[1]))
    chosen: list[tuple[Title, int, int]] = []
    for hit in hits:
        if not any(hit[1] < other[2] and other[1] < hit[2] for other in chosen):
            chosen.append(hit)
    return sorted(chosen, key=lambda hit: hit[1])


def _conjunction_length(title: Title, words: str, passage: Passage) -> int:
    """1 where a Hebrew 'and' is attached to the title: it parts the title from the person before."""
    attached = passage.language.boundary is Boundary.PREFIX and words.startswith("ו")
    return 1 if attached and title.pattern.fullmatch(words[1:]) else 0


class _Phrase:
    """Measures how closely a title and a name hang together: by the words between that are no names and no titles."""

    def __init__(self, passage: Passage, mentions: list[Mention], titles: list[tuple[int, int]]) -> None:
        self.passage = passage
        self.known = [(m.start, m.end) for m in mentions] + titles

    def by_nearness(self, mentions: list[Mention], start: int, end: int) -> list[Mention]:
        """The mentions that hang together with the title at [start, end), the best first."""
        costs = [(cost, abs(m.start - start), m) for m in mentions if (cost := self.cost(m, start, end)) is not None]
        return [mention for _, _, mention in sorted(costs, key=lambda item: item[:2])]

    def nearest(self, mentions: list[Mention], start: int, end: int) -> Mention | None:
        """The mention that hangs together best with the title."""
        return next(iter(self.by_nearness(mentions, start, end)), None)

    def cost(self, mention: Mention, start: int, end: int) -> float | None:
        """Words and signs between title and mention; None where they are too far apart or a sign ends the phrase."""
        if mention.start < end and start < mention.end:
            return None
        first, last = (mention.end, start) if mention.end <= start else (end, mention.start)
        if last - first > _REACH[self.passage.language.boundary] or any(
            sign in self.passage.folded[first:last] for sign in _STOPS
        ):
            return None
        rest = self._between(first, last)
        commas = sum(rest.count(sign) for sign in ",，、(（")
        words = re.sub(r"[\W_]+", " ", rest).strip()
        length = len(words.replace(" ", "")) / 2 if self.passage.language.boundary is Boundary.NONE else len(words.split())
        apart = mention.kind is ActorKind.PERSON and mention.end <= start and not commas
        if commas > 2 or length > (1 if apart else _MOST_WORDS) or self._has_verb(rest):
            return None  # 'Huang met the CEO of Oracle': without a comma a verb stands between
        return 2.0 * length + 0.5 * commas

    def _between(self, first: int, last: int) -> str:
        """The text between two places without the names and titles in it."""
        kept = list(self.passage.folded[first:last])
        for start, end in self.known:
            for place in range(max(start, first), min(end, last)):
                kept[place - first] = " "
        return "".join(kept)

    def _has_verb(self, text: str) -> bool:
        """Whether a verb of saying or a clause break stands between: then title and name belong to different phrases."""
        verbs, breaks = self.passage.language.speech.verbs, self.passage.language.grammar.clause_breaks
        return bool((verbs and verbs.search(text)) or (breaks and breaks.search(text)))


def _firm(title: Title, firms: list[Mention], person: Mention, start: int, end: int, phrase: _Phrase) -> Actor | None:
    """The organisation of a title: the one beside it, else the person's own ('its CEO'), else what the text is about."""
    if phrase.passage.language.boundary is Boundary.NONE:
        firms = [firm for firm in firms if firm.start < person.end]  # in Chinese the firm stands before its officer
    firm = phrase.nearest(firms, start, end)
    if firm is not None and (firm.source in (Source.ATLAS, Source.SHAPE) or person.employer is None):
        return firm.actor
    own = [m for m in firms if m.actor.id in {organisation for organisation, _ in person.posts}]
    if own:
        return min(own, key=lambda m: abs(m.start - start)).actor
    if person.employer is not None:
        founded = any(organisation == person.employer.id and "founder" in (role or "") for organisation, role in person.posts)
        return person.employer if founded or not (title.founds and person.posts) else None
    topic = phrase.passage.topic
    return topic.actor if topic is not None and topic.kind in _ORGANISATIONS else None


def _spans_of(firm: Actor, firms: list[Mention], place: int, passage: Passage) -> list[tuple[int, int]]:
    """Where the sentence says the firm, nearest to the title."""
    said = [
        m
        for m in firms
        if m.actor.id == firm.id
        and (m.source < Source.DESCRIPTION or m.end <= place)
        and abs(m.start - place) <= _REACH[passage.language.boundary] + 10
    ]
    return [(m.start, m.end) for m in sorted(said, key=lambda m: abs(m.start - place))[:1]]


def _is_former(passage: Passage, start: int, end: int) -> bool:
    former = passage.language.grammar.former
    if former is None:
        return False
    reach = 6 if passage.language.boundary is Boundary.NONE else 12
    return former.search(passage.folded, max(passage.start, start - reach), min(passage.end, end + 3)) is not None
