"""Text that is broken or made to deceive: markup, invisible signs, letters that look like others, words without end."""

from __future__ import annotations

import pytest
from extraction.support import brief, deeds, page, read, shipped_reader

from interlock.vocabulary import Kind

K = Kind

MARKUP = [
    ("en", "<b>Google</b> bought <a href='x'>Wiz</a>."),
    ("en", "Google&nbsp;bought&nbsp;Wiz &amp; more."),
    ("en", "[Google](https://example.org) bought **Wiz**."),
    ("zh", "<p>谷歌收購Wiz</p>"),
    ("he", "<b>גוגל</b> רכשה את <i>וויז</i>."),
]


@pytest.mark.parametrize(("code", "sentence"), MARKUP)
def test_markup_as_text_makes_no_actors(code: str, sentence: str) -> None:
    """Tags and entities are neither names nor part of a name."""
    for claim in read(code, sentence):
        for actor in (claim.subject, claim.object):
            assert actor is None or not set("<>&*[](){}") & set(actor.mention + actor.name)


INVISIBLE = {
    "zero width space": "\u200b",
    "zero width joiner": "\u200d",
    "right-to-left mark": "\u200f",
    "right-to-left override": "\u202e",
    "left-to-right isolate": "\u2066",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
}


@pytest.mark.parametrize("sign", INVISIBLE.values(), ids=INVISIBLE)
@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "{0}Google bought Wiz for $32 billion.{0}"),
        ("fr", "{0}Google a racheté Wiz pour 32 milliards de dollars.{0}"),
        ("he", "{0}גוגל רכשה את וויז תמורת 32 מיליארד דולר.{0}"),
        ("zh", "{0}谷歌以320億美元收購Wiz。{0}"),
    ],
)
def test_invisible_signs_around_a_sentence_change_nothing(code: str, sentence: str, sign: str) -> None:
    """The claim is there, and its quote is what the text says at that place."""
    text = sentence.format(sign)
    found = [claim for claim in deeds(code, text) if claim.kind is K.ACQUIRES]
    assert [brief(claim) for claim in found] == ["acquires Google -> Wiz"]
    assert found[0].amount and found[0].amount.value == 32e9
    assert found[0].evidence.quote == text[found[0].evidence.start : found[0].evidence.end]


@pytest.mark.parametrize("sign", INVISIBLE.values(), ids=INVISIBLE)
def test_an_invisible_sign_inside_a_number_never_makes_another_number(sign: str) -> None:
    """'3<sign>2 billion' is 32 billion or nothing, not 2 billion."""
    amounts = [claim.amount.value for claim in deeds("en", f"Google bought Wiz for $3{sign}2 billion.") if claim.amount]
    assert amounts in ([], [32e9])


# every one is a purchase of Wiz for 32 billion dollars, with signs inside names and numbers that nobody sees
HIDDEN = [
    ("en", "Goo\u200bgle bought W\u200biz for $32 billion."),
    ("en", "Goo\u00adgle bought Wiz for $3\u20602 bil\u00adlion."),
    ("fr", "Google a racheté Wiz pour 32\u202fmilliards de dollars."),
    ("fr", "Goo\u200dgle a racheté W\u200diz pour 3\u200d2 milliards de dollars."),
    ("he", "גוגל\u200f רכשה את \u200fוויז\u200f תמורת \u200f32\u200f מיליארד דולר."),
    ("he", "גוגל רכשה את \u2067Wiz\u2069 תמורת \u206632\u2069 מיליארד דולר."),
    ("he", "גו\u200fגל רכשה את וו\u200fיז תמורת 3\u200f2 מיליארד דולר."),
    ("zh", "谷\u200b歌\u200b以3\u200b20億\u200b美元收購\u200bW\u200biz。"),
    ("zh", "谷歌以３２０億美元收購Ｗｉｚ。"),
    ("zhs", "谷\ufeff歌以320\ufeff亿美元收购Wiz。"),
    ("es", "Goo\u200bgle compró Wiz por 32.\u200b000 millones de dólares."),
    ("de", "Google hat W\u00adiz für 3\u200b2 Milli\u00adarden Dollar übernommen."),
]


@pytest.mark.parametrize(("code", "text"), HIDDEN)
def test_signs_that_nobody_sees_change_nothing(code: str, text: str) -> None:
    """The names and the number are those that a reader sees; the quote is the untouched text."""
    (claim,) = deeds(code, text)
    assert brief(claim) == "acquires Google -> Wiz"
    assert claim.amount is not None and claim.amount.value == 32e9
    assert claim.evidence.quote == text[claim.evidence.start : claim.evidence.end]
    assert claim.evidence.quote[0] == text[0]


def test_invisible_signs_between_sentences_shift_no_quote() -> None:
    """Each quote is exactly the text at its offsets, however many signs stand before it."""
    sentences = ["\u200f\u200fGoogle bought Wiz.\u200f", "\u200b\u200b", "Nvidia\u200b invested $5 billion in Intel.\ufeff"]
    text = " ".join(sentences)
    claims = deeds("en", *sentences)
    assert {brief(claim) for claim in claims} == {"acquires Google -> Wiz", "invests_in Nvidia -> Intel"}
    assert all(claim.evidence.quote == text[claim.evidence.start : claim.evidence.end] for claim in claims)


LOOKALIKES = [
    ("en", "G\u043e\u043egle bought Wiz for $32 billion."),  # Cyrillic o
    ("en", "\u039d\u03bd\u0456dia invested $5 billion in Int\u0435l."),  # Greek and Cyrillic letters
    ("fr", "G\u043e\u043egle a racheté Wiz pour 32 milliards de dollars."),
    ("es", "G\u043e\u043egle compró Wiz por 32.000 millones de dólares."),
    ("zh", "\u041c\u0435ta以320億美元收購Wiz。"),
]


@pytest.mark.parametrize(("code", "sentence"), LOOKALIKES)
def test_letters_that_only_look_alike_make_no_known_name(code: str, sentence: str) -> None:
    """A name with a Cyrillic letter is not the firm that it imitates."""
    parties = {actor.id for claim in read(code, sentence) for actor in (claim.subject, claim.object) if actor}
    assert not parties & {"google", "nvidia", "intel", "meta"}


@pytest.mark.parametrize("digits", ["3\u0662", "\u06632", "\uff13\uff12", "\u0417\u0032", "l2"])
def test_digits_of_another_script_are_read_in_full_or_not_at_all(digits: str) -> None:
    """Arabic and wide digits are digits; a Cyrillic or Latin letter that looks like one leaves no number behind."""
    amounts = [claim.amount.value for claim in deeds("en", f"Google bought Wiz for ${digits} billion.") if claim.amount]
    assert amounts in ([], [32e9])


@pytest.mark.parametrize("text", ["A" * 20000, "輝" * 20000, "א" * 20000, "Ab" * 8000, "é" * 20000, "1" * 20000, "$" * 5000])
@pytest.mark.parametrize("code", ["en", "fr", "he", "zh"])
def test_a_very_long_word_says_nothing(code: str, text: str) -> None:
    """No claim, and an end."""
    assert read(code, text) == ()


def test_a_long_run_of_names_makes_no_deal() -> None:
    """A list of firms without a verb says nothing of any of them."""
    assert read("en", "Google, Meta, Nvidia, OpenAI, Oracle, Intel, AMD, Broadcom and Microsoft.") == ()


LONG = {
    "en": ("Google, {0}bought Wiz.", "which grows, "),
    "fr": ("Google, {0}a racheté Wiz.", "qui grandit, "),
    "he": ("גוגל, {0}רכשה את וויז.", "שגדלה, "),
    "zh": ("谷歌，{0}收購Wiz。", "不斷成長，"),
    "es": ("Google, {0}compró Wiz.", "que crece, "),
    "de": ("Google, {0}kaufte Wiz.", "das wächst, "),
}


@pytest.mark.parametrize("code", LONG)
def test_a_sentence_without_end_has_short_evidence_or_none(code: str) -> None:
    """However far apart the parties stand, no quote is longer than evidence may be."""
    frame, filler = LONG[code]
    for claim in read(code, frame.format(filler * 400)):
        assert len(claim.evidence.quote) <= 400


def test_a_document_of_one_long_sentence_is_read_to_its_end() -> None:
    """What is told at the end of it is claimed."""
    text = "The market grew, " * 400 + "and Google bought Wiz for $32 billion."
    assert "acquires Google -> Wiz" in {brief(claim) for claim in shipped_reader().read(page("en", text))}
