"""Moves of people, and rules with the deals they touch."""

from __future__ import annotations

from network.ledgers import ANTHROPIC, GOOGLE, META, NVIDIA, OPENAI, bn, fact, group, person, share

from interlock.network.policy import policy
from interlock.network.talent import talent
from interlock.vocabulary import ActorKind, Kind, Party, Status

CHINA = Party("china", "China", ActorKind.GOVERNMENT)
AMERICA = Party("united-states", "United States", ActorKind.GOVERNMENT)


def _counted(number: int, origin: Party | None) -> object:
    people = group(f"{number} people", str(number))
    return fact(Kind.HIRES, META, people, Status.DONE, count=share(number), unit="people", origin=origin)


def test_eleven_are_seven_and_three_and_one() -> None:
    """A total and its parts by origin are eleven people, not twenty-two."""
    facts = [_counted(11, None), _counted(7, OPENAI), _counted(3, GOOGLE), _counted(1, ANTHROPIC)]
    (total,) = talent(facts).totals  # type: ignore[arg-type]
    assert (total.least, total.most, total.by_origin, total.told_total) == (11, 11, 11, 11)


def test_named_people_may_be_among_those_counted() -> None:
    """Seven came from OpenAI, two of whom are named: seven to nine."""
    named = [fact(Kind.HIRES, META, person(name), Status.DONE, origin=OPENAI) for name in ("Ada Byron", "Alan Kay")]
    (flow,) = talent([_counted(7, OPENAI), *named]).flows  # type: ignore[list-item]
    assert (flow.least, flow.most, len(flow.names)) == (7, 9, 2)


def test_who_left_one_and_was_hired_by_another_moved_once() -> None:
    """The origin comes from the leaving, and both facts stand behind the move."""
    ada = person("Ada Byron")
    found = talent([fact(Kind.LEAVES, ada, OPENAI, Status.DONE), fact(Kind.HIRES, META, ada, Status.DONE)])
    (flow,) = found.flows
    assert (flow.origin, flow.target, flow.least, len(flow.facts)) == ("openai", "meta", 1, 2)


def test_a_refused_hire_is_no_move() -> None:
    """Nor is one that is denied."""
    ada = person("Ada Byron")
    assert not talent([fact(Kind.HIRES, META, ada, Status.REFUSED, origin=OPENAI)]).flows


def test_a_rule_touches_deals_by_party_land_and_thing() -> None:
    """Each with its reason; those without a date stand last."""
    deals = [
        fact(Kind.BUYS_FROM, Party("alibaba", "Alibaba", ActorKind.COMPANY), NVIDIA, amount=bn(1)),
        fact(Kind.BUYS_FROM, OPENAI, GOOGLE, asset="H20", amount=bn(1)),
    ]
    rules = [
        fact(Kind.RESTRICTS, AMERICA, CHINA, Status.DONE),
        fact(Kind.LEVIES, AMERICA, NVIDIA, Status.AGREED),
        fact(Kind.RESTRICTS, AMERICA, None, Status.PLANNED, asset="H20"),
    ]
    found = policy([*deals, *rules], {"alibaba": "CN", "china": "CN"}.get)
    whys = {rule.fact.id: [why for _, why in rule.touches] for rule in found}
    assert whys[rules[0].id] == ["Alibaba is of China"]
    assert whys[rules[1].id] == ["Nvidia is a party"]
    assert whys[rules[2].id] == ["it is about H20"]


def test_who_is_named_comes_on_top_of_a_total_that_its_parts_make() -> None:
    """Eleven are seven, three and one; a twelfth with another origin is one more, and no upper end of 23 is told."""
    other = fact(Kind.HIRES, META, person("Ada Byron"), Status.DONE, origin=NVIDIA)
    groups = [_counted(11, None), _counted(7, OPENAI), _counted(3, GOOGLE), _counted(1, ANTHROPIC)]
    (total,) = talent([*groups, other]).totals  # type: ignore[list-item]
    assert (total.least, total.most) == (12, 12)
