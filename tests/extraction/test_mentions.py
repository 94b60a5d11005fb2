"""All mentions of a document by name: who they are, and the noun phrase around them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from extraction.support import entry, named, named_small, small_atlas

from interlock.extraction.mention import Mention, Source
from interlock.extraction.mentions import slug
from interlock.vocabulary import ActorKind


def ids(mentions: list[Mention]) -> list[str]:
    """The actors, in order of place."""
    return [mention.actor.id for mention in mentions]


def phrase(code: str, sentence: str, actor: str) -> str:
    """The noun phrase around the first mention of an actor."""
    found = named_small(sentence) if code == "xx" else named(code, sentence)
    mention = next(mention for mention in found if mention.actor.id == actor)
    return sentence[mention.outer_start : mention.outer_end]


@pytest.mark.parametrize(
    ("code", "first", "later", "actor"),
    [
        ("xx", "then Ruth Calder left.", "we like Calder a lot.", "ruth-calder"),
        ("xx", "then Ada Ray left.", "we like Ray a lot.", "ada-ray"),
        ("xx", "then Halvorsen Capital grew.", "we like Halvorsen a lot.", "halvorsen-capital"),
        ("en", "Ines Dorado, chief executive of Halvorsen Energy, resigned.", "Dorado said nothing.", "ines-dorado"),
        ("en", "Ines Dorado, chief executive of Halvorsen Energy, resigned.", "Halvorsen rose 3%.", "halvorsen-energy"),
        ("en", "Harrow Compute raised $50mn.", "Investors in Harrow are happy.", "harrow-compute"),
        ("fr", "Claire Aubin, directrice générale de Lumenor, a démissionné.", "Aubin a souri.", "claire-aubin"),
        pytest.param(
            "fr",
            "Le groupe Brumeline Énergie recrute.",
            "Chez Brumeline, on est content.",
            "brumeline-énergie",
            marks=pytest.mark.xfail(strict=True, reason="the last word of the name is trimmed (18)"),
        ),
        ("he", 'מנכ"לית החברה, רותי כהן, אמרה.', "כהן התפטרה.", "רותי-כהן"),
        ("he", 'חברת "נובהטק" גייסה כסף.', "בנובהטק מרוצים.", "נובהטק"),
        ("zh", "新創公司岳峰半導體（Yuefeng Semiconductor）宣布。", "岳峰表示。", "岳峰半導體"),
        ("zh", "執行長李明哲說。", "李明哲辭職。", "李明哲"),
        pytest.param(
            "zh",
            "加入的是羅莎・佩特森。",
            "佩特森辭職。",
            "羅莎-佩特森",
            marks=pytest.mark.xfail(strict=True, reason="small words before a dotted name stick to it (38)"),
        ),
        ("zh", "羅莎・佩特森說。", "佩特森辭職。", "羅莎-佩特森"),
    ],
)
def test_a_part_of_a_name_stands_for_the_whole_later(code: str, first: str, later: str, actor: str) -> None:
    """Surnames of people, first words of firms, trades left out: the same actor."""
    found = named_small(first, later) if code == "xx" else named(code, first, later)
    assert actor in [mention.actor.id for mention in found if mention.start < len(first)]
    assert [mention.actor.id for mention in found if mention.start > len(first)] == [actor]


@pytest.mark.parametrize(
    ("first", "later"),
    [("then Bob Lee left.", "we like Lee a lot."), ("then Ada Ray left.", "we like Ray a lot.")],
)
def test_a_surname_alone_is_nobody_before_its_full_name(first: str, later: str) -> None:
    """'Lee' without 'Bob Lee' in the document is no atlas person."""
    assert [m for m in named_small(later) if m.source is Source.ATLAS] == []
    assert [m.source for m in named_small(first, later)] == [Source.ATLAS, Source.ATLAS]


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(
            "Ruth stayed.",
            marks=pytest.mark.xfail(strict=True, reason="a first name becomes a firm of its own (12)"),
        ),
        "Calder stayed.",
    ],
)
def test_a_person_is_one_actor_under_either_name(later: str) -> None:
    """First name or surname: never a second actor."""
    assert set(ids(named("en", "He met Ruth Calder.", later))) == {"ruth-calder"}


@pytest.mark.parametrize(
    ("code", "sentence", "wanted"),
    [
        ("en", "Apple is a fruit.", set()),
        ("en", "She ate an apple.", set()),
        ("en", "Shares in Apple rose.", {"apple"}),
        ("en", "Apple bought a start-up.", {"apple"}),
        ("fr", "Le mistral souffle sur la plaine.", set()),
        ("fr", "Mistral lève 1,7 milliard d’euros.", {"mistral-ai"}),
        ("fr", "Orange est un fruit.", set()),
        ("he", "תפוח אפל ונעים.", set()),
        ("he", "אפל רכשה סטארט־אפ.", {"apple"}),
        ("zh", "蘋果很甜。", set()),
        ("zh", "甲骨文是古代文字。", set()),
        ("zh", "甲骨文與OpenAI簽約。", {"oracle", "openai"}),
        ("zh", "亞馬遜雨林失火。", set()),
        ("zh", "亞馬遜租用了雨林旁的機房。", {"amazon"}),
        ("en", "The Amazon rainforest burns, and Amazon hires.", {"amazon"}),
        ("he", "האמזון מתייבש, ויערות האמזון בוערים.", set()),
        ("he", "אמזון רכשה שבבים.", {"amazon"}),
        pytest.param(
            "he",
            "מטה הארגון עבר דירה.",
            set(),
            marks=pytest.mark.xfail(strict=True, reason="headquarters are taken for Meta (15)"),
        ),
    ],
)
def test_a_name_that_is_a_word_needs_a_context_of_business(code: str, sentence: str, wanted: set[str]) -> None:
    """Without one it is a word, with one it is the firm."""
    assert {mention.actor.id for mention in named(code, sentence) if mention.kind is ActorKind.COMPANY} == wanted


def test_an_ambiguous_name_of_a_small_atlas_needs_context() -> None:
    """At the start of a sentence without a verb of business it does not count; before one, or inside a sentence, it does."""
    atlas = small_atlas(entry("scale-firm", "Scale", ambiguous=("Scale",)))
    assert ids(named_small("Scale is a word.", atlas=atlas)) == []
    assert ids(named_small("Scale bought it.", atlas=atlas)) == ["scale-firm"]
    assert ids(named_small("they know Scale.", atlas=atlas)) == ["scale-firm"]
    assert ids(named_small("they scale it.", atlas=atlas)) == []


@pytest.mark.parametrize(
    ("code", "sentence", "state"),
    [
        ("fr", "Le gouvernement américain a interdit ces puces.", "united-states"),
        ("fr", "Pékin interdit les puces de Nvidia.", "china"),
        ("he", "הממשל האמריקאי אסר על כך.", "united-states"),
        ("he", "בייג׳ינג אסרה על כך.", "china"),
        ("zh", "中国政府禁止出口。", "china"),
        ("zh", "華府禁止出口。", "united-states"),
        ("en", "Nobody in Beijing objected.", "china"),
        ("en", "The US government banned it.", "united-states"),
        pytest.param(
            "en",
            "China and the US agreed.",
            "china",
            marks=pytest.mark.xfail(strict=True, reason="China is missing at the start of a sentence (16)"),
        ),
    ],
)
def test_a_state_is_meant_by_its_capital_and_its_adjective(code: str, sentence: str, state: str) -> None:
    """Seats of government stand for states."""
    assert state in ids(named(code, sentence))


@pytest.mark.parametrize("sentence", ["US chip maker Nvidia grew.", "Grant, a French chemist, grew roses."])
def test_an_adjective_of_a_country_is_no_firm(sentence: str) -> None:
    """'US' and 'French' make no company of their own."""
    assert not [m for m in named("en", sentence) if m.kind is ActorKind.COMPANY and m.actor.id in ("us", "french")]


@pytest.mark.parametrize(
    ("code", "sentence", "actor", "wanted"),
    [
        ("xx", "then start-up Fjordline grew", "fjordline", "start-up Fjordline"),
        ("xx", "then CEO Ada Ray left", "ada-ray", "CEO Ada Ray"),
        ("xx", "the chip maker Betachips grew", "beta-chips", "the chip maker Betachips"),
        ("xx", "the company, Betachips, grew", "beta-chips", "Betachips"),
        ("xx", "the company sold Betachips", "beta-chips", "Betachips"),
        ("xx", "the lab of Betachips grew", "beta-chips", "Betachips"),
        ("en", "The chip maker Nvidia grew.", "nvidia", "The chip maker Nvidia"),
        ("en", "OpenAI's chief executive Sam Altman left.", "sam-altman", "chief executive Sam Altman"),
        ("fr", "Le fabricant de puces Nvidia a grandi.", "nvidia", "Le fabricant de puces Nvidia"),
        ("he", "ענקית השבבים אנבידיה צמחה.", "nvidia", "ענקית השבבים אנבידיה"),
        ("zh", "輝達（Nvidia）宣布。", "nvidia", "輝達（Nvidia）"),
    ],
)
def test_the_phrase_around_a_name(code: str, sentence: str, actor: str, wanted: str) -> None:
    """Title, description, company noun and gloss belong to it; a verb, a preposition or a comma ends it."""
    assert phrase(code, sentence, actor) == wanted


@pytest.mark.parametrize(
    ("code", "sentence", "actors"),
    [
        ("zh", "輝達（Nvidia）宣布。", ["nvidia"]),
        ("zh", "輝達(Nvidia)宣布。", ["nvidia"]),
        ("he", "אורקל (Oracle) חתמה.", ["oracle"]),
        ("en", "Nvidia (NVDA) rose.", ["nvidia"]),
        ("fr", "Nvidia (NVDA) progresse.", ["nvidia"]),
    ],
)
def test_a_gloss_names_the_same_actor(code: str, sentence: str, actors: list[str]) -> None:
    """A name in brackets behind a name is no second mention."""
    assert ids(named(code, sentence)) == actors


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Ines Dorado (OpenAI) smiled.", ["ines-dorado", "openai"]),
        ("Jensen Huang (CEO, Nvidia) smiled.", ["jensen-huang", "nvidia"]),
        ("Nvidia (owner of Mellanox) grew.", ["nvidia", "mellanox"]),
    ],
)
def test_somebody_else_in_brackets_is_no_gloss(sentence: str, actors: list[str]) -> None:
    """A firm behind a person, or more than a name: another actor."""
    assert ids(named("en", sentence)) == actors


def test_a_known_gloss_tells_who_an_unknown_form_is() -> None:
    """Here and wherever else the document says the form."""
    found = named("zh", "新創公司阿法拉柏（OpenAI）宣布。", "阿法拉柏表示。")
    assert ids(found) == ["openai", "openai"]
    assert found[1].actor.mention == "阿法拉柏"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("They tried Gemini 3 Pro today.", "Gemini 3 Pro"),
        ("They tried Grok 4.1 today.", "Grok 4.1"),
        ("They tried Claude today.", "Claude"),
        ("They tried Claude 4.5 today.", "Claude 4.5"),
    ],
)
def test_a_product_keeps_its_version(sentence: str, name: str) -> None:
    """Two versions are two products."""
    assert [sentence[m.start : m.end] for m in named("en", sentence) if m.kind is ActorKind.PRODUCT] == [name]


def test_a_title_is_no_name() -> None:
    """PDG is what French chief executives are called."""
    assert ids(named("fr", "La PDG de Vernay, Claire Aubin, a dit non.")) == ["vernay", "claire-aubin"]


def test_mentions_come_in_order_and_do_not_overlap() -> None:
    """Also where names stand inside names."""
    text = "The OpenAI Foundation, OpenAI, Nvidia Inc and the start-up Nvidia Capital met Sam Altman, Altman said."
    found = named("en", text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(m.outer_start <= m.start < m.end <= m.outer_end for m in found)


def test_a_mention_says_what_the_text_says() -> None:
    """The surface form, not the canonical name, is the mention."""
    text = "אנבידיה ואורקל חתמו."
    assert [(m.actor.mention, text[m.start : m.end]) for m in named("he", text)] == [("אנבידיה", "אנבידיה"), ("אורקל", "אורקל")]


@pytest.mark.parametrize(
    ("surface", "wanted"),
    [("Veltro Ltd", "veltro-ltd"), ("A&B  C", "a-b-c"), ("岳峰", "岳峰"), ("&&", "unnamed"), ("", "unnamed")],
)
def test_the_id_of_an_unknown_actor_is_its_name(surface: str, wanted: str) -> None:
    """Small letters, words joined by a dash, never empty."""
    assert slug(surface) == wanted
