"""A press that means harm, and the same press without: every name, title, address and text is made from one function."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from resolution.press import LEARNED, Told, claim, document, dollars, number

from interlock.ledger import LedgerWriter
from interlock.pipeline.resolving import resolve_ledger
from interlock.vocabulary import Actor, ActorKind, Bound, Claim, Kind, Status

Words = Callable[[str], str]

HARM = (
    "<script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{7*7}}{% include 'base.html.j2' %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "\u202egnp.exe\u202c\u2066\u200f",
    "nul\0in the middle",
    "</script><!--<script>",
    "&lt;b&gt;&#60;i&#62;&amp;",
    "javascript:alert(1)//",
    "long" * 1250,
    "w" * 10_000,
    "]]><style>*{display:none}</style>",
    "</select></textarea></form><form action=//evil.example>",
)
IDS = ("../../etc/passwd", "a b/c?d=e#f", "..", '"><script>', "%2e%2e%2f", "javascript:x", "\u202eid", "nul\0id", "i" * 3000)
ADDRESSES = (
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    " javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example/x",
    'https://ok.example/"onclick="alert(1)',
    "https://ok.example/?a=1&b=<script>",
)


def harmful(text: str) -> str:
    """The text as it is."""
    return text


def harmless(text: str) -> str:
    """As long, letters only; another text gives other letters."""
    digits = hashlib.sha256(text.encode("utf-8")).hexdigest().translate(str.maketrans("0123456789", "ghijklmnop"))
    return (digits * (len(text) // len(digits) + 1))[: len(text)] if len(text) > 3 else text.replace(".", "e")


def make_ledger(path: Path, words: Words) -> Path:
    """A ledger of all shapes of facts between actors whose every word comes from `words`."""
    with LedgerWriter(path) as writer:
        writer.begin_run(LEARNED, ["hand/1"], [])
        for paper, claims in papers(words):
            writer.add(paper, {"hand/1": claims}, LEARNED)
        for each in HARM:
            writer.add_failure(words(each), words(each))
    resolve_ledger(path)
    return path


def papers(words: Words) -> Iterator[Told]:
    """For each harmful text a story of two tellings, with deals both ways, people, rules, figures and speech."""
    for place, text in enumerate(HARM):
        day = f"2026-01-{place + 1:02}"
        title = words(text)
        address = ADDRESSES[place % len(ADDRESSES)]
        if words is harmless:
            address = f"https://plain.example/{place}" if address.startswith("https:") else f"paper/{place}"
        for copy in range(2):
            told = _claims(words, place, copy)
            paper, placed = document(
                f"{address}{'' if copy == 0 else '#2'}", day, told, site=title, words=title, voice=f"v{place}"
            )
            yield replace(paper, title=title, author=title), placed


def _claims(words: Words, place: int, copy: int) -> Sequence[Claim]:
    text = words(HARM[place])
    identity = words(IDS[place % len(IDS)]) + ("" if place < len(IDS) else str(place))
    one = Actor(identity, text, ActorKind.COMPANY, text)
    other = _named(words, f"{HARM[place]} other", ActorKind.COMPANY, f"other-{place}")
    who = _named(words, f"{HARM[place]} who", ActorKind.PERSON, f"person-{place}")
    state = _named(words, f"{HARM[place]} state", ActorKind.GOVERNMENT, f"state-{place}")
    size = 10e9 + place * 1e9
    return (
        claim(Kind.INVESTS_IN, one, other, amount=dollars(size * (1 + copy), Bound.AT_MOST), asset=text, condition=text),
        claim(Kind.BUYS_FROM, other, one, Status.PLANNED, amount=dollars(size), asset=text, attributed_to=(who,)),
        claim(Kind.LENDS_TO, one, other, Status.DONE, amount=dollars(size / 2, currency="XYZ")),
        claim(Kind.GUARANTEES, state, one, Status.DENIED if copy else Status.DONE, amount=dollars(size)),
        claim(Kind.LEADS, who, one, Status.DONE, role=text),
        claim(Kind.HIRES, one, who, Status.DONE, role=text, origin=other),
        claim(Kind.RESTRICTS, state, one, Status.DONE, asset=text),
        claim(Kind.REPORTS, one, None, Status.DONE, metric="revenue", amount=dollars(size), date="2025", period="2025"),
        claim(Kind.SAYS, who, one, Status.DONE),
        claim(Kind.OWNS, one, other, Status.DONE, share=number(0.1)),
    )


def _named(words: Words, text: str, kind: ActorKind, identity: str) -> Actor:
    return Actor(identity, words(text), kind, words(text))


def large_paper(characters: int, claims: int) -> Told:
    """One document of so many characters with so many claims in its last part, between forty firms."""
    firms = [Actor(f"firm-{place}", f"Firm {place}", ActorKind.COMPANY, f"Firm {place}") for place in range(40)]
    pairs = [(firms[place % 40], firms[(place // 40 + place + 1) % 40], place) for place in range(claims)]
    told = [
        claim(Kind.INVESTS_IN, one, other, Status.AGREED, amount=dollars(1e6 + place))
        for one, other, place in pairs
        if one != other
    ]
    return document("large", "2026-02-01", told, words="x" * characters)


def repeating_paper(claims: int) -> Told:
    """One document that says one thing so many times."""
    one, other = (Actor(name, name, ActorKind.COMPANY, name) for name in ("Parrot", "Echo"))
    return document("said again", "2026-02-01", [claim(Kind.INVESTS_IN, one, other, amount=dollars(1e9))] * claims)


def keep(ledger: Path, told: Told) -> None:
    """Put a document and its claims into a ledger; nothing is resolved."""
    with LedgerWriter(ledger) as writer:
        writer.begin_run(LEARNED, ["hand/1"], [])
        writer.add(told[0], {"hand/1": told[1]}, LEARNED)
