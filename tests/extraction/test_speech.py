"""Statements: who says something, and who does not."""

from __future__ import annotations

import pytest
from extraction.support import passage, read, read_small

from interlock.extraction.modality import find_attribution
from interlock.extraction.speech import read_speech
from interlock.vocabulary import Claim, Kind
from interlock.vocabulary.claim import LONGEST_EVIDENCE


def speakers(claims: tuple[Claim, ...]) -> list[str]:
    """Who says something."""
    return [claim.subject.id for claim in claims if claim.kind is Kind.SAYS]


SMALL = [
    ("Bob Lee said it would rain.", ["bob-lee"]),
    ('"it will rain today," said Bob Lee.', ["bob-lee"]),
    ('"it will rain today," Bob Lee said.', ["bob-lee"]),
    ('Bob Lee warned: "it will rain today."', ["bob-lee"]),
    ("then Alphalab said it would rain.", ["alpha-lab"]),
    ('"it will rain today," according to Bob Lee.', ["bob-lee"]),
    ("Bob Lee left.", []),
    ("then it was said that Bob Lee left.", []),  # he is what is said, not who says
    ("Epsilonpost said it would rain.", []),  # a newspaper reports
    ("then seven engineers left, Bob Lee said.", ["bob-lee"]),
    ("Bob Lee said it would rain and Bob Lee said it would snow.", ["bob-lee"]),  # once each
]


@pytest.mark.parametrize(("sentence", "wanted"), SMALL)
def test_speakers_in_a_small_language(sentence: str, wanted: list[str]) -> None:
    """Verb and speaker in either order, quotation or not."""
    assert speakers(read_small(sentence)) == wanted


WHOLE = [
    ("en", '"We will grow," said Jensen Huang.', ["jensen-huang"]),
    ("en", "“We will grow,” said Jensen Huang.", ["jensen-huang"]),
    ("en", '"We will grow," Jensen Huang said.', ["jensen-huang"]),
    ("en", "Jensen Huang said demand was strong.", ["jensen-huang"]),
    ("en", 'Jensen Huang told investors: "We will grow a lot."', ["jensen-huang"]),
    ("en", '"Demand is strong," according to Jensen Huang.', ["jensen-huang"]),
    ("fr", "« Nous grandirons », a déclaré Jensen Huang.", ["jensen-huang"]),
    ("fr", "Jensen Huang a déclaré que la demande est forte.", ["jensen-huang"]),
    ("fr", "« Nous grandirons », selon Jensen Huang.", ["jensen-huang"]),
    ("fr", "La demande, estime Jensen Huang, est forte.", ["jensen-huang"]),
    ("he", '"נצמח השנה", אמר ג\'נסן הואנג.', ["jensen-huang"]),
    ("he", "״נצמח השנה״, אמר ג׳נסן הואנג.", ["jensen-huang"]),
    ("he", "ג'נסן הואנג אמר שהביקוש חזק.", ["jensen-huang"]),
    ("zh", "黃仁勳表示，需求強勁。", ["jensen-huang"]),
    ("zh", "「我們會成長很多」，黃仁勳說。", ["jensen-huang"]),
    ("zh", "黃仁勳說：「我們會成長很多。」", ["jensen-huang"]),
    ("zh", "黄仁勋说：“我们会成长很多。”", ["jensen-huang"]),
]


@pytest.mark.parametrize(("code", "sentence", "wanted"), WHOLE)
def test_speakers_in_four_languages(code: str, sentence: str, wanted: list[str]) -> None:
    """Inversion, colons, the quotation marks of each press."""
    assert speakers(read(code, sentence)) == wanted


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Reuters said Nvidia grew."),
        ("en", "It goes without saying that Nvidia grew."),
        pytest.param(
            "en",
            "Two people familiar with the matter said Nvidia grew.",
            marks=pytest.mark.xfail(strict=True, reason="an anonymous source speaks as a group (36)"),
        ),
        ("en", 'He asked "Who said so, Nvidia or Intel?" and left.'),
        ("fr", "Selon Reuters, la demande est forte."),
        ("fr", "On dit que la demande est forte."),
        ("he", "לפי דיווח ברויטרס, הביקוש חזק."),
        ("zh", "據路透社報導，需求強勁。"),
        ("zh", "知情人士表示，需求強勁。"),
    ],
)
def test_a_source_or_nobody_makes_no_statement(code: str, sentence: str) -> None:
    """Papers and people unnamed are sources; what goes without saying has no speaker."""
    assert speakers(read(code, sentence)) == []


@pytest.mark.parametrize(
    ("code", "sentence", "not_this"),
    [
        ("en", "Jensen Huang told Sam Altman that demand was strong.", "sam-altman"),
        ("en", "Jensen Huang said of OpenAI that it grew.", "openai"),
        pytest.param(
            "en",
            '"Sam Altman said so," said Jensen Huang.',
            "sam-altman",
            marks=pytest.mark.xfail(strict=True, reason="an attribution inside the quotation counts (37)"),
        ),
        ("fr", "Jensen Huang a dit à Sam Altman que la demande est forte.", "sam-altman"),
        ("he", "ג'נסן הואנג אמר לסם אלטמן שהביקוש חזק.", "sam-altman"),
        ("zh", "黃仁勳對奧特曼說，需求強勁。", "sam-altman"),
    ],
)
def test_the_hearer_is_not_the_speaker(code: str, sentence: str, not_this: str) -> None:
    """Nor is who is spoken of, nor who speaks inside the quotation."""
    found = speakers(read(code, sentence))
    assert not_this not in found
    assert "jensen-huang" in found


def test_a_pronoun_speaks_for_its_antecedent() -> None:
    """With its own words as the mention."""
    claims = [c for c in read("en", "Jensen Huang smiled.", "He said demand was strong.") if c.kind is Kind.SAYS]
    assert [(c.subject.id, c.subject.mention.lower()) for c in claims] == [("jensen-huang", "he")]


def test_a_statement_is_the_whole_sentence() -> None:
    """The quote is the evidence."""
    sentence = '"it will rain today," said Bob Lee.'
    assert [c.evidence.quote for c in read_small(sentence) if c.kind is Kind.SAYS] == [sentence]


@pytest.mark.parametrize("before", [0, 100, 395, 600])
@pytest.mark.parametrize("behind", [0, 100, 395, 600])
def test_a_long_statement_is_cut_to_what_evidence_may_hold(before: int, behind: int) -> None:
    """It keeps the verb and the speaker."""
    filler = "rain and "
    sentence = filler * (before // len(filler)) + "then Bob Lee said " + filler * (behind // len(filler)) + "snow."
    claims = [c for c in read_small(sentence) if c.kind is Kind.SAYS]
    assert len(claims) == 1
    assert "Bob Lee said" in claims[0].evidence.quote
    assert len(claims[0].evidence.quote) <= LONGEST_EVIDENCE


def test_a_statement_has_no_object_and_no_figures() -> None:
    """It is told as said, not as so."""
    claims = read_speech(passage("xx", "Bob Lee said it cost $5 million."), ())
    assert [(c.objects, c.quantities) for c in claims] == [((), {})]


def test_a_short_quotation_is_no_statement_of_its_source() -> None:
    """An ironic word in quotation marks."""
    ready = passage("xx", 'the "AI" is good, according to Bob Lee.')
    assert read_speech(ready, find_attribution(ready)) == []


def test_gershayim_open_no_quotation() -> None:
    """The mark inside a Hebrew abbreviation is a letter of it."""
    assert speakers(read("he", 'מנכ"ל אנבידיה, ג\'נסן הואנג, אמר כי הדו"ח טוב.')) == ["jensen-huang"]


def test_a_hebrew_quotation_that_is_never_closed() -> None:
    """Ends with its sentence, and the speaker is found."""
    assert speakers(read("he", "ג'נסן הואנג אמר: \"נצמח השנה מאוד")) == ["jensen-huang"]
