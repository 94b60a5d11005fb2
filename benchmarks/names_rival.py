"""The labelled pairs of names as nomenklatura's logic-v2 scores them; run where nomenklatura is installed.

    pip install nomenklatura && python benchmarks/names_rival.py corpus/resolution/names.tsv

It needs nothing of Interlock. From 0.7 on a pair counts as the same, nomenklatura's own threshold.
"""

import csv
import sys

from followthemoney import model
from nomenklatura.matching import get_algorithm

SCHEMAS = {
    "person": "Person",
    "company": "Company",
    "fund": "Company",
    "organisation": "Organization",
    "government": "PublicBody",
}
THRESHOLD = 0.7


def main() -> None:
    """Print hits, false ones, misses, precision, recall, F1."""
    algorithm = get_algorithm("logic-v2")
    if algorithm is None:
        sys.exit("this nomenklatura has no logic-v2")
    config = algorithm.default_config()
    hit = false = missed = homonyms = 0
    with open(sys.argv[1], encoding="utf-8", newline="") as file:  # noqa: PTH123
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)):
            sides = []
            for side, (name, kind) in enumerate(((row["name"], row["kind"]), (row["other"], row["other_kind"]))):
                entity = model.make_entity(SCHEMAS.get(kind, "LegalEntity"))
                entity.id = f"{number}-{side}"
                entity.add("name", name)
                sides.append(entity)
            held = algorithm.compare(sides[0], sides[1], config).score >= THRESHOLD
            same = row["same"] == "yes"
            hit, false, missed = hit + (held and same), false + (held and not same), missed + (same and not held)
            homonyms += held and not same and row["group"] == "homonym"
    precision, recall = hit / max(1, hit + false), hit / max(1, hit + missed)
    f1 = 2 * hit / max(1, 2 * hit + false + missed)
    print(f"hit {hit}, false {false}, missed {missed}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; homonyms merged {homonyms}")


if __name__ == "__main__":
    main()
