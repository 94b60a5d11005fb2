"""Pronouns and definite descriptions: whom they stand for, and when for nobody."""

from __future__ import annotations

import pytest
from extraction.support import page, resolved, resolved_small, shipped

from interlock.extraction.coreference import is_topical, topic
from interlock.extraction.mention import Source

REFERENCES = (Source.PRONOUN, Source.DESCRIPTION)


def references(code: str, *sentences: str) -> list[tuple[str, str]]:
    """The words that refer back, as the text has them, and whom they stand for."""
    document = page(code, *sentences)
    rows = resolved_small(*sentences) if code == "xx" else resolved(code, *sentences)
    return [(document.text[m.start : m.end], m.actor.id) for row in rows for m in row if m.source in REFERENCES]


PLAIN = [
    # the small language: one rule each
    ("xx", ["they like Ada Ray a lot.", "She left."], [("She", "ada-ray")]),
    ("xx", ["they like Bob Lee a lot.", "He left."], [("He", "bob-lee")]),
    ("xx", ["then Ada Ray met Bob Lee.", "She left.", "He left."], [("She", "ada-ray"), ("He", "bob-lee")]),
    ("xx", ["then Alphalab met Bob Lee.", "It left."], [("It", "alpha-lab")]),
    ("xx", ["then Alphalab met Betachips.", "The lab left."], [("The lab", "alpha-lab")]),
    ("xx", ["then Alphalab met Betachips.", "The chip maker left."], [("The chip maker", "beta-chips")]),
    ("xx", ["then Alphalab left.", "Theunion left.", "The company left."], [("The company", "alpha-lab")]),
    ("xx", ["then Alphalab left and it grew."], [("it", "alpha-lab")]),
    # English
    ("en", ["Jensen Huang runs Nvidia.", "He said demand was strong."], [("He", "jensen-huang")]),
    ("en", ["Lisa Su runs AMD.", "She said demand was strong."], [("She", "lisa-su")]),
    ("en", ["Sam Altman met Lisa Su.", "She smiled.", "He smiled."], [("She", "lisa-su"), ("He", "sam-altman")]),
    ("en", ["Nvidia and Anthropic signed a deal.", "The chip maker gained 3%."], [("The chip maker", "nvidia")]),
    ("en", ["Nvidia and Anthropic signed a deal.", "The start-up is worth $60bn."], [("The start-up", "anthropic")]),
    ("en", ["Oracle borrowed $38bn.", "It will repay the debt."], [("It", "oracle")]),
    ("en", ["The EU fined Apple.", "The bloc wants more."], [("The bloc", "european-union")]),
    ("en", ["Sam Altman runs OpenAI.", "The company hired him."], [("The company", "openai"), ("him", "sam-altman")]),
    # French
    ("fr", ["Lisa Su dirige AMD.", "Elle a souri."], [("Elle", "lisa-su")]),
    ("fr", ["Jensen Huang dirige Nvidia.", "Il est content."], [("Il", "jensen-huang")]),
    ("fr", ["Nvidia et Mistral ont signé un accord.", "Le fabricant de puces progresse."], [("Le fabricant de puces", "nvidia")]),
    ("fr", ["Nvidia et Mistral ont signé un accord.", "La start-up vaut 12 milliards."], [("La start-up", "mistral-ai")]),
    # Hebrew
    ("he", ["ג'נסן הואנג מנהל את אנבידיה.", "הוא אמר שהביקוש חזק."], [("הוא", "jensen-huang")]),
    ("he", ["ליסה סו מנהלת את AMD.", "היא אמרה שהביקוש חזק."], [("היא", "lisa-su")]),
    # Chinese
    ("zh", ["黃仁勳領導輝達。", "他說需求強勁。"], [("他", "jensen-huang")]),
    ("zh", ["蘇姿丰領導超微。", "她說需求強勁。"], [("她", "lisa-su")]),
    ("zh", ["輝達與Anthropic簽約。", "該晶片商上漲3%。"], [("該晶片商", "nvidia")]),
    ("zh", ["輝達與Anthropic簽約。", "該新創公司成長。"], [("該新創公司", "anthropic")]),
]


@pytest.mark.parametrize(("code", "sentences", "wanted"), PLAIN)
def test_a_reference_takes_the_actor_that_fits(code: str, sentences: list[str], wanted: list[tuple[str, str]]) -> None:
    """In kind, gender and sector."""
    assert references(code, *sentences) == wanted


@pytest.mark.parametrize(
    ("sentences", "wanted"),
    [
        (["אנבידיה ואנתרופיק חתמו על הסכם.", "יצרנית השבבים עלתה ב-3%."], [("יצרנית השבבים", "nvidia")]),
        (["אנבידיה ואנתרופיק חתמו על הסכם.", "הסטארט־אפ שווה 60 מיליארד דולר."], [("הסטארט־אפ", "anthropic")]),
    ],
)
def test_a_hebrew_description_takes_the_actor_of_its_sector(sentences: list[str], wanted: list[tuple[str, str]]) -> None:
    """'The chip maker rose', 'the start-up is worth'."""
    assert references("he", *sentences) == wanted


@pytest.mark.parametrize(
    ("code", "sentences", "not_this"),
    [
        ("xx", ["they like Ada Ray a lot.", "He left."], "ada-ray"),
        ("xx", ["they like Bob Lee a lot.", "She left."], "bob-lee"),
        ("xx", ["they like Betachips a lot.", "The lab left."], "beta-chips"),
        ("xx", ["they like Alphalab a lot.", "She left."], "alpha-lab"),
        ("en", ["Lisa Su smiled.", "He left."], "lisa-su"),
        ("fr", ["Lisa Su a souri.", "Il a souri."], "lisa-su"),
        ("he", ["ליסה סו חייכה.", "הוא עזב."], "lisa-su"),
        ("zh", ["蘇姿丰笑了。", "他離開了。"], "lisa-su"),
        ("en", ["Nvidia grew.", "The bank fell."], "nvidia"),
        ("fr", ["Nvidia grandit.", "La banque recule."], "nvidia"),
        ("zh", ["輝達成長。", "該銀行下跌。"], "nvidia"),
    ],
)
def test_a_reference_never_takes_what_does_not_fit(code: str, sentences: list[str], not_this: str) -> None:
    """A woman for 'he', a firm for 'she', a chip maker for 'the lab': nobody rather than the wrong one."""
    assert not_this not in [actor for _, actor in references(code, *sentences)]


@pytest.mark.parametrize(
    ("code", "sentences", "word"),
    [
        ("xx", ["then Alphalab grew, Epsilonpost reported.", "The company grew."], "alpha-lab"),
        ("xx", ["Epsilonpost reported that Alphalab grew.", "The company grew."], "alpha-lab"),
        ("en", ["OpenAI hired a chief, the New York Times reported.", "The company is growing."], "openai"),
        ("en", ["The Wall Street Journal reported that OpenAI hired a chief.", "The company is growing."], "openai"),
        ("fr", ["OpenAI recrute, selon Le Monde.", "L'entreprise grandit."], "openai"),
        ("he", ["OpenAI מגייסת, כך דיווח הניו יורק טיימס.", "החברה צומחת."], "openai"),
        ("zh", ["據紐約時報報導，OpenAI正在招聘。", "該公司成長。"], "openai"),
    ],
)
def test_the_company_is_never_the_newspaper(code: str, sentences: list[str], word: str) -> None:
    """The firm that is written about, not the one that writes."""
    assert references(code, *sentences)[-1][1] == word


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("en", ["Oracle grew by a third.", "According to Bloomberg, people at Goldman Sachs met the company."]),
        ("fr", ["Oracle a grandi d'un tiers.", "Selon Bloomberg, Goldman Sachs a rencontré l'entreprise."]),
        ("he", ["אורקל צמחה בשליש.", "לפי דיווח של בלומברג, בכירים בגולדמן זאקס נפגשו עם הנהלת החברה."]),
    ],
)
def test_the_company_is_sooner_the_firm_than_its_bank(code: str, sentences: list[str]) -> None:
    """A bank is called 'the bank': one in the same sentence does not take the place of the firm spoken of."""
    assert {actor for _, actor in references(code, *sentences)} == {"oracle"}


def test_a_newspaper_alone_is_not_the_company() -> None:
    """The company is then one that the text has not named."""
    assert references("en", "The New York Times reported on chips.", "The company is growing.") == []


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("en", "The company fell."), ("fr", "L'entreprise recule."), ("he", "החברה נפלה."), ("zh", "該公司下跌。")],
)
def test_a_reference_without_an_antecedent_stands_for_nobody(code: str, sentence: str) -> None:
    """At the start of a document."""
    assert references(code, sentence) == []


def test_an_antecedent_fades() -> None:
    """Four sentences later nobody is meant any more."""
    assert references("xx", "they like Alphalab a lot.", "then rain.", "then rain.", "The lab left.") == [
        ("The lab", "alpha-lab")
    ]
    assert references("xx", "they like Alphalab a lot.", *["then rain."] * 6, "The lab left.") == []


def test_nearer_wins() -> None:
    """Of two labs the one said last."""
    atlas_sentences = ("they like Ada Ray a lot.", "then rain.", "they like Bob Lee a lot.", "then Ada Ray left.", "She left.")
    assert references("xx", *atlas_sentences) == [("She", "ada-ray")]


def test_a_description_of_one_actor_only_needs_no_antecedent() -> None:
    """'The bloc' is the union, said before or not."""
    assert references("xx", "The bloc left.") == [("The bloc", "the-union")]


def test_a_description_inside_a_name_phrase_is_no_reference() -> None:
    """'The chip maker Betachips' names Betachips."""
    assert references("xx", "then Alphalab left.", "The chip maker Betachips left.") == []


def test_a_reference_keeps_its_own_words_as_the_mention() -> None:
    """The mention of a claim is what stands in the text."""
    row = resolved_small("they like Ada Ray a lot.", "She left.")[1]
    assert [(m.actor.id, m.actor.mention.lower()) for m in row] == [("ada-ray", "she")]


def test_a_newspaper_is_no_topic() -> None:
    """What texts name as their source is not what they go on about."""
    row = resolved_small("Epsilonpost says Alphalab grew.")[0]
    assert [is_topical(m) for m in row] == [False, True]


def test_the_topic_is_the_first_mention_without_a_preposition() -> None:
    """'With Betachips, Alphalab grew' is about Alphalab."""
    sentence = "with Betachips, then Alphalab grew."
    found = topic(resolved_small(sentence)[0], shipped("en"), sentence.lower())
    assert found is not None and found.actor.id == "alpha-lab"


def test_a_sentence_without_actors_has_no_topic() -> None:
    """Nothing to go on about."""
    assert topic([], shipped("en"), "then rain.") is None


@pytest.mark.parametrize(
    ("sentences", "wanted"),
    [
        (["אנבידיה צמחה.", "מניית החברה עלתה."], "nvidia"),
        (["אנבידיה צמחה.", "עובדים התפטרו מהחברה."], "nvidia"),
    ],
)
def test_a_hebrew_description_may_carry_prefix_letters(sentences: list[str], wanted: str) -> None:
    """'From the company' is the company behind a letter."""
    assert references("he", *sentences) == [("החברה", wanted)]
