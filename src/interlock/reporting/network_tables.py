"""Loops, exposure and coverage as text and as records. Status and bound stand beside every figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interlock.network.loops import Loop
from interlock.reporting.amounts import (
    amount_in_words,
    amount_record,
    dollars,
    interval_in_words,
    ratio_in_words,
    share_in_words,
)
from interlock.reporting.assumptions import assumptions_text
from interlock.reporting.fact_model import SHORT_ID
from interlock.reporting.network_model import ExposureShown, LoopsShown, Named, VendorTrip
from interlock.reporting.tables import NARROWEST, Column, table

LOOP_HEAD = ("id", "counts", "status", "patterns", "actors", "low", "high", "told", "basis", "facts")
EXPOSURE_HEAD = ("id", "holder", "counterparty", "class", "low", "high", "told", "bound", "basis", "facts")


def loops_text(shown: LoopsShown, width: int) -> Iterator[str]:
    """Each loop with its legs; round trips; how circular and how unusual the whole is; what it rests on."""
    counting = [loop for loop in shown.loops.loops if loop.counts]
    paper = [loop for loop in shown.loops.loops if not loop.counts]
    yield f"Loops of money, {shown.basis} basis: {len(counting)} whose every leg counts, {len(paper)} that stand on paper only\n"
    for title, loops in (
        ("Every leg counts", counting),
        ("On paper only: a leg is optional, only talked about, or of another basis", paper),
    ):
        if loops:
            yield f"\n{title}\n"
        for loop in loops:
            yield "\n" + loop_text(loop, shown.named, width)
    yield "\n"
    if shown.round_trips:
        yield _round_trips(shown.round_trips, shown.named, shown.years, width) + "\n"
    yield f"How unusual: {shown.loops.unusual.sentence()}\n"
    if shown.loops.maximum_share is not None:
        balanced = "not worked out" if shown.loops.balanced_share is None else f"{shown.loops.balanced_share:.1%}"
        finn = "not bounded" if shown.loops.finn is None else f"{shown.loops.finn:.1%}"
        yield (
            f"Circular share of sized flows: {balanced} (proportional) to {shown.loops.maximum_share:.1%} "
            f"(most that could be netted); Finn cycling index, a lower measure: {finn}; result "
            f"{shown.loops.circulation_id[:SHORT_ID]}\n"
        )
    if shown.loops.unsized:
        yield f"{shown.loops.unsized} flows have no known size: they count in loops and in no share\n"
    if not shown.loops.complete:
        yield "There are more loops than are shown\n"
    yield assumptions_text(shown.assumptions)


def loop_text(loop: Loop, named: Named, width: int) -> str:
    """One loop: its round, bottleneck, pattern, and a line for each flow of each leg."""
    way = " → ".join([*(named(actor) for actor in loop.actors), named(loop.actors[0])])
    names = ", ".join(loop.patterns)
    lines = [
        f"Loop {loop.id[:SHORT_ID]}  {way}\n",
        f"  {names + '; ' if names else ''}as certain as its least certain leg: {loop.status}; {bottleneck_in_words(loop)}\n",
    ]
    columns = (
        Column("Leg", shrinks=True, least=20),
        Column("How"),
        Column("Status"),
        Column("How much", shrinks=True, least=12),
        Column("Facts"),
    )
    rows = [
        (
            f"{named(leg.source)} → {named(leg.target)}",
            str(flow.instrument) + (" (disputed)" if flow.disputed else ""),
            str(flow.status),
            amount_in_words(flow.amount),
            " ".join(fact[:SHORT_ID] for fact in flow.facts),
        )
        for leg in loop.legs
        for flow in leg.flows
    ]
    lines.append(_indented(table(columns, rows, max(width - 2, NARROWEST))))
    return "".join(lines)


def bottleneck_in_words(loop: Loop) -> str:
    """What can go all the way round, in words."""
    if not loop.bottleneck.known:
        return "how much can go round is unknown"
    told = amount_in_words(loop.bottleneck)
    return f"{told if told.startswith('up to') else f'at most {told}'} can go all the way round"


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


def _round_trips(rows: Sequence[VendorTrip], named: Named, years: Sequence[int], width: int) -> str:
    columns = (
        Column("Round trip of", shrinks=True, least=14),
        Column("Put in", right=True),
        Column("Sales", right=True),
        Column("Least", right=True),
        Column("Proportional", right=True),
        Column("Most", right=True),
        Column("Sales lost without it", right=True),
        Column("In kind", right=True),
        Column("Id"),
    )
    cells = [
        (
            named(row.money.vendor),
            dollars(row.money.invested),
            dollars(row.money.revenue),
            dollars(row.money.least),
            dollars(row.money.proportional),
            dollars(row.money.most),
            "not known" if row.counterfactual is None else interval_in_words(row.counterfactual),
            "" if row.in_kind is None else dollars(row.in_kind.round_trip),
            row.money.id[:SHORT_ID],
        )
        for row in rows
    ]
    when = f"{years[0]} to {years[-1]}, at the figures told"
    head = f"Money that a seller puts into its buyers and that may come back as its sales, {when}:\n"
    return head + table(columns, cells, max(width, NARROWEST))


def loop_rows(shown: LoopsShown) -> Iterator[dict[str, object]]:
    """Flat rows under LOOP_HEAD."""
    for loop in shown.loops.loops:
        amount = amount_record(loop.bottleneck)
        yield {
            "id": loop.id,
            "counts": loop.counts,
            "status": str(loop.status),
            "patterns": "; ".join(loop.patterns),
            "actors": " > ".join(map(shown.named, loop.actors)),
            **{name: amount[name] for name in ("low", "high", "told", "basis")},
            "facts": " ".join(loop.facts),
        }


def exposure_text(shown: ExposureShown, width: int) -> Iterator[str]:
    """Direct exposures, concentration, coverage of commitments."""
    named, wide = shown.named, max(width, NARROWEST)
    yield f"Direct exposure, {shown.basis} basis, gross: what each stands to lose where the other fails\n"
    columns = (
        Column("Id"),
        Column("Who", shrinks=True, least=12),
        Column("With whom", shrinks=True, least=12),
        Column("Class"),
        Column("How much", shrinks=True, least=14),
        Column("Facts", right=True),
    )
    yield table(
        columns,
        [
            (
                row.id[:SHORT_ID],
                named(row.holder),
                named(row.counterparty),
                str(row.sort),
                amount_in_words(row.amount),
                str(len(row.facts)),
            )
            for row in shown.exposures
        ],
        wide,
    )
    if shown.concentrations:
        yield "\nConcentration: how few counterparties sales and purchases rest on\n"
        heads = (
            Column("Who", shrinks=True, least=12),
            Column("Side"),
            Column("Parties", right=True),
            Column("As if so many equal ones", right=True),
            Column("Largest", shrinks=True, least=10),
            Column("Its share", right=True),
            Column("Unknown", right=True),
        )
        yield table(
            heads,
            [
                (
                    named(row.actor),
                    row.side,
                    str(row.parties),
                    "not known" if row.effective is None else _between(row.effective.low, row.effective.high),
                    named(row.largest) if row.largest else "",
                    share_in_words(row.share),
                    str(row.unsized),
                )
                for row in shown.concentrations
            ],
            wide,
        )
    if shown.coverages:
        yield "\nCoverage: commitments due in a year over revenue and committed funding (above 1x they are not covered)\n"
        heads = (
            Column("Id"),
            Column("Who", shrinks=True, least=12),
            Column("Year"),
            Column("Due", right=True),
            Column("Revenue", right=True),
            Column("Funding", right=True),
            Column("Ratio", right=True),
        )
        yield table(
            heads,
            [
                (
                    row.id[:SHORT_ID],
                    named(row.actor),
                    str(row.year),
                    amount_in_words(row.due, basis=False),
                    "not known" if row.revenue is None else amount_in_words(row.revenue, basis=False),
                    amount_in_words(row.funding, basis=False),
                    ratio_in_words(row.ratio),
                )
                for row in shown.coverages
            ],
            wide,
        )
    yield (
        f"\nAll purchases and leases: {amount_in_words(shown.gross)} gross; {amount_in_words(shown.final)} where what a firm "
        "buys out of what it sells is counted once\n"
    )
    yield assumptions_text(shown.assumptions)


def _between(low: float, high: float) -> str:
    one, other = f"{low:.1f}", f"{high:.1f}"
    return one if one == other else f"{one} to {other}"


def exposure_rows(shown: ExposureShown) -> Iterator[dict[str, object]]:
    """Flat rows under EXPOSURE_HEAD."""
    for row in shown.exposures:
        yield {
            "id": row.id,
            "holder": row.holder,
            "counterparty": row.counterparty,
            "class": str(row.sort),
            **amount_record(row.amount),
            "facts": " ".join(row.facts),
        }
