"""Numbers that only their surroundings make quantities: what they count, what they share, and what is none."""

from __future__ import annotations

import pytest
from extraction.support import SHIPPED

from interlock.atlas import load_atlas
from interlock.extraction.analysis import Analyser
from interlock.extraction.dates import find_dates, find_periods
from interlock.extraction.loose import is_a_time, loose_quantities
from interlock.extraction.quantities import FoundQuantity, find_quantities
from interlock.languages import load_language
from interlock.reading import read_text
from interlock.vocabulary import Bound
from interlock.vocabulary.folding import fold

PUBLISHED = "2026-03-02"


def loose(code: str, text: str) -> list[FoundQuantity]:
    """The loose quantities of a sentence, beside its firm ones, dates and periods."""
    language, folded = load_language(code), fold(text)
    place = (text, folded, 0, len(text), language)
    known = find_quantities(*place)
    dates, periods = find_dates(*place, PUBLISHED), find_periods(*place, PUBLISHED)
    taken = [(item.start, item.end) for item in dates] + [(item.start, item.end) for item in periods]
    return list(loose_quantities(*place, known, taken))


@pytest.mark.parametrize(
    ("code", "text", "field", "value", "bound"),
    [
        ("en", "It has ordered 1,500 barges.", "count", 1500, Bound.EXACT),
        ("en", "Eleven of them left.", "count", 11, Bound.EXACT),
        ("en", "They sold about 40 looms.", "count", 40, Bound.ABOUT),
        ("en", "The lab lost half of it.", "share", 0.5, Bound.EXACT),
        ("he", "הקרן תשקיע 50 מיליון נוספים.", "amount", 5e7, Bound.EXACT),
        ("en", "He bought a third of the mill.", "share", 1 / 3, Bound.EXACT),
        ("en", "Arlo put in $30 million, Birk 20.", "amount", 2e7, Bound.EXACT),
        ("en", "The first site draws 80 megawatts, the second 60.", "power", 6e7, Bound.EXACT),
        ("en", "She paid one euro.", "amount", 1, Bound.EXACT),
        ("fr", "Elle a commandé 1 200 métiers.", "count", 1200, Bound.EXACT),
        ("fr", "Arlo apporte 30 millions d'euros, dont 12 en nature.", "amount", 1.2e7, Bound.EXACT),
        ("fr", "La filature a levé 8 millions hier.", "amount", 8e6, Bound.EXACT),
        ("fr", "Il en vend la moitié.", "share", 0.5, Bound.EXACT),
        ("es", "Encargó 36 telares.", "count", 36, Bound.EXACT),
        ("es", "Arlo aporta 30 millones de euros y Birk 20.", "amount", 2e7, Bound.EXACT),
        ("es", "Vendió la mitad de la fábrica.", "share", 0.5, Bound.EXACT),
        ("de", "Sie bestellte 36 Webstühle.", "count", 36, Bound.EXACT),
        ("de", "Er verkaufte die Hälfte.", "share", 0.5, Bound.EXACT),
        ("he", "היא הזמינה 36 נולים.", "count", 36, Bound.EXACT),
        ("he", "המחיר היה דולר אחד.", "amount", 1, Bound.EXACT),
        ("he", "הוא מכר מחצית מהמפעל.", "share", 0.5, Bound.EXACT),
        ("zh", "它訂購了三十六艘駁船。", "count", 36, Bound.EXACT),
        ("zh", "丈母娘借給他八百萬，年底還。", "amount", 8e6, Bound.EXACT),
        ("zh", "他賣掉了一半。", "share", 0.5, Bound.EXACT),
    ],
)
def test_what_a_number_is_there(code: str, text: str, field: str, value: float, bound: Bound) -> None:
    """A thing that no language file names, an ellipsis, a fraction, a lone unit."""
    (found,) = loose(code, text)
    assert (found.field, found.quantity.bound, found.loose) == (field, bound, True)
    assert found.quantity.value == pytest.approx(value, rel=1e-6)
    assert text[found.start : found.end] == found.quantity.text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "It sold shares at a $500 billion valuation."),
        ("en", "It happened three years ago, in May 2024."),
        ("en", "The score was 3-2 at 10:30 in room B12."),
        ("en", "The H100 of version 2.0 came first."),
        ("fr", "Il y a trois ans, à 20 heures."),
        ("es", "Hace tres años, a las 20 horas."),
        ("de", "Vor drei Jahren, um 20 Uhr."),
        ("he", "לפני שלוש שנים, בשנת 2024."),
        ("zh", "三年前的5月12日，第三屆。"),
    ],
)
def test_what_is_no_quantity(code: str, text: str) -> None:
    """Dates, lengths of time, clocks, scores, names."""
    assert loose(code, text) == []


@pytest.mark.parametrize("code", SHIPPED)
def test_nothing_in_a_text_without_numbers(code: str) -> None:
    """Words alone are no quantity."""
    assert loose(code, "Nvidia, Oracle; OpenAI.") == []


def test_the_analyser_hands_them_out_apart() -> None:
    """Only where they are asked for, and never among the others."""
    language = load_language("en")
    text = "The company bought 1,500 looms for $3 million on Friday."
    document = read_text(text, "a.txt", published=PUBLISHED, languages=[language])
    (plain,) = Analyser((language,), load_atlas()).analyse(document).passages
    (asked,) = Analyser((language,), load_atlas(), loose=True).analyse(document).passages
    assert plain.loose == ()
    assert plain.quantities == asked.quantities
    assert [found.quantity.text for found in asked.loose] == ["1,500"]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [("he", "מספר המשתמשים השבועיים זינק", True), ("he", "חמישה מהם עזבו", False), ("en", "Eleven of them left.", False)],
)
def test_a_length_of_time_in_one_word_counts_nothing(code: str, text: str, expected: bool) -> None:
    """'Weekly' is two weeks in Hebrew."""
    found = loose(code, text)
    assert found and all(is_a_time(quantity, fold(text), load_language(code)) is expected for quantity in found)
