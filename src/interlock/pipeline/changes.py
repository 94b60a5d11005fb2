"""What changed between two states of knowledge: new, ended, revised, newly disputed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from interlock.ledger.horizon import Horizon
from interlock.pipeline.knowledge import Knowledge
from interlock.reporting.fact_model import ChangeKind, FactChange
from interlock.resolution.differences import plain
from interlock.resolution.statuses import STOPPED
from interlock.vocabulary import Dispute, Fact, InterlockError, Quantity
from interlock.vocabulary.dates import is_date


class BadMoment(InterlockError):
    """What was given is neither a date nor a run."""


def horizon_of(text: str) -> Horizon:
    """'2025-10-06' (or a prefix) means what was said by then, 'run:3' what the ledger held after its third run."""
    run = re.fullmatch(r"run:(\d{1,9})", text)
    if run:
        return Horizon(run=int(run[1]))
    if text == "now":
        return Horizon()
    if not is_date(text):
        raise BadMoment(f"'{text}' is neither a date (2025, 2025-10, 2025-10-06) nor a run (run:3) nor 'now'")
    return Horizon(said=text)


def changes(before: Knowledge, after: Knowledge) -> list[FactChange]:
    """Every change from one state to the other, by kind, then by fact."""
    new = {fact.id: fact for fact in after.facts}
    found: list[FactChange] = []
    met: set[str] = set()
    earlier_of = earlier_in(before)
    for fact in new.values():
        earlier = earlier_of(fact)
        if earlier is None:
            found.append(FactChange(ChangeKind.NEW, fact, after=str(fact.status)))
        else:
            met.add(earlier.id)
            found += _between(earlier, fact)
    found += [FactChange(ChangeKind.GONE, fact, before=str(fact.status)) for fact in before.facts if fact.id not in met]
    for dispute in new_disputes(before, after):
        told = " against ".join(side.told for side in dispute.sides)
        found.append(FactChange(ChangeKind.DISPUTED, new[dispute.sides[0].fact], dispute.field, None, told, dispute))
    order = list(ChangeKind)
    return sorted(found, key=lambda each: (order.index(each.kind), each.fact.id, each.field or "", each.after or ""))


def earlier_in(before: Knowledge) -> Callable[[Fact], Fact | None]:
    """What a later fact was in the earlier state: the fact of the same id, else one that holds one of its claims."""
    old = {fact.id: fact for fact in before.facts}
    by_claim = {claim: fact for fact in before.facts for claim in fact.claims}

    def earlier(fact: Fact) -> Fact | None:
        return old.get(fact.id) or next((by_claim[claim] for claim in fact.claims if claim in by_claim), None)

    return earlier


def new_disputes(before: Knowledge, after: Knowledge) -> Iterator[Dispute]:
    """The disputes that were none before."""
    known = _by_telling(before.disputes)
    for dispute in after.disputes:
        if not any(_same(dispute, other) for other in known[_telling(dispute)]):
            yield dispute


def _between(before: Fact, after: Fact) -> Iterator[FactChange]:
    if before.status is not after.status:
        kind = ChangeKind.ENDED if after.status in STOPPED and before.status not in STOPPED else ChangeKind.REVISED
        yield FactChange(kind, after, "status", str(before.status), str(after.status))
    mine, theirs = before.quantities(), after.quantities()
    for name in sorted(mine.keys() | theirs.keys()):
        earlier, later = _plain(mine.get(name)), _plain(theirs.get(name))
        if earlier != later:
            yield FactChange(ChangeKind.REVISED, after, name, earlier, later)
    for name in ("date", "period"):
        if getattr(before, name) != getattr(after, name):
            yield FactChange(ChangeKind.REVISED, after, name, getattr(before, name), getattr(after, name))


def _plain(quantity: Quantity | None) -> str | None:
    return None if quantity is None else plain(quantity)


def _by_telling(disputes: Sequence[Dispute]) -> dict[tuple[object, ...], list[Dispute]]:
    found: dict[tuple[object, ...], list[Dispute]] = defaultdict(list)
    for dispute in disputes:
        found[_telling(dispute)].append(dispute)
    return found


def _telling(dispute: Dispute) -> tuple[object, ...]:
    return dispute.kind, dispute.field, tuple(side.told for side in dispute.sides)


def _same(one: Dispute, other: Dispute) -> bool:
    """Whether each side shares a claim: the facts may have taken up further ones since."""
    return all(set(mine.claims) & set(theirs.claims) for mine, theirs in zip(one.sides, other.sides, strict=True))
