"""Quantities and dates of labelled passages: how many are found, and read with the right value, bound and currency.

    python -m benchmarks.quantities corpus/passages/train [--language es] [--loose] [--show]

Each quantity of a gold claim is looked for where its words stand, among what `find_quantities` finds in the sentences
of the passage; a quantity that several claims share counts once. A gold date counts as found where one of the dates in
the claim's evidence or near it is the same or lies within it ('last week' in the month that the gold names). Dates that
are those of the passage itself are left out: many are said by nothing but the dateline.
"""

from __future__ import annotations

import argparse
import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from interlock.evaluation.passage_claims import GoldQuantity
from interlock.evaluation.passages import Passage, read_passages
from interlock.extraction.currencies import currencies_of
from interlock.extraction.dates import FoundDate, find_dates, find_periods
from interlock.extraction.loose import loose_quantities
from interlock.extraction.quantities import FoundQuantity, find_quantities
from interlock.languages import Language, load_language, load_languages
from interlock.reading import read_text
from interlock.vocabulary import Bound
from interlock.vocabulary.folding import fold

_CLOSE = 0.005
"""Part of a value by which a reading may differ: a third is 0.33 or 0.333."""


@dataclass(slots=True)
class Tally:
    """Counts of one language, and a line for each fault."""

    gold: int = 0
    found: int = 0
    value: int = 0
    bound: int = 0
    money: int = 0
    currency: int = 0
    dates: int = 0
    dated: int = 0
    faults: list[str] = field(default_factory=list)


def measure(passage: Passage, tally: Tally, loose: bool) -> None:
    """Add one passage to the counts of its language."""
    language = load_language(passage.language.partition("-")[0])
    quantities, dates = _read(passage, language, loose)
    for kind, gold in _gold(passage):
        assert gold.words is not None
        here = [q for q in quantities if q.field == kind and q.start < gold.words.end and gold.words.start < q.end]
        tally.gold += 1
        tally.found += bool(here)
        right = [q for q in here if _same_value(q, gold)]
        tally.value += bool(right)
        bounded = [q for q in right if q.quantity.bound is gold.bound]
        tally.bound += bool(bounded)
        if gold.currency:
            tally.money += 1
            tally.currency += any(q.unit == gold.currency for q in right)
        read = "; ".join(f"{q.quantity.text!r} {q.quantity.value} {q.quantity.bound} {q.unit}" for q in here)
        fault = (
            "MISSED" if not here else "VALUE" if not right else "BOUND" if not bounded else
            "CURRENCY" if gold.currency and not any(q.unit == gold.currency for q in bounded) else ""
        )  # fmt: skip
        if fault:
            value = gold.value if gold.low is None else f"{gold.low}..{gold.high}"
            around = passage.text[max(0, gold.words.start - 25) : gold.words.end + 25].replace("\n", " ")
            told = f"{kind} {value} {gold.bound} {gold.currency or ''} {gold.words.text!r} | read: {read} | …{around}…"
            tally.faults.append(f"{fault} {passage.id}: {told}")
    for claim in passage.claims:
        if claim.date and not passage.date.startswith(claim.date):
            tally.dates += 1
            near = [d for d in dates if d.start < claim.evidence.end + 200 and claim.evidence.start - 200 < d.end]
            if any(_within(d.value, claim.date) for d in near):
                tally.dated += 1
            else:
                seen = ", ".join(f"{passage.text[d.start : d.end]!r} {d.value}" for d in near)
                told = passage.text[claim.evidence.start : claim.evidence.end].replace("\n", " ")[:150]
                tally.faults.append(f"DATE {passage.id} ({passage.date}): {claim.date} | read: {seen} | {told}")


def _within(found: str, gold: str) -> bool:
    """Whether a date is the other or lies within it."""
    if "-W" in found and "-W" not in gold:
        monday = datetime.date.fromisocalendar(int(found[:4]), int(found[6:]), 1)
        return any((monday + datetime.timedelta(days=day)).isoformat().startswith(gold) for day in (0, 4))
    return found.startswith(gold)


def _gold(passage: Passage) -> Iterator[tuple[str, GoldQuantity]]:
    """The gold quantities with their words, each once."""
    seen = set()
    for claim in passage.claims:
        for kind, quantity in claim.quantities.items():
            if quantity.words is not None and (kind, quantity.words.start, quantity.value) not in seen:
                seen.add((kind, quantity.words.start, quantity.value))
                yield kind, quantity


def _read(passage: Passage, language: Language, loose: bool) -> tuple[list[FoundQuantity], list[FoundDate]]:
    """The quantities and dates of the sentences of a passage."""
    document = read_text(passage.text, f"{passage.id}.txt", published=passage.date, languages=load_languages())
    folded = fold(document.text)
    quantities: list[FoundQuantity] = []
    dates: list[FoundDate] = []
    places = [(document.text, folded, sentence.start, sentence.end, language) for sentence in document.sentences]
    found = [find_quantities(*place) for place in places]
    currencies = currencies_of(found)
    for place, firm in zip(places, found, strict=True):
        told = currencies.settle(firm)
        here = find_dates(*place, passage.date)
        quantities += told
        dates += here
        if loose:
            spans = [(d.start, d.end) for d in here] + [(p.start, p.end) for p in find_periods(*place, passage.date)]
            quantities += currencies.settle(loose_quantities(*place, told, spans))
    return quantities, dates


def _same_value(found: FoundQuantity, gold: GoldQuantity) -> bool:
    quantity = found.quantity
    if gold.bound is Bound.BETWEEN:
        return _near(quantity.low, gold.low) and _near(quantity.high, gold.high)
    return _near(quantity.value, gold.value)


def _near(found: float | None, gold: float | None) -> bool:
    return found is not None and gold is not None and abs(found - abs(gold)) <= _CLOSE * abs(gold)


def main() -> None:
    """Measure the files of a folder and print a line for each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", help="only passages of this language: he, zh-Hant, zh-Hans, fr, en, es, de")
    parser.add_argument("--show", action="store_true", help="a line for each fault")
    parser.add_argument("--loose", action="store_true", help="with the numbers that only their surroundings make quantities")
    arguments = parser.parse_args()
    tallies: dict[str, Tally] = defaultdict(Tally)
    for path in sorted(arguments.folder.glob("*.txt")):
        for passage in read_passages(path)[0]:
            if arguments.language in (None, passage.language):
                measure(passage, tallies[passage.language], arguments.loose)
    print(f"{'language':9}{'quantities':>11}{'found':>8}{'value':>8}{'bound':>8}{'currency':>10}{'dates':>8}{'dated':>8}")
    for code, tally in sorted(tallies.items()):
        if arguments.show:
            print(*tally.faults, sep="\n")
        shares = [_share(number, tally.gold) for number in (tally.found, tally.value, tally.bound)]
        print(
            f"{code:9}{tally.gold:11}{shares[0]:>8}{shares[1]:>8}{shares[2]:>8}{_share(tally.currency, tally.money):>10}"
            f"{tally.dates:8}{_share(tally.dated, tally.dates):>8}"
        )


def _share(number: int, of: int) -> str:
    return f"{number / of:.1%}" if of else "-"


if __name__ == "__main__":
    main()
