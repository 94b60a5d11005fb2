"""Stress tests as text and as records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interlock.network.flows import FlowNetwork
from interlock.reporting.amounts import dollars, interval_in_words, interval_record
from interlock.reporting.assumptions import assumptions_text
from interlock.reporting.fact_model import SHORT_ID
from interlock.reporting.tables import NARROWEST, Column, table
from interlock.simulation.results import Loss, Standing, StressResult
from interlock.simulation.uncertainty import Elementary, Importance, MonteCarlo, SobolIndex, Swing

LOSS_HEAD = ("id", "actor", "year", "channel", "due_low", "due_high", "direct_low", "direct_high", "network_low", "network_high",
             "total_low", "total_high", "central", "path", "facts")  # fmt: skip
_MOST_ROWS = 40


def stress_text(result: StressResult, width: int) -> Iterator[str]:
    """Totals by actor, losses by year, who falls short, what is unknown, what it rests on."""
    model, scenario = result.model, result.scenario
    wide = max(width, NARROWEST)
    yield f"{scenario.name}: {model.network.basis} flows, {model.years[0]} to {model.years[-1]}\n"
    if scenario.description:
        yield f"{scenario.description}\n"
    if not result.losses:
        yield "\nNobody loses anything in this network.\n"
    else:
        yield "\nWho loses how much over the whole window (baseline less stressed)\n"
        yield totals_text(result, wide)
        yield from _by_year(result.losses, result.model.network, wide)
    yield from _standings(result.standings, result.model.network, wide)
    if result.unknown:
        yield "\nNot known:\n" + "".join(f"  - {line}\n" for line in result.unknown)
    yield assumptions_text(result.assumptions)
    yield (
        f"\nGreatest fixed point, {result.points} points (seed {result.seed}), at most {result.sweeps} sweeps a year, "
        f"residual {result.residual:.1g}; the books of every year close\n"
    )


def totals_text(result: StressResult, width: int) -> str:
    """Losses by actor over the whole window."""
    named = result.model.network.name
    columns = (
        Column("Id"),
        Column("Who", shrinks=True, least=12),
        Column("Direct", right=True),
        Column("Second round", right=True),
        Column("In all", right=True),
        Column("Middle", right=True),
        Column("Facts", right=True),
    )
    return table(
        columns,
        [
            (
                row.id[:SHORT_ID],
                named(row.actor),
                interval_in_words(row.direct),
                interval_in_words(row.network),
                interval_in_words(row.total),
                dollars(row.central),
                str(len(row.facts)),
            )
            for row in result.actors
        ],
        max(width, NARROWEST),
    )


def _by_year(losses: Sequence[Loss], network: FlowNetwork, wide: int) -> Iterator[str]:
    shown = sorted(losses, key=lambda row: (network.name(row.actor), row.channel, row.year))[:_MOST_ROWS]
    yield "\nBy year\n"
    columns = (
        Column("Id"),
        Column("Who", shrinks=True, least=10),
        Column("Year"),
        Column("By", shrinks=True, least=7),
        Column("Due", right=True),
        Column("Direct", right=True),
        Column("Second round", right=True),
        Column("In all", right=True),
        Column("Way", shrinks=True, least=12),
    )
    yield table(
        columns,
        [
            (
                row.id[:SHORT_ID],
                network.name(row.actor),
                str(row.year),
                str(row.channel),
                interval_in_words(row.due),
                interval_in_words(row.direct),
                interval_in_words(row.network),
                interval_in_words(row.total),
                " → ".join(map(network.name, row.path)),
            )
            for row in shown
        ],
        wide,
    )
    if len(losses) > len(shown):
        yield f"{len(losses) - len(shown)} more rows: --csv or --json has all\n"


def _standings(rows: Sequence[Standing], network: FlowNetwork, wide: int) -> Iterator[str]:
    if not rows:
        return
    yield "\nWho falls short: outside money needed to pay as planned (before the shock), and the gap that the shock leaves\n"
    columns = (
        Column("Who", shrinks=True, least=12),
        Column("Year"),
        Column("Needs outside", right=True),
        Column("Gap", right=True),
        Column("Defaults"),
        Column("Defaults if cash is below", right=True),
    )
    cells = [
        (
            network.name(row.actor),
            str(row.year),
            interval_in_words(row.need),
            "not tested" if row.gap is None else interval_in_words(row.gap),
            _default(row),
            "" if row.break_even is None else dollars(row.break_even),
        )
        for row in rows[:_MOST_ROWS]
    ]
    yield table(columns, cells, wide)
    loops = sorted({network.name(row.actor) for row in rows if row.self_fulfilling > 1e-6})
    if loops:
        yield f"Held up by a loop of their own (they could also pay nothing): {', '.join(loops)}\n"


def _default(row: Standing) -> str:
    if row.default is None:
        return "not tested"
    return {(0.0, 0.0): "no", (1.0, 1.0): "yes"}.get(row.default, "at some of the points")


def uncertainty_text(
    result: StressResult,
    drawn: MonteCarlo | None,
    swings: tuple[float, Sequence[Swing]] | None,
    elementary: Sequence[Elementary] | None,
    sobol: Sequence[SobolIndex] | None,
    importance: Sequence[Importance] | None,
    contributions: dict[str, float] | None,
    width: int,
) -> Iterator[str]:
    """The further looks that were asked for."""
    wide, named = max(width, NARROWEST), result.model.network.name
    if contributions:
        yield "\nWhat each shock brings of the middle loss (Shapley values)\n"
        heads: tuple[Column, ...] = (Column("Shock", shrinks=True), Column("Loss", right=True))
        yield table(heads, [(name, dollars(value)) for name, value in contributions.items()], wide)
    if drawn:
        total = drawn.total
        yield f"\n{total.draws} draws ({drawn.design}, seed {drawn.seed}), every range uniform: shapes, not probabilities\n"
        heads = (
            Column("Who", shrinks=True, least=12),
            Column("Mean", right=True),
            Column("± error", right=True),
            Column("5 %", right=True),
            Column("Median", right=True),
            Column("95 %", right=True),
            Column("Mean of worst 5 %", right=True),
        )
        every = [(named(actor), row) for actor, row in sorted(drawn.actors.items(), key=lambda pair: -pair[1].mean)]
        yield table(
            heads,
            [
                (
                    name,
                    dollars(row.mean),
                    dollars(row.standard_error),
                    dollars(row.low),
                    dollars(row.median),
                    dollars(row.high),
                    dollars(row.expected_shortfall),
                )
                for name, row in [*every, ("all", total)]
            ],
            wide,
        )
    if swings:
        middle, rows = swings
        yield f"\nWhat moves the total loss ({dollars(middle)} in the middle): each input at its ends, the others in the middle\n"
        heads = (Column("Input", shrinks=True, least=30), Column("Low end", right=True), Column("High end", right=True))
        if rows:
            yield table(heads, [(row.name, dollars(row.low), dollars(row.high)) for row in rows[:20]], wide)
        else:
            yield "No single input moves it\n"
    if elementary is not None:
        yield "\nMorris screening: how much an input moves the total loss, and how far that depends on the others\n"
        heads = (Column("Input", shrinks=True, least=30), Column("Strength", right=True), Column("Spread", right=True))
        yield table(heads, [(row.name, dollars(row.strength), dollars(row.spread)) for row in elementary[:20]], wide)
    if sobol is not None:
        yield "\nNo input moves the total loss\n" if not sobol else ""
    if sobol:
        yield "\nSobol indices: the share of the variance of the total loss that an input brings, with 95 % intervals\n"
        heads = (Column("Input", shrinks=True, least=30), Column("Alone", right=True), Column("In all", right=True))
        yield table(
            heads,
            [
                (
                    row.name,
                    f"{row.first:.2f} ({row.first_range.low:.2f} to {row.first_range.high:.2f})",
                    f"{row.total:.2f} ({row.total_range.low:.2f} to {row.total_range.high:.2f})",
                )
                for row in sobol[:20]
            ],
            wide,
        )
    if importance is not None:
        yield "\nWho matters: what all lose where one pays nothing at all, and how sure its rank is\n"
        heads = (
            Column("Who", shrinks=True, least=12),
            Column("Others lose", right=True),
            Column("5 % to 95 %", right=True),
            Column("Rank", right=True),
            Column("Loses itself on average", right=True),
        )
        yield table(
            heads,
            [
                (
                    named(row.actor),
                    dollars(row.impact.mean),
                    f"{dollars(row.impact.low)} to {dollars(row.impact.high)}",
                    f"{row.rank.low:.0f}" if row.rank.low == row.rank.high else f"{row.rank.low:.0f} to {row.rank.high:.0f}",
                    dollars(row.vulnerability),
                )
                for row in importance
            ],
            wide,
        )


def loss_rows(result: StressResult) -> Iterator[dict[str, object]]:
    """Flat rows under LOSS_HEAD."""
    for row in result.losses:
        yield {
            "id": row.id,
            "actor": row.actor,
            "year": row.year,
            "channel": str(row.channel),
            **{
                f"{name}_{end}": value
                for name in ("due", "direct", "network", "total")
                for end, value in (interval_record(getattr(row, name)) or {}).items()
            },
            "central": row.central,
            "path": " > ".join(row.path),
            "facts": " ".join(row.facts),
        }


def stress_records(result: StressResult) -> Iterator[dict[str, object]]:
    """Everything for programs, each with its `type`."""
    model = result.model
    yield {
        "type": "scenario",
        "name": result.scenario.name,
        "basis": str(model.network.basis),
        "years": list(model.years),
        "points": result.points,
        "seed": result.seed,
        "sweeps": result.sweeps,
        "residual": result.residual,
        "fixed_point": "greatest",
        "assumptions": list(result.assumptions),
        "unknown": list(result.unknown),
    }
    for total in result.actors:
        yield {
            "type": "actor",
            "id": total.id,
            "actor": total.actor,
            "name": model.network.name(total.actor),
            "direct": interval_record(total.direct),
            "network": interval_record(total.network),
            "total": interval_record(total.total),
            "central": total.central,
            "facts": list(total.facts),
        }
    for row in result.losses:
        yield {
            "type": "loss",
            "id": row.id,
            "actor": row.actor,
            "year": row.year,
            "channel": str(row.channel),
            "due": interval_record(row.due),
            "direct": interval_record(row.direct),
            "network": interval_record(row.network),
            "total": interval_record(row.total),
            "central": row.central,
            "path": list(row.path),
            "facts": list(row.facts),
        }
    for standing in result.standings:
        yield {
            "type": "standing",
            "actor": standing.actor,
            "year": standing.year,
            "needs_outside": interval_record(standing.need),
            "gap": interval_record(standing.gap),
            "tested": standing.tested,
            "defaults": None if standing.default is None else list(standing.default),
            "break_even_cash": standing.break_even,
            "self_fulfilling": standing.self_fulfilling,
            "facts": list(standing.facts),
        }
