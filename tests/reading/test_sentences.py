"""Where sentences end, in each language."""

from __future__ import annotations

import pytest
from reading.standin import LANGUAGES

from interlock.reading.sentences import LONGEST, split_sentences

BY_CODE = {language.code: language for language in LANGUAGES}


def split(code: str, text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text), BY_CODE[code])]


@pytest.mark.parametrize(
    ("code", "first", "second"),
    [
        pytest.param("en", "It paid $4.3 billion.", "Then it stopped.", id="a decimal point ends nothing"),
        pytest.param("en", "The U.S. firm paid Mr. Lee.", "He left.", id="an abbreviation ends nothing"),
        pytest.param("en", "It grew in the U.S.", "The rest is due.", id="a capital on a small word opens a sentence after one"),
        pytest.param("en", "J. Smith signed.", "K. Jones did not.", id="an initial ends nothing"),
        pytest.param("en", "They chose plan B.", "The end came.", id="a single letter before a small word is no initial"),
        pytest.param("en", '"We pay."', "She left (soon.)", id="closing marks belong to the sentence"),
        pytest.param("en", '"Really?" he asked.', "No.", id="a small letter goes on with the sentence"),
        pytest.param("en", "It said no.", "xAI said yes.", id="a name with a small first letter may open a sentence"),
        pytest.param("en", "Then... nothing came.", "So it was.", id="an ellipsis before a small letter ends nothing"),
        pytest.param("en", "Visit example.com for more.", "Done", id="a dot inside an address ends nothing"),
        pytest.param(
            "fr", "M. Le Goff a dit « non ! » hier.", "Il part.", id="a French title stands before a name with a particle"
        ),
        pytest.param("fr", "« Nous payons. »", "Elle signe.", id="a guillemet after a space closes the sentence"),
        pytest.param("fr", "Est-ce vrai ?", "Oui.", id="a French mark stands after a space"),
        pytest.param("he", 'מנכ"ל החברה וד"ר י. כהן חתמו.', "העסקה נסגרה.", id="gershayim and a Hebrew initial end nothing"),
        pytest.param("he", '"באמת?" שאלה היושבת בראש.', "כן.", id="a Hebrew verb of saying goes on with the sentence"),
        pytest.param("he", 'הם שיחקו "מי שם?" עם ילדים.', "נגמר.", id="a question in a quoted title ends nothing"),
        pytest.param("he", 'הוא שאל: "כמה?" - לא לחינם.', "נגמר.", id="a dash goes on with the sentence"),
        pytest.param("he", "החברה נסוגה.", "OpenAI המשיכה.", id="a Latin name may open a Hebrew sentence"),
        pytest.param("zh", "公司付了4.3億美元。", "對方收下了。", id="no space follows a Chinese stop"),
        pytest.param("zh", "真的嗎?", "沒人知道!", id="an ASCII mark between Chinese characters ends a sentence"),
        pytest.param("zh", "「我們會付錢。」他說。", "大家散了。", id="a Chinese verb of saying goes on with the sentence"),
        pytest.param("zh", "是……他嗎？", "不是。", id="a Chinese ellipsis ends nothing"),
    ],
)
def test_two_sentences(code: str, first: str, second: str) -> None:
    """The text of two sentences is split exactly between them."""
    joint = "" if code == "zh" else " "
    assert split(code, first + joint + second) == [first, second]


@pytest.mark.parametrize("mark", ["• ", "●", "- ", "1. ", "2) ", "## ", "> ", "– "])
def test_bullet_is_outside(mark: str) -> None:
    """The mark in front of a line is no part of its first sentence."""
    assert split("en", mark + "Pay the rest.") == ["Pay the rest."]


def test_number_in_front_is_inside() -> None:
    """A number that begins a sentence is no list mark."""
    assert split("en", "12 firms signed.") == ["12 firms signed."]


def test_long_run_is_cut_at_space() -> None:
    """A run without terminators is cut at spaces, below the bound, and loses nothing."""
    text = "word " * 2000
    pieces = split("en", text)
    assert max(map(len, pieces)) <= LONGEST
    assert " ".join(pieces) == text.strip()


def test_long_run_without_space_is_cut() -> None:
    """A run without spaces is cut at the bound."""
    assert list(map(len, split("zh", "億" * 4500))) == [LONGEST, LONGEST, 500]


def test_marks_alone_are_no_sentence() -> None:
    """A line of marks holds no sentence."""
    assert split("en", "* * *") == []
