"""What a digest has to tell: the facts of a period or about someone, with loops, exposures, disputes and changes around them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from interlock.ledger.horizon import Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.network.exposure import coverages, exposures
from interlock.network.loops import find_loops
from interlock.pipeline.changes import changes, horizon_of
from interlock.pipeline.knowledge import Knowledge, knowledge
from interlock.pipeline.networks import KnownNetwork, NetworkQuestion
from interlock.pipeline.search import By, search
from interlock.reporting.digest.material import Material, Most
from interlock.reporting.fact_model import FactChange
from interlock.simulation.balance import revenue_by_year
from interlock.vocabulary import Claim, Dispute, Fact, InterlockError, Support
from interlock.vocabulary.dates import first_and_last_day, is_date

_BACK = re.compile(r"(\d{1,4})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_FOUND = 200
"""Facts that a search for a topic may bring."""


class BadPeriod(InterlockError):
    """What was given as the beginning or the end of a period is none."""


@dataclass(frozen=True, slots=True)
class DigestQuestion:
    """Which digest: from when (a date, 'run:3', or '7d' back from the last day), until when, about whom or what.

    `language` is that of the digest; `deals` and `others` say how many sentences a section may have (0: all).
    """

    since: str | None = None
    until: str | None = None
    about: str | None = None
    language: str = "en"
    deals: int = 24
    others: int = 8


@dataclass(frozen=True)
class Gathered:
    """The material, the period as days, and notes for the user."""

    material: Material
    first: str | None
    last: str | None
    notes: Sequence[str] = field(default_factory=tuple)


class ClaimsOf(Mapping[str, Claim]):
    """Claims by id, fetched when they are asked for."""

    def __init__(self, view: ResolvedView) -> None:
        self._view = view
        self._known: dict[str, Claim | None] = {}

    def __getitem__(self, identity: str) -> Claim:
        if identity not in self._known:
            self._known[identity] = self._view.claim(identity)
        found = self._known[identity]
        if found is None:
            raise KeyError(identity)
        return found

    def __iter__(self) -> Iterator[str]:
        return (identity for identity, claim in self._known.items() if claim is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def gather(known: Knowledge, question: DigestQuestion, languages: Mapping[str, str]) -> Gathered:
    """The material for a digest. `languages` are those of the documents. Raises BadPeriod."""
    last = None if question.until is None else _last_day(question.until)
    newest = max((row.said for fact in known.facts for row in fact.support if row.said), default=None)
    as_of = None if known.horizon.said is None else _last_day(known.horizon.said)
    before = _before(known, question.since, last or as_of or newest)
    first = None if before is None or before.said is None else _after(before.said)
    earlier = None if before is None else knowledge(known.view, before, known.atlas_files)
    seen = None
    if earlier is not None and earlier.horizon.run is not None:
        seen = frozenset(row.document for fact in earlier.facts for row in fact.support)
    told_by = {row.document for fact in known.facts for row in fact.support if _within(row, first, last, seen)}
    facts = [fact for fact in known.facts if any(row.document in told_by for row in fact.support)]
    notes: list[str] = []
    if question.about is not None:
        facts = _about(known, facts, question.about, notes)
    facts.sort(key=lambda fact: known.ranks[fact.id])
    told = {fact.id for fact in facts}
    disputes = [row for row in known.disputes if any(side.fact in told for side in row.sides)]
    found = KnownNetwork(known, NetworkQuestion(horizon=known.horizon))
    network = found.network
    since = None if earlier is None else first or _newest_day(earlier)
    material = Material(
        facts,
        known.fact_by_id,
        ClaimsOf(known.view),
        sorted(disputes, key=_by_weight),
        find_loops(network, redraws=0, shares=False).loops if facts else (),
        exposures(network) if facts else (),
        coverages(network, found.years, revenue_by_year(found.books)) if facts else (),
        network.actors,
        _changes(earlier, known),
        since,
        frozenset(told_by),
        languages,
        question.about,
        Most(question.deals, question.others),
    )
    return Gathered(material, first, last, notes)


def _by_weight(dispute: Dispute) -> tuple[object, ...]:
    return -sum(side.origins for side in dispute.sides), str(dispute.kind), dispute.id


def _changes(earlier: Knowledge | None, known: Knowledge) -> Sequence[FactChange]:
    return () if earlier is None else changes(earlier, known)


def _before(known: Knowledge, since: str | None, last: str | None) -> Horizon | None:
    """The state of knowledge before the period."""
    if since is None:
        return None
    back = _BACK.fullmatch(since)
    if back:
        day = datetime.date.fromisoformat(last) if last else datetime.date(1970, 1, 1)
        length = int(back[1]) * _DAYS[back[2]]
        return Horizon(said=_back(day, length), learned=known.horizon.learned)
    if is_date(since):
        first = first_and_last_day(since)[0]
        return Horizon(said=_back(datetime.date.fromisoformat(first), 1), learned=known.horizon.learned)
    if since.startswith("run:"):
        return horizon_of(since)
    raise BadPeriod(
        f"'{since}' is no beginning of a period: give a date (2025-10-06), a run (run:3), or a time back (7d, 2w, 3m)"
    )


def _back(day: datetime.date, days: int) -> str:
    try:
        return (day - datetime.timedelta(days=days)).isoformat()
    except OverflowError:
        raise BadPeriod(f"{days} days before {day} is before all calendars") from None


def _after(day: str) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


def _last_day(until: str) -> str:
    if not is_date(until):
        raise BadPeriod(f"'{until}' is no end of a period: give a date (2025, 2025-10, 2025-10-06)")
    return first_and_last_day(until)[1]


def _day(row: Support) -> str:
    return row.said or row.learned[:10]


def _newest_day(known: Knowledge) -> str | None:
    return max((row.learned[:10] for fact in known.facts for row in fact.support), default=None)


def _within(row: Support, first: str | None, last: str | None, seen: frozenset[str] | None) -> bool:
    if seen is not None:
        return row.document not in seen
    day = _day(row)
    return (first is None or day >= first) and (last is None or day <= last)


def _about(known: Knowledge, facts: Sequence[Fact], about: str, notes: list[str]) -> list[Fact]:
    """The facts about an actor by its name; else those whose words or sentences a search for the topic finds."""
    actors = set(known.actors_named(about))
    if actors:
        return [fact for fact in facts if actors & {party.id for party in (fact.subject, fact.object, fact.origin) if party}]
    found = search(known.view, about, limit=_FOUND, horizon=known.horizon, by=By.WORDS)
    wanted = {row.id for row in found.facts} | {row.fact for row in found.sentences if row.fact}
    claims = {claim for row in found.sentences for claim in row.claims}
    words = about.casefold()
    chosen = [
        fact
        for fact in facts
        if fact.id in wanted
        or claims & set(fact.claims)
        or words in " ".join(filter(None, (fact.asset, fact.role, fact.metric, str(fact.kind)))).replace("_", " ").casefold()
    ]
    if not chosen:
        notes.append(f"nothing in this period is about '{about}'; 'interlock actors' lists who is named")
    return chosen
