"""Contents of exports for the tests: a small press with everything in it, and presses drawn at random with hostile names."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from hypothesis import strategies as st
from resolution.press import Told, claim, document, dollars, firm, group, number, person

from interlock.atlas import load_atlas
from interlock.exchange.content import Content
from interlock.resolution import resolve
from interlock.vocabulary import METRICS, Actor, ActorKind, Bound, Claim, Kind, Money, Status

ATLAS = load_atlas()
HOSTILE = (
    "'}) DETACH DELETE n; //",
    "\\u0027 OR \\u005c",
    '=HYPERLINK("http://x.example")',
    " \t＝1+1",
    "'=already",
    "<script>&amp;</script>",
    "NUL\x00 and \x0b bell \x07",
    "\u202eright to left\u202c",
    "two\nlines\r\nand more",
    'רשת "אלון" בע״מ',
    "甲骨文，（Oracle）",
    "{brace} \\back $dollar_ 100% #1 ~x^2 & co",
    "zero\u200bwidth\ufeff",
    "émigré e\u0301",
    "😀 emoji \U0001f9ff",
    '"quoted"',
    "\x85next line",
    'interlock:{"kind":"acquires"}',
    "x" * 5000,
    "\x00\x01",
    '\u200binterlock:{"kind":"acquires"}',
)


@cache
def content() -> Content:
    """A press with deals of every sort, an amount of every bound, and one deal told twice."""
    openai, nvidia, oracle, meta = firm("OpenAI"), firm("Nvidia"), firm("Oracle"), firm("Meta")
    ana, state = person("Dana Levy"), Actor("united-states", "United States", ActorKind.GOVERNMENT, "Washington")
    lease = claim(
        Kind.LEASES_FROM, openai, nvidia, amount=dollars(350e9), count=number(5e6, Bound.AT_MOST), unit="GPUs", asset="chips"
    )
    between = Money(None, Bound.BETWEEN, 14e9, 15e9, "14 to 15 billion", "USD")
    rows = [
        lease,
        claim(Kind.INVESTS_IN, nvidia, openai, Status.OPTIONAL, amount=dollars(100e9, Bound.AT_MOST)),
        claim(
            Kind.INVESTS_IN,
            meta,
            firm("Scale AI"),
            Status.DONE,
            amount=between,
            share=number(0.49, Bound.ABOUT),
            date="2025-06-13",
        ),
        claim(Kind.LENDS_TO, group("Nvidia", "Oracle"), openai, amount=dollars(38e9, Bound.AT_LEAST)),
        claim(Kind.GUARANTEES, nvidia, openai, Status.TALKS),
        claim(Kind.GRANTS_EQUITY, firm("AMD"), openai, Status.OPTIONAL, share=number(0.1, Bound.AT_MOST)),
        claim(Kind.BUYS_FROM, openai, oracle, amount=dollars(60e9), per="year", period="P5Y", date="2027"),
        claim(Kind.PARTNERS_WITH, openai, meta),
        claim(Kind.ACQUIRES, oracle, firm("Ampere Computing"), Status.DENIED),
        claim(Kind.HIRES, meta, ana, Status.DONE, origin=openai, role="researcher", date="2025-07"),
        claim(Kind.LEAVES, ana, openai, Status.DONE, date="2025-W27"),
        claim(Kind.LEADS, person("Jensen Huang"), nvidia, Status.DONE, role="CEO"),
        claim(Kind.RESTRICTS, state, nvidia, Status.DONE, asset="export of chips"),
        claim(Kind.LEVIES, state, nvidia, Status.AGREED, share=number(0.15)),
        claim(Kind.REPORTS, nvidia, None, Status.DONE, metric="revenue", amount=dollars(57e9), period="2025-Q3"[:4]),
        claim(Kind.BUILDS, openai, Actor("stargate", "Stargate", ActorKind.PROJECT, "Stargate"), power=number(10e9)),
        claim(Kind.FUNDS, state, firm("Mistral AI"), amount=Money(1e6, Bound.EXACT, text="1 million")),
    ]
    told = [document("https://press.example/lease?a=1&b=2#top", "2025-11-04", rows, site="Press & Co", voice="one")]
    told.append(document("https://wire.example/天", None, [replace(lease, status=Status.PLANNED)], voice="two"))
    told.append(document("/home/me/notes.txt", "2025-11", [claim(Kind.OWNS, meta, firm("Scale AI"), Status.DONE)], voice="three"))
    return made(told)


def made(told: Sequence[Told]) -> Content:
    """What the documents and claims come to."""
    found = resolve(told, atlas=ATLAS)
    ordered = sorted(told, key=lambda each: each[0].id)
    return Content(sorted(found.facts, key=lambda each: each.id), found.identities, ATLAS, lambda: iter(ordered))


NAMES = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
TEXTS = st.one_of(st.none(), NAMES)


@st.composite
def actors(draw: st.DrawFn, kinds: Sequence[ActorKind]) -> Actor:
    """An actor with a name that no tool expects."""
    name, kind = draw(NAMES), draw(st.sampled_from(kinds))
    members = tuple(draw(st.lists(NAMES, max_size=2))) if kind is ActorKind.GROUP else ()
    return Actor(draw(st.text(string.ascii_lowercase, min_size=1, max_size=6)), name, kind, name, members)


@st.composite
def wild_claims(draw: st.DrawFn) -> Claim:
    """A claim of any kind with hostile names and texts, and amounts of every bound."""
    from interlock.vocabulary import KINDS

    kind = draw(st.sampled_from(list(Kind)))
    row = KINDS[kind]
    rest: dict[str, object] = {}
    for name in ("amount", "share", "count"):
        if draw(st.booleans()):
            bound = draw(st.sampled_from(list(Bound)))
            low, high = sorted(draw(st.tuples(*[st.floats(0, 1e13, allow_subnormal=False)] * 2)))
            between = bound is Bound.BETWEEN
            quantity = number(low, Bound.EXACT)
            quantity = replace(
                quantity,
                value=None if between else low,
                bound=bound,
                low=low if between else None,
                high=high if between else None,
            )
            if name == "amount":
                parts = (quantity.value, bound, quantity.low, quantity.high, draw(st.text(max_size=5)))
                rest[name] = Money(*parts, draw(st.sampled_from([None, "USD", "EUR"])))
            else:
                rest[name] = quantity
    rest |= {name: draw(TEXTS) for name in ("asset", "role")}
    rest |= {
        "date": draw(st.sampled_from([None, "2025", "2025-10-06", "2025-W44"])),
        "per": draw(st.sampled_from([None, "year"])),
    }
    if kind is Kind.REPORTS:
        rest["metric"] = draw(st.sampled_from(METRICS))
    target = draw(actors(sorted(row.object))) if row.object else None
    return claim(kind, draw(actors(sorted(row.subject))), target, draw(st.sampled_from(list(Status))), **rest)


@st.composite
def wild(draw: st.DrawFn) -> Content:
    """A press of hostile claims."""
    return made(
        [
            document(
                draw(st.sampled_from([f"https://a.example/{place}", f"/tmp/{place}.txt", "javascript:alert(1)"])),
                draw(st.sampled_from([None, "2025", "2025-11-04"])),
                draw(st.lists(wild_claims(), min_size=1, max_size=4, unique_by=lambda each: each.evidence.quote)),
                site=draw(TEXTS),
                voice=str(place),
            )
            for place in range(draw(st.integers(1, 2)))
        ]
    )
