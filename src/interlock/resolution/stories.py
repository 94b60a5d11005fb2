"""Which documents tell one story: by who does what with whom, by figures and time; by words last."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from interlock.resolution.agreement import Fit, fit, ratio
from interlock.resolution.profiles import Point, Profile, credits, is_rare, marks, resemblance
from interlock.resolution.propositions import BACKGROUND, is_anonymous
from interlock.resolution.times import FAR, gap
from interlock.resolution.unions import Unions
from interlock.vocabulary import KINDS, Judged, Judgement, Verdict
from interlock.vocabulary.story import StoryLink

LONGEST_STORY = 270
"""Days between two tellings that are compared at all."""
_COPY = 0.6
"""Words of the shorter text that stand in the longer, from which on it is the same text."""

_WELL_KNOWN, _MOST_KNOWN = 0.3, 0.6
"""What it tells that both texts name an actor that the atlas knows, beside one that it does not know; and at most."""
_TWO_DIGITS = 60
"""About so many numbers of two digits are usual: of two long texts some are shared by chance."""
_SHORT_NAME, _SHORT_HAN = 5, 3

Near = Callable[[frozenset[str], Profile], Iterable[Profile]]
"""The profiles that share enough of the marks with a profile, and were told within LONGEST_STORY days of it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds of one story. Set by hand beside one file of labelled stories, and not fitted: too few of its pairs are near
    misses."""

    bias: float = -4.2
    deal: float = 2.0
    people: float = 0.7
    overlap: float = 2.0
    standing: float = 0.3
    figure: float = 2.6
    conflict: float = -2.6
    sums: float = 1.2
    actors: float = 1.5
    days: float = -0.35
    credit: float = 1.5
    names: float = 1.2
    numbers: float = 1.0
    words: float = 4.0


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two documents share: deals, moves of people, standing facts (logarithms of counts); the part of their news that
    is shared (geometric mean of both parts: a long feature that mentions a deal is not its story); figures that agree or
    conflict on it, sums that agree elsewhere, actors (part of the smaller set), days apart, whether one names the
    outlet of the other as its source; where few claims of one were read, actors that both name anywhere in their text and
    numbers that stand in both (logarithms of counts); words (part of the shorter text)."""

    deal: float
    people: float
    overlap: float
    standing: float
    figure: float
    conflict: float
    sums: float
    actors: float
    days: float
    credit: float
    names: float
    numbers: float
    words: float

    def odds(self) -> float:
        """The log-odds that both tell one story."""
        told = (self.deal, self.people, self.overlap, self.standing, self.figure, self.conflict)
        return _odds(*told, self.sums, self.actors, self.days, self.credit, self.words, self.names, self.numbers)

    def score(self) -> float:
        """The probability that both tell one story."""
        return 1 / (1 + math.exp(-self.odds()))


def _odds(
    deal: float,
    people: float,
    overlap: float,
    standing: float,
    figure: float,
    conflict: float,
    sums: float,
    actors: float,
    days: float,
    credit: float,
    words: float,
    names: float = 0.0,
    numbers: float = 0.0,
) -> float:
    """The log-odds of what two documents share, each as in `Evidence`: also of what is only hoped for yet."""
    told = WEIGHTS.bias + WEIGHTS.deal * deal + WEIGHTS.people * people + WEIGHTS.overlap * overlap
    told += WEIGHTS.standing * standing + WEIGHTS.figure * figure + WEIGHTS.conflict * conflict
    told += WEIGHTS.sums * sums + WEIGHTS.actors * actors + WEIGHTS.days * days
    told += WEIGHTS.names * names + WEIGHTS.numbers * numbers
    return told + WEIGHTS.credit * credit + WEIGHTS.words * words


def evidence(one: Profile, other: Profile) -> Evidence | None:
    """What two documents share; symmetric. None where nothing that is dearer to find could make the two one story."""
    deal = people = standing = figure = conflict = 0.0
    matched: set[str] = set()
    for edge in sorted(one.edges.keys() & other.edges.keys()):
        mine, theirs = one.edges[edge], other.edges[edge]
        kind = mine[0].kind
        if kind in BACKGROUND:
            standing += 1
        elif KINDS[kind].people:
            people += 1
        else:
            deal += 1
        agrees, conflicts = _figures(mine, theirs)
        figure, conflict = figure + agrees, conflict + conflicts
        matched.update(point.claim for point in (*mine, *theirs))
    overlap = (deal + people) / math.sqrt(max(1, one.news) * max(1, other.news))
    deal, people, standing, figure, conflict = _few(deal), _few(people), _few(standing), _few(figure), _few(conflict)
    apart = math.log1p(_gap(one, other) / 7)
    most = _few(len(one.sums & other.sums))
    alike = one.source.text_id == other.source.text_id or not one.sketch.isdisjoint(other.sketch)
    names, numbers = _in_words(one, other) if one.thin or other.thin else (0.0, 0.0)
    if not alike and _odds(deal, people, overlap, standing, figure, conflict, most, 1.0, apart, 1.0, 0.0, names, numbers) < 0:
        return None
    shared = _shared(one.actors | one.people, other.actors | other.people)
    credit = float(credits(one, other) or credits(other, one))
    hoped = _odds(deal, people, overlap, standing, figure, conflict, most, shared, apart, credit, 0.0, names, numbers)
    if not alike and hoped < 0:
        return None
    without = Evidence(
        deal=deal,
        people=people,
        overlap=overlap,
        standing=standing,
        figure=figure,
        conflict=conflict,
        sums=0.0,
        actors=shared,
        days=apart,
        credit=credit,
        names=names,
        numbers=numbers,
        words=resemblance(one, other),
    )
    # Sums are the dearest to find: they are looked for where as many as can be would make the two one story.
    if most and without.odds() + WEIGHTS.sums * most >= 0:
        return replace(without, sums=_few(_sums(one, other, matched)))
    return without


def _in_words(one: Profile, other: Profile) -> tuple[float, float]:
    """The actors that both texts name, whether or not a claim was read about them, and the numbers that stand in both."""
    rare = known = 0.0
    for identity in one.names.keys() | other.names.keys():
        mine, theirs = one.names.get(identity), other.names.get(identity)
        if (mine and theirs) or _names(other, mine) or _names(one, theirs):
            rare, known = (rare + 1, known) if is_rare(identity) else (rare, known + _WELL_KNOWN)
    shared = sum(len(number) - 1 for number in one.numbers & other.numbers)
    by_chance = len(one.numbers) * len(other.numbers) / _TWO_DIGITS
    return _few(rare + min(known, _MOST_KNOWN)), _few(max(0.0, shared - by_chance))


def _names(found: Profile, forms: frozenset[str] | None) -> bool:
    """Whether one of the forms of a name stands in the text; a short one may be a part of another word."""
    return any(len(each) >= (_SHORT_NAME if each.isascii() else _SHORT_HAN) and each in found.letters for each in forms or ())


def _few(number: float) -> float:
    """The first weighs more than the fifth."""
    return math.log2(1 + number)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / (smaller + 1) if smaller else 0.0


def _gap(one: Profile, other: Profile) -> int:
    distance = gap(one.source.said, other.source.said)
    return 30 if distance == FAR else distance


def _figures(mine: Sequence[Point], theirs: Sequence[Point]) -> tuple[int, float]:
    """Fields of one edge whose figures agree, and those in which none does: by how much, one for twice as much."""
    agrees, conflicts = 0, 0.0
    for name in ("amount", "share", "power", "count"):
        left = [(point.per, quantity) for point in mine for field, quantity in point.quantities if field == name]
        right = [(point.per, quantity) for point in theirs for field, quantity in point.quantities if field == name]
        if left and right:
            best = max(fit(one, other) if per == rate else Fit.OPEN for per, one in left for rate, other in right)
            agrees += best >= Fit.LOOSE
            if best is Fit.CONFLICT:
                conflicts += min(1.0, math.log2(min(ratio(one, other) for _, one in left for _, other in right)))
    periods = {point.period for point in mine if point.period} & {point.period for point in theirs}
    return agrees + bool(periods), conflicts


def _sums(one: Profile, other: Profile, matched: set[str]) -> int:
    """Figures of deals that agree between claims about one actor, though the edges differ (a party unnamed, a kind
    read otherwise)."""
    left, right = (_deals(found, matched) for found in (one, other))
    agreeing = [
        (point.claim, telling.claim) for point in left for telling in right if _meet(point, telling) and _agree(point, telling)
    ]
    return min(len({mine for mine, _ in agreeing}), len({theirs for _, theirs in agreeing}))


def _deals(found: Profile, matched: set[str]) -> list[Point]:
    return [p for p in found.points if p.quantities and p.claim not in matched and KINDS[p.kind].deal]


def _meet(one: Point, other: Point) -> bool:
    mine, theirs = {one.subject, one.object}, {other.subject, other.object}
    return any(each is not None and not is_anonymous(each) for each in mine & theirs)


def _agree(one: Point, other: Point) -> bool:
    told = dict(other.quantities)
    return any(name in told and fit(quantity, told[name]) >= Fit.LOOSE for name, quantity in one.quantities)


def compare(one: Profile, other: Profile) -> StoryLink | None:
    """The link between two documents that tell one story, or None."""
    if one.id == other.id or (gap(one.source.said, other.source.said) > LONGEST_STORY and one.source.said and other.source.said):
        return None
    shared = evidence(one, other)
    if shared is None:
        return None
    score = 1.0 if one.source.text_id == other.source.text_id or shared.words >= _COPY else shared.score()
    if score < 0.5:
        return None
    left, right = sorted((one.id, other.id))
    return StoryLink(left, right, round(score, 4), _why(shared))


def _why(shared: Evidence) -> str:
    parts = []
    if shared.words >= _COPY:
        parts.append(f"{round(100 * shared.words)} % of the shorter text stands in the other")
    for number, what in (
        (shared.deal, "deals between the same two"),
        (shared.figure, "figures that agree"),
        (shared.people, "moves of the same people"),
        (shared.sums, "sums about the same firm"),
    ):
        if number:
            parts.append(f"{round(2**number - 1)} {what}")
    if shared.numbers:
        parts.append("numbers that stand in both texts")
    return ", ".join(parts) or "the same actors at the same time"


def link_new(new: Iterable[Profile], near: Near) -> list[StoryLink]:
    """Every link between a new document and a document with which it shares a mark, sorted."""
    links: dict[tuple[str, str], StoryLink] = {}
    for found in new:
        for other in near(marks(found), found):
            made = compare(found, other)
            if made is not None:
                links[made.left, made.right] = made
    return [links[key] for key in sorted(links)]


def components(documents: Iterable[str], links: Iterable[StoryLink], judgements: Sequence[Judgement]) -> Mapping[str, str]:
    """From each document to the least document of its story. Links join the surest first; judgements come before all."""
    joined = Unions(documents)
    about = [row for row in judgements if row.about is Judged.DOCUMENT]
    apart = {frozenset((row.left, row.right)) for row in about if row.verdict is not Verdict.SAME}
    known = set(joined.everyone())
    for row in about:
        if row.verdict is Verdict.SAME and {row.left, row.right} <= known:
            joined.join(row.left, row.right)
    for link in sorted(links, key=lambda each: (-each.score, each.left, each.right)):
        if link.left not in known or link.right not in known:
            continue
        left, right = joined.members(link.left), joined.members(link.right)
        if apart and any(frozenset((one, other)) in apart for one in left for other in right):
            continue
        joined.join(link.left, link.right)
    return {document: joined.root(document) for document in known}
