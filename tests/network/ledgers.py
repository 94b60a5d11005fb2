"""Facts made by hand for tests of the network and the stress model."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from interlock.vocabulary import ActorKind, Bound, Fact, Kind, Money, Party, Quantity, Status, StatusStep, Support

OPENAI, NVIDIA, ORACLE = (Party(name.lower(), name, ActorKind.COMPANY) for name in ("OpenAI", "Nvidia", "Oracle"))
AMD, CLOUD, META, GOOGLE, ANTHROPIC = (
    Party(name.lower(), name, ActorKind.COMPANY) for name in ("AMD", "Cloud", "Meta", "Google", "Anthropic")
)


def bn(value: float, bound: Bound = Bound.EXACT, currency: str | None = "USD") -> Money:
    """So many billions."""
    return Money(value * 1e9, bound, currency=currency)


def share(value: float, bound: Bound = Bound.EXACT) -> Quantity:
    """A share or a count."""
    return Quantity(value, bound)


def group(name: str, *members: str) -> Party:
    """People or firms named together, or counted."""
    return Party(f"group:{name}", name, ActorKind.GROUP, members)


def person(name: str) -> Party:
    """A person."""
    return Party(name.lower().replace(" ", "-"), name, ActorKind.PERSON)


def fact(kind: Kind, subject: Party, object_: Party | None = None, status: Status = Status.AGREED, **rest: Any) -> Fact:
    """A fact told once, with an id of its content."""
    key = hashlib.sha256(repr((kind, subject, object_, status, sorted(rest.items(), key=str))).encode()).hexdigest()[:32]
    support = Support(key, key, key, "2025-11-01", "2025-11-02T00:00:00Z", "the first to tell it")
    made = Fact(key, kind, subject, status, (StatusStep(status, "2025-11-01", (key,)),), (support,), object=object_)
    return replace(made, **rest)


def oracle_contract() -> Fact:
    """OpenAI buys for 300 of Oracle over five years from 2027."""
    return fact(Kind.BUYS_FROM, OPENAI, ORACLE, amount=bn(300), period="P5Y", date="2027")


def nvidia_loop() -> tuple[Fact, ...]:
    """A lease for 350, a right to invest up to 100, a guarantee talked about."""
    return (
        fact(Kind.LEASES_FROM, OPENAI, NVIDIA, amount=bn(350)),
        fact(Kind.INVESTS_IN, NVIDIA, OPENAI, Status.OPTIONAL, amount=bn(100, Bound.AT_MOST)),
        fact(Kind.GUARANTEES, NVIDIA, OPENAI, Status.TALKS),
    )
