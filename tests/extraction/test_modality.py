"""How far a thing has come, and who says so."""

from __future__ import annotations

import pytest
from extraction.support import deeds, passage, read_small

from interlock.extraction.modality import find_attribution, find_status
from interlock.vocabulary import Kind, Status

S = Status


def status(sentence: str, word: str, default: Status | None = None) -> tuple[Status, str | None]:
    """Status of the trigger `word` in the small language, with the word that shows it."""
    ready = passage("xx", sentence)
    start = ready.folded.index(word)
    found = find_status(ready, start, start + len(word), default)
    return found.status, None if found.start is None else ready.text[found.start : found.end].strip()


UNIT: list[object] = [
    ("then Alphalab bought chips", None, S.DONE, None),
    ("then Alphalab bought chips", S.AGREED, S.AGREED, None),
    ("then Alphalab will have bought chips", None, S.PLANNED, "will"),
    ("then Alphalab is in talks and bought chips", S.AGREED, S.TALKS, "in talks"),
    ("then Alphalab denied it bought chips", None, S.DENIED, "denied"),
    ("then Alphalab did not have bought chips", None, S.DENIED, "did not"),
    ("then Alphalab not bought chips", None, S.DENIED, "not"),
    ("then Alphalab did not, bought chips", None, S.DONE, None),  # a comma ends the negation
    ("then it not a bit bought chips", None, S.DONE, None),  # two words between
    ("then it rained not a bit and Alphalab bought chips", None, S.DONE, None),  # too far before
    ("then it will; and Alphalab bought chips", None, S.DONE, None),  # another clause
    ("then it will while Alphalab bought chips", None, S.DONE, None),  # another clause
    ("then it was in talks; and Alphalab bought chips", None, S.DONE, None),
    ("then it was in talks while Alphalab bought chips", None, S.DONE, None),
    ("then it denied that it will have bought chips", None, S.DENIED, "denied"),  # a denied plan is denied
    ("then Alphalab bought the right to chips", None, S.OPTIONAL, "the right to"),
]


@pytest.mark.parametrize(("sentence", "default", "wanted", "word"), UNIT)
def test_the_status_of_a_trigger(sentence: str, default: Status | None, wanted: Status, word: str | None) -> None:
    """The nearest status word of its clause, a negation before all, else the default."""
    assert status(sentence, "bought", default) == (wanted, word)


WHOLE = [
    ("en", "Google is in talks to buy Wiz for $32 billion.", S.TALKS),
    ("en", "Google has the right to buy Wiz for $32 billion.", S.OPTIONAL),
    ("en", "Google denied that it would buy Wiz.", S.DENIED),
    ("en", "Google signed a letter of intent to buy Wiz for $32 billion.", S.PLANNED),
    ("en", "Google cancelled its purchase of Wiz.", S.ENDED),
    ("en", "Google plans to buy Wiz.", S.PLANNED),
    ("en", "Google will buy Wiz.", S.PLANNED),
    ("en", "Google may buy Wiz.", S.POSSIBLE),
    ("en", "Google agreed to buy Wiz for $32 billion.", S.AGREED),
    ("en", "Google refused to buy Wiz.", S.REFUSED),
    ("en", "Google bought Wiz for $32 billion.", S.DONE),
    ("fr", "Google est en discussions pour racheter Wiz pour 32 milliards de dollars.", S.TALKS),
    ("fr", "Google a le droit de racheter Wiz.", S.OPTIONAL),
    ("fr", "Google a démenti vouloir racheter Wiz.", S.DENIED),
    ("fr", "Google a signé une lettre d’intention pour racheter Wiz.", S.PLANNED),
    ("fr", "Google a annulé le rachat de Wiz.", S.ENDED),
    ("fr", "Google prévoit de racheter Wiz.", S.PLANNED),
    ("fr", "Google pourrait racheter Wiz.", S.POSSIBLE),
    ("fr", "Google a racheté Wiz pour 32 milliards de dollars.", S.DONE),
    ("he", "גוגל מנהלת מגעים לרכישת וויז.", S.TALKS),
    ("he", "גוגל רשאית לרכוש את וויז.", S.OPTIONAL),
    ("he", "גוגל הכחישה שתרכוש את וויז.", S.DENIED),
    ("he", "גוגל ביטלה את רכישת וויז.", S.ENDED),
    ("he", "גוגל מתכננת לרכוש את וויז.", S.PLANNED),
    ("he", "גוגל עשויה לרכוש את וויז.", S.POSSIBLE),
    ("he", "גוגל לא רכשה את וויז.", S.DENIED),
    ("he", "גוגל רכשה את וויז.", S.DONE),
    ("zh", "谷歌正在洽談收購Wiz。", S.TALKS),
    ("zh", "谷歌有權收購Wiz。", S.OPTIONAL),
    ("zh", "谷歌否認收購Wiz。", S.DENIED),
    ("zh", "谷歌取消收購Wiz。", S.ENDED),
    ("zh", "谷歌計劃收購Wiz。", S.PLANNED),
    ("zh", "谷歌可能收購Wiz。", S.POSSIBLE),
]


@pytest.mark.parametrize(("code", "sentence", "wanted"), WHOLE)
def test_the_status_of_a_purchase(code: str, sentence: str, wanted: Status) -> None:
    """Talks are no deal, a right is not exercised, a plan is not done."""
    assert [claim.status for claim in deeds(code, sentence) if claim.kind is Kind.ACQUIRES] == [wanted]


@pytest.mark.parametrize(
    ("code", "sentence", "wanted"),
    [
        ("en", "Google abandoned its plan to buy Wiz.", {S.ENDED, S.REFUSED, S.STALLED}),
        ("en", "Google's acquisition of Wiz closed in May.", {S.DONE}),
        ("he", "גוגל חתמה על מכתב כוונות לרכישת וויז.", {S.PLANNED}),
        ("zh", "谷歌簽署收購Wiz的意向書。", {S.PLANNED}),
    ],
)
def test_the_status_where_two_words_show_one(code: str, sentence: str, wanted: set[Status]) -> None:
    """The stronger word, and no word that only looks like one."""
    found = [claim.status for claim in deeds(code, sentence) if claim.kind is Kind.ACQUIRES]
    assert found and set(found) <= wanted


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Meta is in talks, while Google bought Wiz for $32 billion."),
        ("en", "Meta denied it; Google bought Wiz for $32 billion."),
        pytest.param(
            "en",
            "Talks with Meta stalled, and Google bought Wiz for $32 billion.",
            marks=pytest.mark.xfail(strict=True, reason="a strong word of another firm in the same clause (49)"),
        ),
        ("fr", "Meta dément ; Google a racheté Wiz."),
        ("he", "מטא הכחישה; גוגל רכשה את וויז."),
        ("zh", "Meta否認；谷歌收購Wiz。"),
    ],
)
def test_what_one_firm_denies_another_may_have_done(code: str, sentence: str) -> None:
    """A status word says how far the thing of its own clause has come."""
    found = [claim.status for claim in deeds(code, sentence) if claim.kind is Kind.ACQUIRES]
    assert len(found) == 1 and found[0] in (S.DONE, S.AGREED)


@pytest.mark.parametrize(("code", "sentence", "wanted"), WHOLE)
def test_the_word_that_shows_the_status_stands_in_the_quote(code: str, sentence: str, wanted: Status) -> None:
    """Where there is one."""
    for claim in deeds(code, sentence):
        assert claim.status_word is None or claim.status_word in claim.evidence.quote


SMALL_SOURCES = [
    ("according to Epsilonpost, Alphalab grew", ["epsilon-post"]),
    ("according to the Epsilonpost, Alphalab grew", ["epsilon-post"]),
    ("then Alphalab grew, Epsilonpost reported", ["epsilon-post"]),
    ("then Alphalab grew, people familiar with the matter say", ["people-familiar-with-the-matter"]),
    ("then Alphalab met Epsilonpost", []),
    ("according to plan, Alphalab grew", []),
]


@pytest.mark.parametrize(("sentence", "wanted"), SMALL_SOURCES)
def test_the_sources_of_a_sentence(sentence: str, wanted: list[str]) -> None:
    """A marker right before, a verb right behind, or nobody in particular."""
    assert [found.source.id for found in find_attribution(passage("xx", sentence))] == wanted


WHOLE_SOURCES = [
    ("en", "Google bought Wiz for $32 billion, according to the Financial Times.", "Financial Times"),
    ("en", "According to the FT, Google bought Wiz for $32 billion.", "Financial Times"),
    ("en", "Google bought Wiz for $32 billion, Reuters reported.", "Reuters"),
    ("en", "Google bought Wiz for $32 billion, people familiar with the matter said.", "people familiar with the matter"),
    ("fr", "Google a racheté Wiz, selon le Financial Times.", "Financial Times"),
    ("fr", "Google a racheté Wiz, selon des sources proches du dossier.", "people familiar with the matter"),
    ("he", "גוגל רכשה את וויז, לפי הפייננשל טיימס.", "Financial Times"),
    ("he", "גוגל רכשה את וויז, כך לפי גורמים המעורים בפרטים.", "people familiar with the matter"),
    ("zh", "據《金融時報》報導，谷歌收購Wiz。", "Financial Times"),
    ("zh", "知情人士透露，谷歌收購Wiz。", "people familiar with the matter"),
]


@pytest.mark.parametrize(("code", "sentence", "wanted"), WHOLE_SOURCES)
def test_a_claim_says_who_says_so(code: str, sentence: str, wanted: str) -> None:
    """The paper or the people, and the parties stay the parties."""
    claims = [claim for claim in deeds(code, sentence) if claim.kind is Kind.ACQUIRES]
    assert [(c.subject.id, c.object.id if c.object else None) for c in claims] == [("google", "wiz")]
    assert wanted in [source.name for source in claims[0].attributed_to]


def test_one_phrase_is_one_source() -> None:
    """'People familiar with the matter' are not two groups."""
    claims = [c for c in deeds("en", WHOLE_SOURCES[3][1]) if c.kind is Kind.ACQUIRES]
    assert [len(c.attributed_to) for c in claims] == [1]


def test_one_french_phrase_is_one_source() -> None:
    """'Des sources proches du dossier' are not two groups."""
    claims = [c for c in deeds("fr", WHOLE_SOURCES[5][1]) if c.kind is Kind.ACQUIRES]
    assert [len(c.attributed_to) for c in claims] == [1]


def test_a_sentence_in_the_documents_own_voice_has_no_source() -> None:
    """Nobody else says so."""
    assert [c.attributed_to for c in read_small("Alphalab took over Gammacloud.")] == [()]
