"""Which claims of one block are one fact. The answer depends on the set of claims alone, not on their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from interlock.resolution.agreement import Fit
from interlock.resolution.atoms import Group, agreement, atoms, nearest, together
from interlock.resolution.propositions import STANDING, Proposition
from interlock.resolution.speech import same_speech
from interlock.vocabulary import Judged, Judgement, Kind, Verdict

_BACKGROUND = 400
"""Days for which a mention without any figure is held to mean the one deal that is known between the two."""

_Strength = Callable[[Group, Group], int | None]
"""How sure it is that two groups are one; None where they are not."""


def merge(
    propositions: Iterable[Proposition],
    stories: Mapping[str, str],
    origins: Mapping[str, str],
    judgements: Sequence[Judgement] = (),
) -> list[Group]:
    """The facts of a block, as groups of propositions.

    `stories` and `origins` give the story and the origin of a document. Judgements on claims come before all rules: a claim
    that is judged wrong is in no fact.
    """
    about_claims = [row for row in judgements if row.about is Judged.CLAIM]
    wrong = {row.left for row in about_claims if row.verdict is Verdict.WRONG}
    apart = {frozenset((row.left, row.right)) for row in about_claims if row.verdict in (Verdict.DIFFERENT, Verdict.UNSURE)}
    right = [each for each in propositions if each.told.claim.id not in wrong]
    groups = atoms(right, stories, {each for pair in apart for each in pair})
    merging = _Merging(groups, apart)
    merging.judged(judgements)
    if groups and groups[0].kind is Kind.SAYS:
        merging.pairs(lambda one, other: 1 if same_speech(one, other, origins) else None, "the same words, told again")
        return merging.groups
    merging.pairs(_by_quantity, "the same parties and kind, and the figures agree")
    merging.pairs(_by_story, "the same parties and kind in the same story, nothing speaks against it")
    if groups and groups[0].kind in STANDING:
        merging.pairs(_by_standing, "the same parties and kind, which hold but once")
    else:
        merging.background()
    return merging.groups


class _Merging:
    """Groups that are joined step by step, the surest pairs first."""

    def __init__(self, groups: list[Group], apart: set[frozenset[str]]) -> None:
        self.groups = groups
        self._apart = apart

    def judged(self, judgements: Sequence[Judgement]) -> None:
        """Join what a person holds to be the same."""
        for row in judgements:
            if row.about is Judged.CLAIM and row.verdict is Verdict.SAME:
                wanted = {row.left, row.right}
                sides = [g for g in self.groups if any(each.told.claim.id in wanted for each in g.propositions)]
                for other in sides[1:]:
                    self._join(sides[0], other, f"{row.who} on {row.when[:10]}: {row.why or 'same'}", judged=True)

    def pairs(self, strength: _Strength, why: str) -> None:
        """Join every two groups that have a strength, the strongest first, where the groups as they then are still fit."""
        found: list[tuple[tuple[int, tuple[str, str], tuple[str, str]], Group, Group]] = []
        for place, one in enumerate(self.groups):
            for other in self.groups[place + 1 :]:
                strong = strength(one, other)
                if strong is not None:
                    found.append(((-strong, min(one.key, other.key), max(one.key, other.key)), one, other))
        now = {id(group): group for group in self.groups}
        for _, one, other in sorted(found, key=lambda row: row[0]):
            left, right = now[id(one)], now[id(other)]
            if left is not right and strength(left, right) is not None and self._join(left, right, why):
                for key, group in now.items():
                    if group is right:
                        now[key] = left

    def background(self) -> None:
        """A mention without figures means the only deal between the two that has some, where that was told before."""
        sized = [group for group in self.groups if group.quantities]
        if len(sized) != 1:
            return
        for group in [group for group in self.groups if not group.quantities]:
            if (
                agreement(sized[0], group)[0]
                and nearest(sized[0], group) <= _BACKGROUND
                and max(group.said) >= min(sized[0].said)
            ):
                self._join(sized[0], group, "the only such deal between the two")

    def _join(self, one: Group, other: Group, why: str, judged: bool = False) -> bool:
        if not judged and self._apart:
            left = {each.told.claim.id for each in one.propositions}
            right = {each.told.claim.id for each in other.propositions}
            if any(frozenset((mine, theirs)) in self._apart for mine in left for theirs in right):
                return False
        one.absorb(other, why)
        self.groups.remove(other)
        return True


def _by_quantity(one: Group, other: Group) -> int | None:
    if not together(one, other):
        return None
    fits = agreement(one, other)[1] or Fit.LOOSE
    return 10 * int(fits) + 2 * bool(one.documents & other.documents) + bool(one.stories & other.stories)


def _by_story(one: Group, other: Group) -> int | None:
    shared = len(one.documents & other.documents), len(one.stories & other.stories)
    if not any(shared) or one.fields() & other.fields() or not agreement(one, other)[0]:
        return None
    return 100 * min(shared[0], 9) + 10 * min(shared[1], 9) + bool(one.quantities) + bool(other.quantities)


def _by_standing(one: Group, other: Group) -> int | None:
    if one.fields() & other.fields() or not agreement(one, other)[0]:
        return None
    return 1
