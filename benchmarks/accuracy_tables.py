"""The tables of docs/accuracy.md from what `interlock bench --json` printed.

interlock bench --passages corpus/passages/test --reader grammar --reader neural --reader both --json > sealed.jsonl
interlock bench --gold-dir corpus/articles/heldout/gold --text-dir corpus/articles/heldout/texts … --json > heldout.jsonl
python -m benchmarks.accuracy_tables sealed.jsonl                # by language and reader
python -m benchmarks.accuracy_tables sealed.jsonl heldout.jsonl --kinds
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from interlock.evaluation.counts import SHARES

Record = dict[str, Any]

LANGUAGES = {
    "en": "English",
    "fr": "French",
    "he": "Hebrew",
    "zh-Hant": "Chinese, traditional",
    "zh-Hans": "Chinese, simplified",
    "es": "Spanish",
    "de": "German",
}


def read(path: Path) -> list[Record]:
    """One record for each reader."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def language_table(readers: list[Record]) -> Iterator[str]:
    """Edges, full, speech and shares of each reader in each language and in all."""
    yield "| | reader | edges P | R | F1 | full F1 | speech F1 | status | bound | date | source | no source |"
    yield "| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |"
    for code, name in LANGUAGES.items():
        for reader in readers:
            if code in reader["languages"]:
                yield _row(name, reader["reader"], reader["languages"][code], "{}")
    for reader in readers:
        yield _row("**all**", reader["reader"], reader["total"], "**{}**")


def _row(name: str, reader: str, scores: Record, marked: str) -> str:
    edges = scores["edges"]
    told = [_share(scores.get(share)) for share in SHARES]
    f1 = marked.format(f"{edges['f1']:.2f}")
    cells = [
        f"{edges['precision']:.2f}",
        f"{edges['recall']:.2f}",
        f1,
        f"{scores['full']['f1']:.2f}",
        f"{scores['speech']['f1']:.2f}",
    ]
    return "| " + " | ".join([name, reader.partition("/")[0], *cells, *told]) + " |"


def _share(share: Record | None) -> str:
    return f"{share['accuracy']:.2f} of {share['n']}" if share and share["n"] else "none"


def kind_table(sealed: list[Record], heldout: list[Record]) -> Iterator[str]:
    """F1 of each reader by kind; precision and recall of the last reader, there and on the other set. `says` as speech."""
    names = [reader["reader"].partition("/")[0] for reader in sealed]
    last = sealed[-1]["kinds"]
    yield f"| kind | gold | {' | '.join(names)} | P | R | held-out gold | {names[-1]} P | R |"
    yield "| --- | --: |" + " --: |" * (len(names) + 5)
    for kind in sorted((kind for kind in last if last[kind]["gold"]), key=lambda kind: -int(last[kind]["gold"])):
        f1s = [f"{_scores(reader, kind)['f1']:.2f}" for reader in sealed]
        there = heldout[-1]["kinds"].get(kind, {"gold": 0})["gold"]
        cells = [f"`{kind}`", str(last[kind]["gold"]), *f1s, *_two(sealed[-1], kind), str(there)]
        yield "| " + " | ".join([*cells, *(_two(heldout[-1], kind) if there else ("", ""))]) + " |"


def _scores(reader: Record, kind: str) -> Record:
    nothing = {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    scores: Record = reader["kinds"].get(kind, {}).get("speech" if kind == "says" else "edges", nothing)
    return scores


def _two(reader: Record, kind: str) -> tuple[str, str]:
    scores = _scores(reader, kind)
    return f"{scores['precision']:.2f}", f"{scores['recall']:.2f}"


def reliability_table(reader: Record) -> Iterator[str]:
    """How often claims of a confidence are right."""
    yield "| confidence | judged | mean | right |"
    yield "| --- | --: | --: | --: |"
    for step in reader["reliability"]["bins"]:
        if step["judged"]:
            span = f"{step['low']:.1f} to {step['high']:.1f}"
            yield f"| {span} | {step['judged']} | {step['confidence']:.2f} | {step['right']:.2f} |"


def main() -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy_tables", description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="what bench --json printed")
    parser.add_argument("--kinds", action="store_true", help="by kind, of the first file beside the second")
    parser.add_argument("--reliability", action="store_true", help="of the last reader of the first file")
    options = parser.parse_args()
    readers = [read(path) for path in options.files]
    if options.kinds:
        lines = kind_table(readers[0], readers[-1])
    elif options.reliability:
        lines = reliability_table(readers[0][-1])
    else:
        lines = language_table(readers[0])
    sys.stdout.writelines(line + "\n" for line in lines)


if __name__ == "__main__":
    main()
