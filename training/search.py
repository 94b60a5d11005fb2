"""`python -m training.search`: several plans side by side on one machine, in stages; those that probe best are kept.

The plans are a JSON list of stages; a stage is a list of runs: {"name": ..., "teachers": how many of the best runs so far
teach it, ...} and fields of `Plan`. See docs/training.md.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass, fields
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import torch

from training.prepared import Prepared, read_prepared
from training.probes import Probe
from training.trainer import Network, Plan, make_network, train
from training.weights import average, read_weights, split, write_weights
from training.windows import VARIED, DrawnAhead, Windows

Run = dict[str, Any]


@dataclass(frozen=True)
class Search:
    """What all runs share."""

    prepared: Path
    folder: Path
    device: str
    threads: int
    drawn: int
    started: float


@dataclass(frozen=True)
class Outcome:
    """A finished run and how it probes."""

    name: str
    plan: Plan
    score: float
    words: str


def main() -> None:
    """Draw the epochs, run the stages, keep the best."""
    parser = argparse.ArgumentParser(prog="python -m training.search", description=__doc__)
    parser.add_argument("--prepared", type=Path, required=True, help="the file that `python -m training --prepared` wrote")
    parser.add_argument("--plans", type=Path, required=True, help="the stages, see docs/training.md")
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights of the best, in parts, and the report")
    parser.add_argument("--work", type=Path, default=Path("/tmp/interlock-training"), help="folder for what is needed meanwhile")
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--threads", type=int, default=1, help="threads of each run")
    parser.add_argument("--workers", type=int, default=12, help="processes that draw epochs, and at most runs side by side")
    parser.add_argument("--drawn", type=int, default=24, help="epochs to draw; later ones repeat them")
    parser.add_argument("--varied", type=float, default=VARIED, help="share of the passages shown with other names")
    parser.add_argument("--keep", type=int, default=2, help="how many of the best to leave in the folder")
    options = parser.parse_args()
    search = Search(options.prepared, options.work, options.device, options.threads, options.drawn, time.time())
    options.out.mkdir(parents=True, exist_ok=True)
    stages: list[list[Run]] = json.loads(options.plans.read_text())
    prepared = read_prepared(options.prepared)
    say(search, f"{len(prepared.plain)} windows, {sum(map(len, prepared.forms))} with other names; drawing")
    for size in sorted({plan_of(run).batch for stage in stages for run in stage}):
        windows = Windows(prepared, prepared.pieces, size, 1, options.varied)
        DrawnAhead(search.folder / f"by{size}", options.drawn).write(windows, options.workers)
    say(search, "drawn")
    outcomes: list[Outcome] = []
    for stage in stages:
        jobs = [(search, run, outcomes_to_teach(run, outcomes)) for run in stage]
        with ProcessPoolExecutor(min(options.workers, len(jobs)), mp_context=get_context("spawn")) as pool:
            found = finished(search, [pool.submit(run_one, job) for job in jobs])
        outcomes += found
        outcomes += mixed(search, prepared, found)
        (options.out / "report.txt").write_text("".join(report(outcomes)))
        best = sorted(outcomes, key=lambda outcome: -outcome.score)[: options.keep]
        for old in options.out.glob("*.pt.*"):
            old.unlink()
        for outcome in best:
            split(search.folder / f"{outcome.name}.pt", options.out)
            (options.out / f"{outcome.name}.json").write_text(json.dumps(asdict(outcome.plan)))
        say(search, "kept " + ", ".join(outcome.name for outcome in best))
    print("".join(report(outcomes)), flush=True)


def finished(search: Search, runs: list[Future[Outcome]]) -> list[Outcome]:
    """What came of the runs; one that broke is told and left out."""
    found = []
    for run in runs:
        fault = run.exception()
        if fault:
            say(search, f"a run broke: {fault!r}")
        else:
            found.append(run.result())
    return found


def plan_of(run: Run) -> Plan:
    """The plan of a run."""
    names = {part.name for part in fields(Plan)}
    return Plan(**{name: value for name, value in run.items() if name in names})


def outcomes_to_teach(run: Run, outcomes: list[Outcome]) -> list[Outcome]:
    """The best runs so far, as many as the run asks for."""
    return sorted(outcomes, key=lambda outcome: -outcome.score)[: run.get("teachers", 0)]


def run_one(job: tuple[Search, Run, list[Outcome]]) -> Outcome:
    """Train one plan; its weights lie in the folder then."""
    search, run, teachers = job
    torch.set_num_threads(search.threads)
    torch.set_float32_matmul_precision("high")
    device, plan = torch.device(search.device), plan_of(run)
    prepared = read_prepared(search.prepared)
    pieces = prepared.pieces
    probe = Probe(prepared.development, pieces, device)
    network = make_network(prepared.base, plan).to(device)
    taught_by = [loaded(search, prepared, outcome) for outcome in teachers]
    epochs = DrawnAhead(search.folder / f"by{plan.batch}", search.drawn)
    shift = 7 * plan.seed  # runs see the epochs in another order

    def tell(line: str) -> None:
        say(search, f"{run['name']}: {line}")

    best = train(network, lambda epoch: epochs.draw(epoch + shift), pieces.unknown, plan, probe.ask, taught_by, tell)
    write_weights(search.folder / f"{run['name']}.pt", best)
    return Outcome(run["name"], plan, *probe.ask(best))


def loaded(search: Search, prepared: Prepared, outcome: Outcome) -> Network:
    """A finished run's network."""
    network = make_network(prepared.base, outcome.plan)
    read_weights(search.folder / f"{outcome.name}.pt", network)
    network.to(search.device)
    return network


def mixed(search: Search, prepared: Prepared, outcomes: list[Outcome]) -> list[Outcome]:
    """The means of the runs of a stage that began from the same weights and train the same layers."""
    probe = Probe(prepared.development, prepared.pieces, torch.device(search.device))
    groups: dict[tuple[int, int, int], list[Outcome]] = defaultdict(list)
    for outcome in sorted(outcomes, key=lambda outcome: -outcome.score):
        groups[outcome.plan.start, outcome.plan.frozen, outcome.plan.width].append(outcome)
    found = []
    for group in groups.values():
        networks = [loaded(search, prepared, outcome) for outcome in group]
        for count in range(2, len(group) + 1):
            name, plan = f"mean{count}-{group[0].name}", group[0].plan
            mean = make_network(prepared.base, plan).to(search.device).eval()
            average(networks[:count], mean)
            write_weights(search.folder / f"{name}.pt", mean)
            found.append(Outcome(name, plan, *probe.ask(mean)))
    return found


def report(outcomes: list[Outcome]) -> list[str]:
    """A line a run, the best first."""
    return [f"{o.score:.4f} {o.name}: {o.words}\n" for o in sorted(outcomes, key=lambda outcome: -outcome.score)]


def say(search: Search, line: str) -> None:
    """Print a line with the time since the start."""
    print(f"[{time.time() - search.started:4.0f} s] {line}", flush=True)


if __name__ == "__main__":
    main()
