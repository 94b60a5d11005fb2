"""Numbers in four languages: digits, words, scales, and what is no number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock import languages
from interlock.extraction.numbers import read_number
from interlock.vocabulary import Bound
from interlock.vocabulary.folding import fold

NUMBERS = [
    ("en", "13", 13),
    ("en", "1.17", 1.17),
    ("en", "1,500", 1500),
    ("en", "21,575", 21575),
    ("en", "1,234,567.89", 1234567.89),
    ("en", "two hundred fifty million", 250e6),
    ("en", "two hundred and fifty million", 250e6),
    ("en", "three and a half billion", 3.5e9),
    ("en", "half a billion", 5e8),
    ("en", "twenty-five", 25),
    ("en", "a hundred thousand", 1e5),
    ("en", "6.5bn", 6.5e9),
    ("en", "14.3 billion", 14.3e9),
    ("en", "2m", 2e6),
    ("en", "ninety-nine", 99),
    ("en", "two dozen", 24),
    ("en", "1.2tn", 1.2e12),
    ("fr", "14,9 milliards", 14.9e9),
    ("fr", "32 000 millions", 32e9),
    ("fr", "1 500 milliards", 1.5e12),
    ("fr", "6,5 Md", 6.5e9),
    ("fr", "quatre-vingt-dix-sept", 97),
    ("fr", "soixante-quinze", 75),
    ("fr", "vingt et un", 21),
    ("fr", "deux cents", 200),
    ("fr", "mille", 1000),
    ("fr", "1.000.000", 1e6),
    ("fr", "deux milliards et demi", 2.5e9),
    ("he", "350 מיליארד", 350e9),
    ("he", "מיליארד וחצי", 1.5e9),
    ("he", "מיליון ורבע", 1.25e6),
    ("en", "one and a quarter million", 1.25e6),
    ("en", "2¾ million", 2.75e6),
    ("de", "1½ Milliarden", 1.5e9),
    ("fr", "un million et quart", 1.25e6),
    ("he", "24 אלף", 24000),
    ("he", "1.4 טריליון", 1.4e12),
    ("he", "עשרים וחמישה", 25),
    ("he", "שלוש מאות", 300),
    ("he", "חצי מיליארד", 5e8),
    ("he", "עשרת אלפים", 10000),
    ("he", "אלפיים", 2000),
    ("he", "1,5 מיליארד", 1.5e9),
    ("he", "אחד־עשר", 11),
    ("zh", "1兆2,000億", 1.2e12),
    ("zh", "5兆", 5e12),
    ("zh", "1.2万亿", 1.2e12),
    ("zh", "1萬億", 1e12),
    ("zh", "三十五", 35),
    ("zh", "十五", 15),
    ("zh", "2萬4千", 24000),
    ("zh", "兩億", 2e8),
    ("zh", "两亿半", 2.5e8),
    ("zh", "五千萬", 5e7),
    ("zh", "３５００億", 3.5e11),
    ("zh", "3億5千萬", 3.5e8),
]
VAGUE = [
    ("en", "tens of billions", 1e10),
    ("en", "hundreds of millions", 1e8),
    ("en", "billions", 1e9),
    ("en", "a few hundred", 100),
    ("en", "several million", 1e6),
    ("fr", "dizaines de milliards", 1e10),
    ("fr", "quelques milliards", 1e9),
    ("fr", "milliers", 1000),
    ("he", "עשרות מיליארדי", 1e10),
    ("he", "מאות מיליונים", 1e8),
    ("he", "מיליארדים", 1e9),
    ("zh", "數十億", 1e9),
    ("zh", "数百亿", 1e10),
    ("zh", "幾百", 100),
]


@pytest.mark.parametrize(("code", "text", "value"), NUMBERS)
def test_a_number_is_read_whole(code: str, text: str, value: float) -> None:
    """The value is that of the words, and nothing is left over."""
    found = read_number(fold(text), 0, len(text), languages.load_language(code))
    assert found is not None
    assert found.value == pytest.approx(value)
    assert (found.start, found.end) == (0, len(text))
    assert not found.vague


@pytest.mark.parametrize(("code", "text", "value"), VAGUE)
def test_a_magnitude_is_its_least_value(code: str, text: str, value: float) -> None:
    """'Tens of billions' is ten billion, at least."""
    found = read_number(fold(text), 0, len(text), languages.load_language(code))
    assert found is not None
    assert (found.value, found.end, found.vague, found.bound) == (value, len(text), True, Bound.AT_LEAST)


@pytest.mark.parametrize(
    ("code", "text", "value", "bound"),
    [
        ("fr", "une cinquantaine", 50, Bound.ABOUT),
        ("fr", "centaine de milliards", 1e11, Bound.ABOUT),
        ("zh", "20多億", 2e9, Bound.AT_LEAST),
        ("zh", "十幾億", 1e9, Bound.AT_LEAST),
    ],
)
def test_a_number_may_bound_itself(code: str, text: str, value: float, bound: Bound) -> None:
    """Words inside the number make it about or at least its value."""
    found = read_number(fold(text), 0, len(text), languages.load_language(code))
    assert found is not None
    assert (found.value, found.end, found.bound) == (value, len(text), bound)


@pytest.mark.parametrize(
    ("code", "text", "value", "end"),
    [
        ("en", "two million and three million", 2e6, 11),
        ("en", "5 million people", 5e6, 9),
        ("en", "13.", 13, 2),
        ("en", "7, 3 and 1", 7, 1),
        ("zh", "100兆瓦", 100, 3),
        ("zh", "3億和5億", 3e8, 2),
        ("fr", "5 milliards en 2025", 5e9, 11),
    ],
)
def test_a_number_ends_where_it_must(code: str, text: str, value: float, end: int) -> None:
    """What follows is not drawn in."""
    found = read_number(fold(text), 0, len(text), languages.load_language(code))
    assert found is not None
    assert (found.value, found.end) == (value, end)


ALPHABET = "0123456789., '-and億萬兆半多milonbdeusוחצי מאת一二三十百"


@given(code=st.sampled_from(("en", "fr", "he", "zh")), text=st.text(alphabet=ALPHABET, max_size=40))
def test_any_text_is_read_or_refused(code: str, text: str) -> None:
    """Never an error; a number lies inside its text and is finite."""
    found = read_number(fold(text), 0, len(text), languages.load_language(code))
    if found is not None:
        assert 0 == found.start < found.end <= len(text)
        assert 0 <= found.value < 1e18


@given(value=st.integers(0, 10**9 - 1), code=st.sampled_from(("en", "he", "zh", "fr")))
def test_grouped_digits_are_read_back(value: int, code: str) -> None:
    """A number written with the thousands mark of the language has its value (a lone mark may be a decimal one)."""
    language = languages.load_language(code)
    text = f"{value:,}".replace(",", language.numbers.thousands[0])
    found = read_number(text, 0, len(text), language)
    assert found is not None
    assert found.value == value
