"""Check files of labelled passages: `python corpus/validate.py FILE …`. Prints each fault with its line; exit code 1 if any."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from interlock.evaluation.passages import Passage, read_passages


def main(names: list[str]) -> int:
    """Check the files named and print what they hold."""
    failed = False
    for name in names:
        passages, faults = read_passages(Path(name))
        for fault in faults:
            sys.stdout.write(f"{fault}\n")
        failed = failed or bool(faults)
        sys.stdout.write(f"{name}: {_holds(passages)}; {len(faults)} faults\n")
    return 1 if failed else 0


def _holds(passages: list[Passage]) -> str:
    claims = [claim for passage in passages for claim in passage.claims]
    kinds = ", ".join(f"{kind} {count}" for kind, count in Counter(claim.kind for claim in claims).most_common())
    return f"{len(passages)} sound passages, {len(claims)} claims ({kinds})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
