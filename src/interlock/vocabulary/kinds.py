"""The closed table of claim kinds: direction, layers, and which actors may stand on either side.

Every other room reads this table; none keeps its own list of kinds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from interlock.vocabulary.actor import ActorKind


class Kind(StrEnum):
    """What a claim says, always read subject -> object whatever the grammar of its sentence."""

    INVESTS_IN = "invests_in"
    ACQUIRES = "acquires"
    OWNS = "owns"
    GRANTS_EQUITY = "grants_equity"
    LENDS_TO = "lends_to"
    GUARANTEES = "guarantees"
    FUNDS = "funds"
    BUYS_FROM = "buys_from"
    LEASES_FROM = "leases_from"
    PARTNERS_WITH = "partners_with"
    JOINS = "joins"
    BUILDS = "builds"
    HIRES = "hires"
    OFFERS = "offers"
    LEAVES = "leaves"
    FOUNDS = "founds"
    LEADS = "leads"
    RESTRICTS = "restricts"
    EASES = "eases"
    LEVIES = "levies"
    REPORTS = "reports"
    RELEASES = "releases"
    RANKS = "ranks"
    HOSTS = "hosts"
    ATTENDS = "attends"
    SAYS = "says"
    LISTS = "lists"
    COMPETES_WITH = "competes_with"


class Layer(StrEnum):
    """Which way something moves along a claim."""

    ALONG = "subject_to_object"
    AGAINST = "object_to_subject"
    ALONG_IF_CALLED = "subject_to_object_if_called"
    TO_OWNERS = "subject_to_owners_of_object"
    ON_SUBJECT = "on_subject"


METRICS: tuple[str, ...] = (
    "revenue",
    "profit",
    "loss",
    "valuation",
    "market_value",
    "market_value_change",
    "share_price_change",
    "users",
    "capital_expenditure",
    "commitments",
    "compute_capacity",
    "headcount",
    "attendance",
    "submissions",
    "quota",
    "pay",
    "cost",
    "funding_raised",
)

_FIRM = frozenset({ActorKind.COMPANY, ActorKind.FUND, ActorKind.ORGANISATION, ActorKind.GROUP})
_PAYER = _FIRM | {ActorKind.GOVERNMENT, ActorKind.PROJECT}
_BACKER = _PAYER | {ActorKind.PERSON}
_PEOPLE = frozenset({ActorKind.PERSON, ActorKind.GROUP})
_AUTHORITY = frozenset({ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.GROUP})
_GOODS = frozenset({ActorKind.PRODUCT, ActorKind.PLACE, ActorKind.PROJECT})
_ANY = frozenset(ActorKind)


@dataclass(frozen=True, slots=True)
class KindRow:
    """One row of the table.

    `subject` and `object` are the actor kinds that may stand there; `object` is empty where the kind has none, and
    `object_optional` says that it may be left open. `deal` marks claims between two actors that move or may move
    something of value. `people` marks moves of people.
    """

    kind: Kind
    says: str
    subject: frozenset[ActorKind]
    object: frozenset[ActorKind]
    object_optional: bool = False
    symmetric: bool = False
    deal: bool = False
    people: bool = False
    money: Layer | None = None
    control: Layer | None = None
    risk: Layer | None = None


_ROWS = (
    KindRow(Kind.INVESTS_IN, "puts in equity money", _BACKER, _PAYER, deal=True, money=Layer.ALONG, control=Layer.ALONG),
    KindRow(
        Kind.ACQUIRES,
        "takes all or most of it",
        _BACKER,
        _PAYER | {ActorKind.PRODUCT},
        deal=True,
        money=Layer.TO_OWNERS,
        control=Layer.ALONG,
    ),
    KindRow(Kind.OWNS, "holds a stake now", _BACKER, _PAYER, deal=True, control=Layer.ALONG),
    KindRow(
        Kind.GRANTS_EQUITY,
        "gives warrants, options or shares as part of a deal",
        _PAYER,
        _BACKER,
        deal=True,
        money=Layer.ALONG,
        control=Layer.AGAINST,
    ),
    KindRow(Kind.LENDS_TO, "lends, buys bonds", _BACKER, _BACKER, deal=True, money=Layer.ALONG, risk=Layer.ON_SUBJECT),
    KindRow(
        Kind.GUARANTEES,
        "answers for another's debt",
        _BACKER,
        _BACKER,
        deal=True,
        money=Layer.ALONG_IF_CALLED,
        risk=Layer.ON_SUBJECT,
    ),
    KindRow(
        Kind.FUNDS,
        "grant, subsidy, sponsorship, no stake",
        _BACKER,
        _BACKER | {ActorKind.EVENT, ActorKind.PLACE},
        deal=True,
        money=Layer.ALONG,
    ),
    KindRow(
        Kind.BUYS_FROM, "orders or commits to chips, cloud, compute, energy, goods", _PAYER, _PAYER, deal=True, money=Layer.ALONG
    ),
    KindRow(
        Kind.LEASES_FROM, "rents chips, capacity, buildings", _PAYER, _PAYER, object_optional=True, deal=True, money=Layer.ALONG
    ),
    KindRow(Kind.PARTNERS_WITH, "works together, no money named", _PAYER, _PAYER, symmetric=True, deal=True),
    KindRow(
        Kind.JOINS,
        "takes part in a joint venture or project",
        _BACKER,
        frozenset({ActorKind.PROJECT, ActorKind.ORGANISATION, ActorKind.COMPANY}),
        deal=True,
    ),
    KindRow(
        Kind.BUILDS,
        "builds a data centre, a chip, a plant",
        _BACKER,
        _GOODS | {ActorKind.COMPANY, ActorKind.GOVERNMENT},
        object_optional=True,
    ),
    KindRow(Kind.HIRES, "takes on people; origin is where they come from", _PAYER, _PEOPLE, people=True),
    KindRow(Kind.OFFERS, "a pay offer, taken or not", _PAYER, _PEOPLE, people=True),
    KindRow(Kind.LEAVES, "goes", _PEOPLE, _PAYER, people=True),
    KindRow(Kind.FOUNDS, "founded it", _PEOPLE | _FIRM, _PAYER | {ActorKind.EVENT}, people=True),
    KindRow(Kind.LEADS, "holds a position now or then", _PEOPLE, _PAYER | {ActorKind.PRODUCT, ActorKind.EVENT}, people=True),
    KindRow(Kind.RESTRICTS, "bans, limits, regulates", _AUTHORITY, _ANY, object_optional=True, control=Layer.ALONG),
    KindRow(
        Kind.EASES, "loosens, delays, exempts", _AUTHORITY | {ActorKind.COMPANY}, _ANY, object_optional=True, control=Layer.ALONG
    ),
    KindRow(Kind.LEVIES, "takes a share of revenue, a tax, a fine", _AUTHORITY, _BACKER, deal=True, money=Layer.AGAINST),
    KindRow(Kind.REPORTS, "a figure about itself", _ANY, frozenset(), object_optional=True),
    KindRow(
        Kind.RELEASES,
        "ships, launches, opens a feature",
        _FIRM | {ActorKind.GOVERNMENT},
        frozenset({ActorKind.PRODUCT, ActorKind.PROJECT}),
    ),
    KindRow(Kind.RANKS, "takes a place on a leaderboard", _ANY, _ANY, object_optional=True),
    KindRow(Kind.HOSTS, "organises, sponsors", _PAYER, frozenset({ActorKind.EVENT, ActorKind.PROJECT})),
    KindRow(Kind.ATTENDS, "takes part in an event", _PEOPLE, frozenset({ActorKind.EVENT})),
    KindRow(Kind.SAYS, "a statement of opinion, a forecast, a denial", _ANY, _ANY, object_optional=True),
    KindRow(
        Kind.LISTS,
        "goes public, files for it, is said to prepare it",
        _FIRM,
        frozenset({ActorKind.ORGANISATION, ActorKind.COMPANY}),
        object_optional=True,
    ),
    KindRow(Kind.COMPETES_WITH, "named as rivals", _PAYER | {ActorKind.PRODUCT}, _PAYER | {ActorKind.PRODUCT}, symmetric=True),
)

KINDS: dict[Kind, KindRow] = {row.kind: row for row in _ROWS}
