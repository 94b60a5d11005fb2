"""Sentences of the offline writer: every kind and status in every language, and the grammar of each."""

from __future__ import annotations

import pytest
from reporting.digest.written import LANGUAGES, Desk, made, party, plain, told

from interlock.reporting.digest.records import WordsSlot
from interlock.vocabulary import ActorKind, Bound, Fact, Kind, Money, Party, Quantity, Status

_PEOPLE = frozenset({Kind.LEAVES, Kind.LEADS, Kind.FOUNDS, Kind.ATTENDS})
_TAKEN_ON = frozenset({Kind.HIRES, Kind.OFFERS})
NVIDIA, OPENAI, ORACLE = party("nvidia"), party("openai"), party("oracle")
STATES, UNION = party("united-states", ActorKind.GOVERNMENT), party("european-union", ActorKind.GOVERNMENT)


def person(identity: str) -> Party:
    return party(identity, ActorKind.PERSON)


def said(code: str, fact: Fact) -> str:
    """The sentence on a fact, without its count."""
    return plain(Desk(code, (fact,)).writer.write(told(fact)))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("who", ["nvidia", "sarah-friar", "kim-doe"])
def test_every_kind_and_status_is_said_and_passes_the_gate(code: str, who: str) -> None:
    """For all 28 kinds in all ten statuses, with and without what may be missing, there is a sentence that the gate accepts."""
    subject = person(who) if who != "nvidia" else NVIDIA
    for kind in Kind:
        if (kind in _PEOPLE) != (who != "nvidia"):
            continue
        target = person("sam-altman") if kind in _TAKEN_ON else ORACLE
        for status in Status:
            for money in (None, Money(1.2e9, Bound.AT_MOST, currency="EUR")):
                fact = made(
                    kind,
                    status,
                    subject,
                    None if kind is Kind.REPORTS else target,
                    metric="revenue" if kind is Kind.REPORTS else None,
                    role="CEO" if kind in (Kind.HIRES, Kind.LEADS) else None,
                    amount=None if kind in _PEOPLE else money,
                    date="2025-10-06" if money else None,
                )
                slots = {"quote": WordsSlot("הכסף יוצא מכיס אחד")} if kind is Kind.SAYS else {}
                desk, record = Desk(code, (fact,)), told(fact, **slots)
                text = desk.write(record)
                assert desk.reasons(record, text) == (), text
                assert "{" not in text and "  " not in text and "[" not in text, text


def test_a_right_is_told_as_a_right_in_every_language() -> None:
    """An option is no commitment, and the bound is said."""
    fact = made(Kind.INVESTS_IN, Status.OPTIONAL, NVIDIA, OPENAI, amount=Money(1e11, Bound.AT_MOST, currency="USD"))
    assert {code: said(code, fact) for code in LANGUAGES} == {
        "en": "Nvidia has the right, but no obligation, to invest up to $100 billion in OpenAI.",
        "he": "לאנבידיה יש זכות, אך לא חובה, להשקיע עד 100 מיליארד דולר ב־OpenAI.",
        "zh-Hant": "輝達有權（但無義務）對OpenAI投資最多 1,000 億美元。",
        "fr": "Nvidia a le droit, mais non l’obligation, d’investir jusqu’à 100\u00a0milliards de dollars dans OpenAI.",
    }


def test_hebrew_verbs_agree_and_stand_aside_where_nobody_knows_the_gender() -> None:
    """A firm is feminine, a man and a woman are as they are, several are plural; of an unknown person only the noun is told."""
    group = party("group", ActorKind.GROUP, "Nvidia", "Oracle")
    kind, agreed = Kind.INVESTS_IN, Status.AGREED
    assert said("he", made(kind, agreed, NVIDIA, OPENAI)) == "אנבידיה התחייבה להשקיע ב־OpenAI."
    assert said("he", made(kind, agreed, UNION, OPENAI)) == "האיחוד האירופי התחייב להשקיע ב־OpenAI."
    assert said("he", made(kind, agreed, group, OPENAI)) == "אנבידיה ואורקל התחייבו להשקיע ב־OpenAI."
    assert (
        said("he", made(Kind.LEADS, Status.DONE, person("sarah-friar"), OPENAI, role="CFO"))
        == "שרה פריאר מכהנת בתפקיד סמנכ״לית כספים ב־OpenAI."
    )
    assert (
        said("he", made(Kind.LEADS, Status.DONE, person("sam-altman"), OPENAI, role="CFO"))
        == "סם אלטמן מכהן בתפקיד סמנכ״ל כספים ב־OpenAI."
    )
    assert said("he", made(Kind.LEAVES, Status.DONE, person("kim-doe"), ORACLE)) == "דווח על העזיבה של קים דו את אורקל."


def test_hebrew_prefixes_join_names_and_swallow_their_article() -> None:
    """ב before a Hebrew name, ב־ before a Latin one and a digit, and no article twice."""
    assert said("he", made(Kind.INVESTS_IN, Status.DONE, NVIDIA, ORACLE)) == "אנבידיה השקיעה באורקל."
    assert said("he", made(Kind.LENDS_TO, Status.DONE, NVIDIA, UNION)) == "אנבידיה הלוותה לאיחוד האירופי."
    assert said("he", made(Kind.INVESTS_IN, Status.DONE, NVIDIA, OPENAI, date="2025-10-06")).endswith(
        "ב־OpenAI ב־6 באוקטובר 2025."
    )


def test_french_joins_articles_and_elides() -> None:
    """d’ before a vowel, des for de + les, plural for the States, the plural of milliard from two on."""
    assert said("fr", made(Kind.GUARANTEES, Status.DONE, STATES, OPENAI)) == "Les États-Unis ont garanti des dettes d’OpenAI."
    assert said("fr", made(Kind.GUARANTEES, Status.TALKS, NVIDIA, STATES)) == (
        "Nvidia est en pourparlers en vue de garantir des dettes des États-Unis."
    )
    fact = made(Kind.LENDS_TO, Status.ENDED, NVIDIA, STATES, amount=Money(1.2e9, Bound.ABOUT, currency="EUR"))
    assert said("fr", fact) == "Il est mis fin au prêt de Nvidia aux États-Unis (environ 1,2\u00a0milliard d’euros)."


def test_sums_are_written_as_each_language_counts() -> None:
    """億 and 兆 in Chinese, thousands of milliards in French; an open range keeps both ends."""
    fact = made(Kind.REPORTS, Status.DONE, OPENAI, None, metric="commitments", amount=Money(1.4e12, Bound.ABOUT, currency="USD"))
    assert said("zh-Hant", fact) == "OpenAI的承諾總額為約 1.4 兆美元。"
    assert said("fr", fact) == "Le total des engagements d’OpenAI est d’environ 1\u202f400\u00a0milliards de dollars."
    between = Money(None, Bound.BETWEEN, 7e10, 7.2e10, currency="USD")
    spent = made(Kind.REPORTS, Status.PLANNED, OPENAI, None, metric="capital_expenditure", amount=between)
    assert said("he", spent) == "השקעות ההון של OpenAI, לפי התחזית: בין 70 מיליארד דולר ל־72 מיליארד דולר."


def test_what_a_pattern_does_not_say_stands_behind_it() -> None:
    """Further quantities, length, date, and who says it."""
    fact = made(
        Kind.LEASES_FROM,
        Status.AGREED,
        OPENAI,
        NVIDIA,
        asset="AI chips",
        amount=Money(3.5e11, currency="USD"),
        count=Quantity(5e6, Bound.AT_MOST),
        unit="GPUs",
        period="P5Y",
        date="2025-11",
    )
    assert said("en", fact) == (
        "OpenAI has agreed to lease AI chips from Nvidia for $350 billion over 5 years (up to 5 million GPUs) "
        "(date told: November 2025)."
    )


def test_the_count_tells_copies_from_origins() -> None:
    """Two papers, one origin."""
    fact = made(Kind.INVESTS_IN, Status.DONE, NVIDIA, OPENAI)
    tails = {code: Desk(code, (fact,)).writer.tail(told(fact)) for code in LANGUAGES}
    assert tails["en"] == " (2 papers, 1 origin)"
    assert tails["he"] == " (2 פרסומים, מקור אחד)"
    assert tails["zh-Hant"] == "（2 篇報導，1 個來源）"
    assert tails["fr"] == " (2 articles, 1 origine)"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_foreign_name_is_isolated(code: str) -> None:
    """A name that runs the other way than the language stands between isolates, and its signs cannot turn the sentence."""
    other = Party("x", "קבוצה\u202e", ActorKind.COMPANY) if code != "he" else Party("x", "Acme\u202e Ltd", ActorKind.COMPANY)
    fact = made(Kind.INVESTS_IN, Status.DONE, other, ORACLE)
    text = Desk(code, (fact,)).writer.write(told(fact))
    assert "\u202e" not in text
    assert "\u2068" in text and text.count("\u2068") == text.count("\u2069")
