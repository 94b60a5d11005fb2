"""Answers about loops and exposure as text, in the form asked for. Each result is kept, so that `explain` knows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from interlock.ledger.results import KeptResult
from interlock.network.concentration import Interval
from interlock.network.exposure import concentrations, coverages, exposures, throughput
from interlock.network.flows import FINANCING, SALES, Flow, FlowNetwork, Instrument, NetworkLayer
from interlock.network.loops import Loop, find_loops
from interlock.network.round_trips import InKind, Leg, Payment, RoundTrip, in_kind, round_trip
from interlock.pipeline.answers import Answer, Form, cut
from interlock.pipeline.network_answers import Findings, network_answer
from interlock.pipeline.networks import KnownNetwork, NetworkQuestion
from interlock.pipeline.plotting import Plot
from interlock.reporting.amounts import amount_in_words, dollars, ratio_in_words
from interlock.reporting.network_model import ExposureShown, LoopsShown, VendorTrip
from interlock.reporting.network_records import exposure_records, loops_records
from interlock.reporting.network_tables import (
    EXPOSURE_HEAD,
    LOOP_HEAD,
    bottleneck_in_words,
    exposure_rows,
    exposure_text,
    loop_rows,
    loops_text,
)
from interlock.reporting.pictures import exposure_map, loop_wheel
from interlock.simulation.balance import revenue_by_year
from interlock.simulation.building import build_model
from interlock.simulation.scenario import Op, Scenario, Shock, ShockField
from interlock.simulation.stress import stress

FIGURE = "each flow stands at the figure told, 'up to X' at X, a range at its upper end"


def answer_loops(
    ledger: Path,
    question: NetworkQuestion,
    form: Form,
    width: int,
    *,
    actor: str | None = None,
    longest: int = 6,
    redraws: int = 500,
    seed: int = 0,
    limit: int | None = None,
    atlas: tuple[Path, ...] = (),
    plot: Plot | None = None,
) -> Answer:
    """The loops of the ledger's money flows, those through one actor where `actor` is given."""

    def find(found: KnownNetwork) -> Findings:
        shown = loops_of(found, actor, longest, redraws, seed, limit, form)
        kept, pictures = kept_loops(shown, question.command), {"wheel": lambda: loop_wheel(shown)}
        return Findings(loops_records(shown), loop_rows(shown), LOOP_HEAD, loops_text(shown, width), kept, pictures)

    return network_answer(ledger, question, form, find, atlas=atlas, plot=plot)


def loops_of(
    found: KnownNetwork,
    actor: str | None,
    longest: int,
    redraws: int,
    seed: int,
    limit: int | None,
    form: Form,
    *,
    most_trips: int | None = None,
    shares: bool = True,
) -> LoopsShown:
    """The loops with round trips, ready to be shown; of the sellers the `most_trips` that put most into others."""
    network = found.network
    loops = find_loops(network, longest=longest, redraws=redraws, seed=seed, shares=shares)
    kept = loops.loops
    ids = None if actor is None else set(found.known.actors_named(actor))
    if ids is not None:
        kept = tuple(loop for loop in kept if ids & set(loop.actors))
    every = cut(kept, limit, form)
    shown = type(loops)(
        tuple(every),
        loops.complete and len(every) == len(kept),
        loops.unusual,
        loops.finn,
        loops.balanced_share,
        loops.maximum_share,
        loops.unsized,
        loops.facts,
    )
    trips = [vendor_trip(row, found) for row in round_trips(network, most_trips) if ids is None or row.vendor in ids]
    said = (*network.assumptions, FIGURE, "what is kept or spent outside the ledger is not known: round trips see its flows only")
    return LoopsShown(str(network.basis), found.years, shown, trips, said, network.name)


def round_trips(network: FlowNetwork, most: int | None = None) -> tuple[RoundTrip, ...]:
    """The round trip of each actor that puts money into others and sells, of the `most` that put in most; the largest first."""
    money = [flow for flow in network.layer(NetworkLayer.MONEY) if flow.amount.figure]
    putting = FINANCING | {Instrument.WARRANTS}
    vendors = {flow.source for flow in money if flow.instrument in putting} & {
        flow.target for flow in money if flow.instrument in SALES
    }
    invested: dict[str, float] = defaultdict(float)
    for flow in money:
        if flow.instrument in putting and flow.source in vendors:
            invested[flow.source] += flow.amount.figure or 0.0
    chosen = sorted(vendors, key=lambda vendor: (-invested[vendor], vendor))[:most]
    rows = [round_trip(vendor, [_payment(flow, vendor) for flow in money]) for vendor in chosen]
    return tuple(sorted(rows, key=lambda row: (-row.most, -row.invested, row.vendor)))


def vendor_trip(trip: RoundTrip, found: KnownNetwork) -> VendorTrip:
    """A round trip with the counterfactual of the model, and what is granted in kind.

    The counterfactual is what the vendor sells less where it puts in nothing: second-round loss under a stop of its funding.
    """
    stop = Shock(trip.vendor, ShockField.FUNDING, Op.STOP, 0.0)
    scenario = Scenario(f"{trip.vendor} puts in nothing", (stop,))
    model = build_model(found.network, found.books, found.years, (), (stop,))
    lost = next((row.total for row in stress(model, scenario).actors if row.actor == trip.vendor), Interval(0.0, 0.0))
    return VendorTrip(trip, lost, _in_kind(trip, found.network))


def _in_kind(trip: RoundTrip, network: FlowNetwork) -> InKind | None:
    """Shares granted to buyers, at the value told, beside the sales to them; None where no value is told."""
    money = [flow for flow in network.layer(NetworkLayer.MONEY) if flow.amount.figure]
    granted: dict[str, float] = defaultdict(float)
    for flow in money:
        if flow.instrument is Instrument.WARRANTS and flow.source == trip.vendor:
            granted[flow.target] += flow.amount.figure or 0.0
    if not granted:
        return None
    sold = sum(
        flow.amount.figure or 0.0
        for flow in money
        if flow.instrument in SALES and flow.target == trip.vendor and flow.source in granted
    )
    return in_kind(sold, max(trip.revenue - sold, 0.0), sum(granted.values()))


def _payment(flow: Flow, vendor: str) -> Payment:
    leg = Leg.PURCHASE if flow.instrument in SALES else Leg.OTHER
    if flow.instrument in FINANCING and flow.source == vendor:
        leg = Leg.INVESTMENT
    return Payment(flow.source, flow.target, flow.amount.figure or 0.0, leg, flow.facts)


def kept_loops(shown: LoopsShown, command: str) -> Iterator[KeptResult]:
    """The loops, the round trips and how circular the whole is, to be explained later."""
    yield from (kept_loop(loop, shown, command) for loop in shown.loops.loops)
    yield from (kept_round_trip(trip, shown, command) for trip in shown.round_trips)
    if shown.loops.maximum_share is not None:
        figure = f"{shown.loops.maximum_share:.1%} of sized flows at most goes round"
        yield _kept(shown.loops.circulation_id, "circulation", "How much goes round", figure, shown.loops.facts, shown, command)


def kept_round_trip(trip: VendorTrip, shown: LoopsShown, command: str) -> KeptResult:
    """A round trip, to be explained later."""
    money = trip.money
    figure = (
        f"{dollars(money.least)} to {dollars(money.most)} of {dollars(money.invested)} put in may come back as sales; "
        f"proportional {dollars(money.proportional)}"
    )
    title = f"Round trip of {shown.named(money.vendor)}"
    return _kept(money.id, "round trip", title, figure, money.facts, shown, command)


def _kept(identity: str, kind: str, title: str, figure: str, facts: Sequence[str], shown: LoopsShown, command: str) -> KeptResult:
    record = {"title": title, "figure": figure, "facts": list(facts), "assumptions": list(shown.assumptions)}
    return KeptResult(identity, kind, command, record)


def kept_loop(loop: Loop, shown: LoopsShown, command: str) -> KeptResult:
    way = " → ".join([*(shown.named(actor) for actor in loop.actors), shown.named(loop.actors[0])])
    record = {
        "title": f"Loop {way}",
        "figure": bottleneck_in_words(loop),
        "status": str(loop.status),
        "patterns": [str(each) for each in loop.patterns],
        "path": [shown.named(actor) for actor in (*loop.actors, loop.actors[0])],
        "facts": list(loop.facts),
        "assumptions": list(shown.assumptions),
    }
    return KeptResult(loop.id, "loop", command, record)


def answer_exposure(
    ledger: Path,
    question: NetworkQuestion,
    form: Form,
    width: int,
    *,
    actor: str | None = None,
    limit: int | None = None,
    atlas: tuple[Path, ...] = (),
    plot: Plot | None = None,
) -> Answer:
    """Who hangs on whom; of one actor where `actor` is given."""

    def find(found: KnownNetwork) -> Findings:
        shown = exposure_of(found, actor, limit, form)
        kept, pictures = kept_exposure(shown, question.command), {"heatmap": lambda: exposure_map(shown)}
        return Findings(exposure_records(shown), exposure_rows(shown), EXPOSURE_HEAD, exposure_text(shown, width), kept, pictures)

    return network_answer(ledger, question, form, find, atlas=atlas, plot=plot)


def exposure_of(found: KnownNetwork, actor: str | None, limit: int | None, form: Form) -> ExposureShown:
    """Exposures, concentration and coverage, ready to be shown."""
    network = found.network
    ids = None if actor is None else set(found.known.actors_named(actor))
    rows = [row for row in exposures(network) if ids is None or ids & {row.holder, row.counterparty}]
    gross, final = throughput(network)
    due = coverages(network, found.years, revenue_by_year(found.books))
    return ExposureShown(
        str(network.basis),
        found.years,
        cut(rows, limit, form),
        [row for row in concentrations(network) if ids is None or row.actor in ids],
        cut([row for row in due if ids is None or row.actor in ids], limit, form),
        gross,
        final,
        (*network.assumptions, "revenue of a year that is not known is that of the latest year before it"),
        network.name,
    )


def kept_exposure(shown: ExposureShown, command: str) -> Iterator[KeptResult]:
    """Exposures and coverages as results to keep."""
    for row in shown.exposures:
        record: dict[str, object] = {
            "title": f"{shown.named(row.holder)} with {shown.named(row.counterparty)}: {row.sort}",
            "figure": amount_in_words(row.amount),
            "path": [shown.named(row.counterparty), shown.named(row.holder)],
            "facts": list(row.facts),
            "assumptions": list(shown.assumptions),
        }
        yield KeptResult(row.id, "exposure", command, record)
    for coverage in shown.coverages:
        told = "not known" if coverage.revenue is None else amount_in_words(coverage.revenue)
        record = {
            "title": f"Coverage of {shown.named(coverage.actor)} in {coverage.year}",
            "figure": f"{amount_in_words(coverage.due)} due, revenue {told}, ratio {ratio_in_words(coverage.ratio)}",
            "path": [shown.named(coverage.actor)],
            "facts": list(coverage.facts),
            "assumptions": list(shown.assumptions),
        }
        yield KeptResult(coverage.id, "coverage", command, record)
