"""Amounts of money: the published cases of Microsoft Recognizers-Text, read by Interlock, and by that library itself.

    python -m benchmarks.currency_cases [--cases FOLDER] [--theirs PYTHON] [--show]

The cases (MIT licence, Specs/NumberWithUnit) are not part of this project: FOLDER holds them as `currency_LANGUAGE.json`.
A case passes where each of its amounts is read, with its value, and with its currency where the case names one that is
in use today; `strict` also wants nothing else in the case to be read as money. PYTHON is an interpreter that has
`recognizers-text-suite` (with `emoji<2`, in an environment of its own); it is measured with the same rule.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interlock.extraction.quantities import find_quantities
from interlock.languages import Language, load_language
from interlock.vocabulary.folding import fold

DEFAULT = Path(__file__).parents[2] / "shared" / "data" / "recognizers_text"
LANGUAGES = {"English": "en", "Chinese": "zh", "French": "fr", "German": "de", "Spanish": "es"}
_NOT_IN_THEIR_PACKAGE = frozenset({"de"})
"""The Python package reads no German amounts; the published cases are for its .NET original."""
_DECIMAL_COMMA = frozenset({"fr", "de", "es"})
_CODES = {
    code: names.split(", ")
    for code, names in {
        "USD": "dollar, dólar, united states dollar, us dollar, dólar estadounidense, dollar des états-unis",
        "EUR": "euro",
        "GBP": "pound, libra, livre, british pound, pfund, libra esterlina",
        "JPY": "japanese yen, yen japonés, yen japonais, japanischer yen, yen",
        "CNY": "chinese yuan, yuan chinois, yuan chino",
        "CAD": "canadian dollar, dollar canadien, dólar canadiense",
        "MXN": "mexican peso, peso mexicain, peso mexicano",
        "CHF": "swiss franc, franc suisse, franco suizo",
        "INR": "indian rupee, roupie indienne, rupia india",
        "KRW": "south korean won",
        "HKD": "hong kong dollar",
        "TWD": "new taiwan dollar",
        "SEK": "swedish krona",
        "RUB": "russian ruble",
    }.items()
}
_PARTS = frozenset(["cent", "penny", "pence", "centavo", "centime", "céntimo", "penique", "fen", "sen"])
"""Units of a hundredth: the cases give '50 cents' the value 50, where we read half a dollar."""
_ISO = {name: code for code, names in _CODES.items() for name in names}
_THEIR_SCRIPT = """
import json, sys
from recognizers_number_with_unit import recognize_currency
from recognizers_text import Culture
cultures = {"en": Culture.English, "zh": Culture.Chinese, "fr": Culture.French, "de": "de-de", "es": Culture.Spanish}
for line in sys.stdin:
    code, text = json.loads(line)
    try:
        found = recognize_currency(text, cultures[code], fallback_to_default_culture=False)
    except Exception:
        found = []
    known = [(r, r.resolution) for r in found if r.resolution]
    read = [[r.start, r.end + 1, said.get("value"), said.get("isoCurrency"), said.get("unit")] for r, said in known]
    print(json.dumps(read))
"""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at [start, end): its value and currency, None where it has none or none that we know."""

    start: int
    end: int
    value: float | None
    currency: str | None


def _number(text: str | None, comma: bool) -> float | None:
    """A value of the cases as a number; `comma`: it is written with a decimal comma."""
    if text is None:
        return None
    plain = text.replace(".", "").replace(",", ".") if comma and "," in text else text.replace(",", "")
    try:
        return float(plain)
    except ValueError:
        return None


def _currency(iso: str | None, unit: str | None) -> str | None:
    return iso or _ISO.get((unit or "").lower())


def expected(case: dict[str, Any], comma: bool) -> list[Amount]:
    """The amounts that a case wants; what it resolves to no value is left out. `comma`: as in `_number`."""
    found: list[Amount] = []
    place = 0
    for result in case["Results"]:
        resolution = result.get("Resolution") or {}
        value, unit = _number(resolution.get("value"), comma), resolution.get("unit")
        start = result.get("Start", case["Input"].lower().find(result["Text"].lower(), place))
        place = start + len(result["Text"])
        if value is not None:
            part = 0.01 if (unit or "").lower() in _PARTS else 1.0
            found.append(Amount(start, place, value * part, _currency(resolution.get("isoCurrency"), unit)))
    return found


def ours(text: str, language: Language) -> list[Amount]:
    """What Interlock reads in the text of a case, as one sentence."""
    found = find_quantities(text, fold(text), 0, len(text), language)
    return [Amount(q.start, q.end, q.quantity.value, q.unit or None) for q in found if q.field == "amount"]


def theirs(python: str, inputs: list[tuple[str, str]]) -> list[list[Amount]]:
    """What the library reads in the texts."""
    lines = "".join(json.dumps(pair) + "\n" for pair in inputs)
    ran = subprocess.run([python, "-W", "ignore", "-c", _THEIR_SCRIPT], input=lines, capture_output=True, text=True, check=True)
    return [
        [
            Amount(start, end, number * (0.01 if (unit or "").lower() in _PARTS else 1.0), _currency(iso, unit))
            for start, end, value, iso, unit in json.loads(line)
            if (number := _number(value, code in _DECIMAL_COMMA)) is not None
        ]
        for (code, _), line in zip(inputs, ran.stdout.splitlines(), strict=True)
    ]


def passes(wanted: list[Amount], read: list[Amount]) -> tuple[bool, bool]:
    """Whether all that is wanted is read, and whether nothing else is."""
    matched = [any(_same(one, other) for other in read) for one in wanted]
    alone = all(any(one.start < other.end and other.start < one.end for one in wanted) for other in read)
    return all(matched), all(matched) and alone


def _same(wanted: Amount, read: Amount) -> bool:
    if not (wanted.start < read.end and read.start < wanted.end) or wanted.value is None or read.value is None:
        return False
    close = abs(wanted.value - read.value) <= 1e-6 * max(1.0, abs(wanted.value))
    return close and (wanted.currency is None or read.currency is None or wanted.currency == read.currency)


def main() -> None:
    """Print a line for each language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=DEFAULT, help="the folder with the cases")
    parser.add_argument("--theirs", metavar="PYTHON", help="an interpreter that has recognizers-text-suite")
    parser.add_argument("--show", action="store_true", help="list the cases that Interlock does not pass")
    arguments = parser.parse_args()
    if not arguments.cases.is_dir():
        print(f"{arguments.cases}: the cases of Recognizers-Text are not here; --cases FOLDER names another place")
        return
    print(f"{'language':10}{'cases':>7}{'ours':>8}{'strict':>8}{'theirs':>8}{'strict':>8}")
    for name, code in LANGUAGES.items():
        cases = json.loads((arguments.cases / f"currency_{name}.json").read_text(encoding="utf-8-sig"))
        language = load_language(code)
        read = [ours(case["Input"], language) for case in cases]
        wanted = [expected(case, comma=code in _DECIMAL_COMMA) for case in cases]
        results = [passes(amounts, found) for amounts, found in zip(wanted, read, strict=True)]
        cells = [f"{sum(column) / len(cases):.1%}" for column in zip(*results, strict=True)]
        if arguments.theirs and code not in _NOT_IN_THEIR_PACKAGE:
            other = theirs(arguments.theirs, [(code, case["Input"]) for case in cases])
            compared = [passes(amounts, found) for amounts, found in zip(wanted, other, strict=True)]
            cells += [f"{sum(column) / len(cases):.1%}" for column in zip(*compared, strict=True)]
        print(f"{name:10}{len(cases):7}" + "".join(f"{cell:>8}" for cell in cells))
        if arguments.show:
            for case, amounts, found, (_, strict) in zip(cases, wanted, read, results, strict=True):
                if not strict:
                    told = [(case["Input"][a.start : a.end], a.value, a.currency) for a in amounts]
                    print(f"    {case['Input'][:140]!r}\n        wanted {told}")
                    print(f"        read {[(amount.value, amount.currency) for amount in found]}")


if __name__ == "__main__":
    main()
