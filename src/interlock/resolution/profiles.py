"""What of a document is compared to find those that tell the same: who does what with whom, how much, in which words."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from interlock.resolution.known import Told
from interlock.resolution.nodes import GROUP, form
from interlock.resolution.propositions import BACKGROUND, Resolver, is_anonymous
from interlock.vocabulary import KINDS, ActorKind, Bound, Kind, Money, Quantity, Status
from interlock.vocabulary.currencies import in_dollars
from interlock.vocabulary.document import Source
from interlock.vocabulary.quantity import stated

_WORDS = 5
_NAME_LETTERS = 3
_SKETCH = 64
_BEGINNING, _BEGINNING_ELSE = 6, 2
"""Letters at the beginning of a name by which texts are looked for, in Latin script and in others."""
_YEARS = range(1900, 2100)
_BRIEF = 2
"""Things told: a document of no more is a brief, and one mark is enough to compare it."""
_THIN, _FEW_CLAIMS = 3, 8
"""Pieces of news, and claims: of a document with no more few were read, and what its words say counts too."""
_MARKED = 8
"""Least hashes of a text by which its copies are looked for."""
_SHORTEST_WORDED = 40
"""Letters. A shorter text is too little to be a copy of anything."""
_FIRMS = frozenset({ActorKind.COMPANY, ActorKind.ORGANISATION})
_PEOPLE = (f"{GROUP}:", f"{ActorKind.PERSON}:")
_WHO = frozenset({ActorKind.COMPANY, ActorKind.FUND, ActorKind.ORGANISATION, ActorKind.GOVERNMENT, ActorKind.PROJECT})


_NUMBER = re.compile(r"\d+(?:[.,\u2009\u00a0\u202f']\d+)*")
Edge = tuple[str, str, str]
"""Kind (with the metric), and both parties in the order of their ids."""


@dataclass(frozen=True, slots=True)
class Point:
    """What one claim contributes: kind and metric, the parties, quantities, status.

    Where people are named by count only ('forty engineers'), the firm that they come from stands for them.
    """

    claim: str
    kind: Kind
    metric: str | None
    subject: str
    object: str | None
    quantities: tuple[tuple[str, Quantity], ...]
    status: Status
    date: str | None
    per: str | None
    role: str | None
    period: str | None

    @property
    def edge(self) -> Edge:
        """Kind and both parties, whichever way round."""
        sides = sorted((self.subject, self.object or ""))
        return f"{self.kind}:{self.metric or ''}", sides[0], sides[1]


@dataclass(frozen=True, slots=True)
class Profile:
    """A document as stories are found by it.

    `actors` are the firms, states and projects named; `people` the persons; `credited` whoever it names as its source, by
    identity; `media` of these the firms that are no party of a claim, by the forms of their names, `medium` the name of the first
    of them, `informants` whether it names people; `outlet` the forms of its own site's name; `letters` its text without spaces
    and marks, `sketch` the least hashes of its runs of words (MinHash); `names` the forms of the names of actors and people,
    `numbers` the digits of the numbers in its text that are no year, without the noughts at their end (6.2bn and 62億 are 62);
    `edges` the points between two known parties, `sums` the sizes of the figures of deals by party, `news` the number of edges
    that are no background.
    """

    source: Source
    points: tuple[Point, ...]
    actors: frozenset[str]
    people: frozenset[str]
    credited: frozenset[str]
    media: frozenset[str]
    medium: str | None
    informants: bool
    outlet: frozenset[str]
    sketch: frozenset[int]
    letters: str
    names: Mapping[str, frozenset[str]]
    numbers: frozenset[str]
    edges: Mapping[Edge, tuple[Point, ...]]
    sums: frozenset[str]
    news: int

    @property
    def id(self) -> str:
        """Id of the document."""
        return self.source.id

    @property
    def thin(self) -> bool:
        """Whether few claims were read of it."""
        return self.news <= _THIN and len(self.points) <= _FEW_CLAIMS


def profile(source: Source, claims: Iterable[Told], text: str, resolver: Resolver) -> Profile:
    """The profile of a document."""
    points: list[Point] = []
    actors: set[str] = set()
    people: set[str] = set()
    credited: set[str] = set()
    media: dict[str, set[str]] = {}
    called_first: dict[str, str] = {}
    names: dict[str, set[str]] = {}
    for told in sorted(claims, key=lambda each: (each.claim.evidence.start, each.claim.id)):
        claim = told.claim
        proposition = resolver.proposition(told)
        points.append(
            Point(
                claim.id,
                claim.kind,
                claim.metric,
                proposition.subject,
                proposition.origin if is_anonymous(proposition.object) and proposition.origin else proposition.object,
                tuple(claim.quantities().items()),
                claim.status,
                claim.date,
                claim.per,
                claim.role,
                claim.period,
            )
        )
        for actor in (claim.subject, claim.object, claim.origin):
            if actor is not None and not is_anonymous(identity := resolver.identity(actor, source.id)):
                if actor.kind in _WHO or actor.kind is ActorKind.PERSON:
                    names.setdefault(identity, set()).update(map(form, (actor.name, actor.mention)))
                if actor.kind in _WHO:
                    actors.add(identity)
                elif actor.kind is ActorKind.PERSON:
                    people.add(identity)
        for actor in claim.attributed_to:
            identity = resolver.identity(actor, source.id)
            credited.add(identity)
            if actor.kind in _FIRMS:
                called = (actor.name, actor.mention, *resolver.names(identity))
                media.setdefault(identity, set()).update(map(form, called))
                called_first.setdefault(identity, actor.name)
    edges = _edges(points)
    return Profile(
        source,
        tuple(points),
        frozenset(actors),
        frozenset(people),
        frozenset(credited),
        frozenset(name for identity, called in media.items() if identity not in actors for name in called),
        next((name for identity, name in called_first.items() if identity not in actors), None),
        any(identity == GROUP or identity.startswith(_PEOPLE) for identity in credited),
        _outlet(source.site),
        _sketch(text),
        form(text),
        {identity: resolver.forms(identity, forms) for identity, forms in names.items()},
        numbers_in(text),
        edges,
        frozenset(_sums(points)),
        sum(edge[0].partition(":")[0] not in BACKGROUND for edge in edges),
    )


def _outlet(site: str | None) -> frozenset[str]:
    """'www.bloomberg.com' and 'The Ledger' as forms of a name."""
    if not site:
        return frozenset()
    return frozenset({form(site), form(site.removeprefix("www.").partition(".")[0])})


def is_rare(identity: str) -> bool:
    """Whether the atlas does not know the actor: that two texts name it tells more."""
    return ":" in identity


def _beginnings(forms: Iterable[str]) -> set[str]:
    """How the forms of a name begin, where they are long enough: 'Kestrel' and 'Kestrel Compute' are often one."""
    sizes = ((each, _BEGINNING if each.isascii() else _BEGINNING_ELSE) for each in forms)
    return {each[:size] for each, size in sizes if len(each) >= size}


def numbers_in(text: str) -> frozenset[str]:
    """The digits of the numbers of a text, without noughts before and behind, at least two of them; years are left out."""
    found = set()
    for number in _NUMBER.findall(text):
        digits = re.sub(r"\D", "", number).strip("0")
        if len(digits) > 1 and not (number.isdigit() and int(number) in _YEARS):
            found.add(digits)
    return frozenset(found)


def marks(found: Profile) -> frozenset[str]:
    """What two documents must share to be compared: the parties of a claim, a firm's figure, or a run of words."""
    shared = {f"edge:{one}|{other}" for _, one, other in found.edges}
    if found.thin:
        shared |= {f"number:{actor}|{number}" for actor in (*found.actors, *found.people) for number in found.numbers}
        shared |= {
            f"name:{begin}" for identity in found.names if is_rare(identity) for begin in _beginnings(found.names[identity])
        }
    return frozenset(shared) | found.sums | {f"words:{each:x}" for each in sorted(found.sketch)[:_MARKED]}


def marks_needed(one: Profile | int, other: Profile | int) -> int:
    """How many marks two documents must share to be compared: two where both tell of several things (by their `news`)."""
    least = min(each if isinstance(each, int) else each.news for each in (one, other))
    return 1 if least <= _BRIEF else 2


def _edges(points: Iterable[Point]) -> dict[Edge, tuple[Point, ...]]:
    """The points by edge; of those without an object only figures and listings are between known parties."""
    edges: dict[Edge, list[Point]] = {}
    for point in points:
        if is_anonymous(point.subject) or (point.object is not None and is_anonymous(point.object)):
            continue
        if point.object is None and point.kind is not Kind.REPORTS and point.kind is not Kind.LISTS:
            continue
        edges.setdefault(point.edge, []).append(point)
    return {edge: tuple(found) for edge, found in edges.items()}


def _sums(points: Iterable[Point]) -> Iterator[str]:
    for point in points:
        if KINDS[point.kind].deal:
            for actor in (point.subject, point.object):
                if actor and not is_anonymous(actor):
                    for name, quantity in point.quantities:
                        yield from (f"sum:{actor}|{name}|{size}" for size in sizes(quantity))


def sizes(quantity: Quantity) -> tuple[int, int]:
    """The size of a quantity in steps of a sixteenth of a magnitude, and the next step: two near sizes share one."""
    number = abs(stated(quantity))
    if isinstance(quantity, Money):
        number = abs(in_dollars(Money(number, Bound.EXACT, currency=quantity.currency)) or number)
    step = math.floor(math.log10(number) * 16) if number > 0 else -99
    return step, step + 1


def credits(telling: Profile, other: Profile) -> bool:
    """Whether one text names the other's outlet as its source: by the site, or by the name that the other text gives
    itself (papers do so where they tell what they were told)."""
    if telling.media & other.outlet:
        return True
    return any(len(name) >= _NAME_LETTERS and name in other.letters for name in telling.media)


def resemblance(one: Profile, other: Profile) -> float:
    """How much of the shorter text stands in the longer (containment, estimated from the sketches); 0 for short texts."""
    if one.sketch.isdisjoint(other.sketch):
        return 0.0
    mine, theirs = len(one.letters), len(other.letters)
    union = sorted(one.sketch | other.sketch)[:_SKETCH]
    shared = sum(each in one.sketch and each in other.sketch for each in union) / len(union)
    return min(1.0, shared * (mine + theirs) / ((1 + shared) * min(mine, theirs)))


def _sketch(text: str) -> frozenset[int]:
    if len(form(text)) < _SHORTEST_WORDED:
        return frozenset()
    pieces = re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+", text.lower())
    runs = {" ".join(pieces[place : place + _WORDS]) for place in range(max(1, len(pieces) - _WORDS + 1))}
    hashes = sorted(int.from_bytes(hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=7).digest()) for run in runs)
    return frozenset(hashes[:_SKETCH])
