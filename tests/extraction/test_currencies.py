"""Which money is meant where a text does not say."""

from __future__ import annotations

import pytest

from interlock.extraction.currencies import currencies_of
from interlock.extraction.quantities import find_quantities
from interlock.languages import load_language
from interlock.vocabulary.folding import fold


def read(code: str, *sentences: str) -> list[str | None]:
    """The currencies of the amounts of the sentences, in order."""
    language = load_language(code)
    found = [find_quantities(text, fold(text), 0, len(text), language) for text in sentences]
    memory = currencies_of(found)
    return [quantity.unit or None for sentence in found for quantity in memory.settle(sentence) if quantity.field == "amount"]


@pytest.mark.parametrize(
    ("code", "sentences", "currencies"),
    [
        ("en", ("It paid €3 million.", "The rest was 5 million in all."), ["EUR", "EUR"]),
        ("en", ("It paid 5 million in all.", "The loan was €3 million."), ["EUR", "EUR"]),
        ("en", ("It paid 5 million in all.",), [None]),
        ("en", ("It paid 40 million dirhams ($11 million).", "The rest was 5 million in all."), ["AED", "USD", "AED"]),
        ("en", ("A price of 5 million Norwegian crowns.", "The rest was 3 million crowns."), ["NOK", "NOK"]),
        ("en", ("The rest was 3 million crowns.",), ["SEK"]),
        ("es", ("Una multa de 40 millones de pesos chilenos.", "Pagó 3 millones de pesos."), ["CLP", "CLP"]),
        ("fr", ("Il accorde 120 et 45 millions d'euros.",), ["EUR", "EUR"]),
        ("fr", ("Une amende de 325 millions et 150 millions d'euros.",), ["EUR", "EUR"]),
        ("zh", ("公司去年營收五億港元。", "今年虧損三億元。"), ["HKD", "HKD"]),
        ("zh", ("公司去年營收五億美元。", "今年虧損三億元。"), ["USD", "TWD"]),
    ],
)
def test_an_amount_has_the_currency_named_around_it(code: str, sentences: tuple[str, ...], currencies: list[str | None]) -> None:
    """The last one named, or the first one to come; a conversion in brackets names none; shared names look around."""
    assert read(code, *sentences) == currencies
