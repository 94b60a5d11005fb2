"""Rules about facts: new ones, statuses, origins, disputes."""

from __future__ import annotations

from collections.abc import Iterator

from interlock.network.amounts import amount_of
from interlock.pipeline.alerts.happening import Happening, State, anchor, is_above
from interlock.pipeline.alerts.rules import DisputeRule, FactRule, OfFacts, OriginsRule, StatusRule
from interlock.pipeline.changes import new_disputes
from interlock.reporting.amounts import amount_in_words, amount_record, dollars
from interlock.reporting.facts import fact_line
from interlock.reporting.figures import fact_quantities_in_words, told_in_words
from interlock.vocabulary import KINDS, Fact


class Wanted:
    """The facts of a state that a rule is about."""

    def __init__(self, rule: OfFacts, state: State) -> None:
        self._rule = rule
        self._actor, self._subject, self._object = (state.ids(each) for each in (rule.actor, rule.subject, rule.object))
        self._between = None
        if rule.between is not None:
            one, other = (state.ids([each]) or frozenset[str]() for each in rule.between)
            self._between = one, other

    def __call__(self, fact: Fact) -> bool:
        """Whether the rule is about the fact."""
        rule = self._rule
        if (rule.kind and fact.kind not in rule.kind) or (rule.metric and fact.metric not in rule.metric):
            return False
        subject, object_ = _ids(fact)
        if self._actor is not None and not self._actor & (subject | object_ | _origin(fact)):
            return False
        if self._between is not None and not _stand(*self._between, subject, object_, either=True):
            return False
        return _stand(self._subject, self._object, subject, object_, either=KINDS[fact.kind].symmetric)


def _ids(fact: Fact) -> tuple[frozenset[str], frozenset[str]]:
    """Those on either side; the members of a group are, too."""
    sides = (fact.subject, fact.object)
    first, second = (frozenset((side.id, *side.members)) if side else frozenset[str]() for side in sides)
    return first, second


def _origin(fact: Fact) -> frozenset[str]:
    return frozenset((fact.origin.id,)) if fact.origin else frozenset()


def _stand(
    one: frozenset[str] | None, other: frozenset[str] | None, subject: frozenset[str], object_: frozenset[str], *, either: bool
) -> bool:
    """Whether the two stand on these sides; None stands anywhere."""

    def fits(first: frozenset[str], second: frozenset[str]) -> bool:
        return (one is None or bool(one & first)) and (other is None or bool(other & second))

    return fits(subject, object_) or (either and fits(object_, subject))


def new_facts(rule: FactRule, before: State, after: State) -> Iterator[Happening]:
    """Facts that pass the rule and did not before."""
    wanted, wanted_before = Wanted(rule, after), Wanted(rule, before)

    def passes(fact: Fact, about: Wanted) -> bool:
        if not about(fact) or (rule.status and fact.status not in rule.status):
            return False
        amount = amount_of(fact.amount)
        return rule.above is None or (amount.known and is_above(amount, rule.above, rule.sure))

    for fact in after.known.facts:
        if passes(fact, wanted):
            earlier = before.earlier(fact)
            if earlier is None or not passes(earlier, wanted_before):
                yield _fact(rule, earlier, fact)


def _fact(rule: FactRule, earlier: Fact | None, fact: Fact) -> Happening:
    size = _size(fact)
    amount = amount_of(fact.amount)
    bound = "" if rule.above is None else f": {rule.sure} above {dollars(rule.above)}"
    return Happening(
        (anchor(fact),),
        f"{'new' if earlier is None else 'now so told'}: {fact_line(fact)}{f', {size}' if size else ''} ({fact.status}){bound}",
        (fact.id,),
        None if earlier is None else f"{_size(earlier) or 'no amount'}, {earlier.status}",
        f"{size or 'no amount'}, {fact.status}",
        measured=None if rule.above is None else {"words": amount_in_words(amount), "dollars": amount_record(amount)},
    )


def _size(fact: Fact) -> str:
    return "; ".join(fact_quantities_in_words(fact))


def changed_statuses(rule: StatusRule, before: State, after: State) -> Iterator[Happening]:
    """Facts whose status has become one of those named, those first told with it included."""
    wanted = Wanted(rule, after)
    for fact in after.known.facts:
        if fact.status in rule.to and wanted(fact):
            earlier = before.earlier(fact)
            if earlier is None or earlier.status is not fact.status:
                was = "not told before" if earlier is None else str(earlier.status)
                step = fact.history[-1]
                yield Happening(
                    (anchor(fact), str(fact.status), anchor(fact, step.claims)),
                    f"{fact_line(fact)}: {was} → {fact.status}{f' since {step.since}' if step.since else ''}",
                    (fact.id,),
                    None if earlier is None else str(earlier.status),
                    str(fact.status),
                    frozenset(step.claims),
                )


def reached_origins(rule: OriginsRule, before: State, after: State) -> Iterator[Happening]:
    """Facts that have come to be told by so many origins."""
    wanted = Wanted(rule, after)
    for fact in after.known.facts:
        if len(fact.origins) >= rule.reach and wanted(fact):
            earlier = before.earlier(fact)
            count = 0 if earlier is None else len(earlier.origins)
            if count < rule.reach:
                told = f"{len(fact.origins)} independent origin{'s' if len(fact.origins) > 1 else ''}"
                what = f"{fact_line(fact)}: told by {told} (before: {count})"
                yield Happening((anchor(fact), str(rule.reach)), what, (fact.id,), str(count), str(len(fact.origins)))


def disputed(rule: DisputeRule, before: State, after: State) -> Iterator[Happening]:
    """New disputes about a fact that the rule watches."""
    wanted = Wanted(rule, after)
    facts = after.known.fact_by_id
    for dispute in new_disputes(before.known, after.known):
        sides = [facts[side.fact] for side in dispute.sides]
        if (rule.field and dispute.field not in rule.field) or not any(map(wanted, sides)):
            continue
        told = " against ".join(told_in_words(dispute.field, side.told) for side in dispute.sides)
        yield Happening(
            (dispute.field, *sorted(anchor(fact, side.claims) for fact, side in zip(sides, dispute.sides, strict=True))),
            f"{fact_line(sides[0])}: {dispute.field} told as {told} ({dispute.why})",
            tuple(dict.fromkeys(fact.id for fact in sides)),
            None,
            told,
            frozenset(claim for side in dispute.sides for claim in side.claims),
        )
