"""The words of the pages: every language has them all, with the parts and plural forms that they need."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import Formatter

import pytest
from babel import Locale

from interlock.languages import language_codes
from interlock.network.concentration import Interval
from interlock.network.exposure import ExposureClass
from interlock.network.flows import FlowBasis, Instrument, NetworkLayer
from interlock.network.loops import Pattern
from interlock.network.person_questions import Answer, QuestionForm
from interlock.pipeline.search import By
from interlock.pipeline.stressing import shipped_scenarios
from interlock.reporting.fact_model import ChangeKind
from interlock.simulation.balance import Standing
from interlock.simulation.results import Channel
from interlock.simulation.scenario import ShockField
from interlock.vocabulary import METRICS, ActorKind, Bound, Judged, Kind, Money, Quantity, Status, Verdict, ZoneKind
from interlock.vocabulary.fact import Reason
from interlock.vocabulary.story import Change, Relation
from interlock.web.pages.actors import GROUPS
from interlock.web.pages.method import TOPICS
from interlock.web.rendering import HERE, NAVIGATION
from interlock.web.visit import THEMES
from interlock.web.wording import LANGUAGES, messages, wanted_language, wording

SCALES = frozenset(f"amount.{name}" for name in ("thousand", "wan", "million", "yi", "billion", "trillion"))
"""Powers of ten that have a word: each language has its own."""
CLOSED_LISTS: dict[str, Iterable[object]] = {
    "kind": Kind,
    "kind_name": Kind,
    "status": Status,
    "status_hint": Status,
    "actor_kind": ActorKind,
    "instrument": Instrument,
    "layer": NetworkLayer,
    "basis": FlowBasis,
    "basis_hint": FlowBasis,
    "metric": METRICS,
    "reason": Reason,
    "relation": Relation,
    "change": Change,
    "change_kind": ChangeKind,
    "zone": ZoneKind,
    "exposure_class": ExposureClass,
    "channel": Channel,
    "shock": ShockField,
    "pattern": Pattern,
    "scenario": [path.stem for path in shipped_scenarios()],
    "standing": [each.name.lower() for each in Standing],
    "side": ("customers", "suppliers"),
    "bound": Bound,
    "language": (*language_codes(), "zh-Hant", "zh-Hans", "und"),
    "judge": Verdict,
    "judged": Judged,
    "game.answer": Answer,
    "actor": GROUPS,
    "field": ("amount", "share", "power", "count", "date", "period", "asset", "role", "status"),
    "per": ("year", "quarter", "month", "week", "day", "other"),
    "search.by": By,
    "nav": [name for _, rows in NAVIGATION for _, name in rows],
    "app": [f"theme_{theme}" for theme in THEMES],
}
"""Lists whose values are said by a key that is put together."""
SUMS = {
    "en": ("up to $100bn", "$10bn to $30bn", "$350bn or more", "NT$5bn", "XYZ 7.5m", "about €1.5tn a year", "$20,000", "−$3bn"),
    "he": (
        "עד 100 מיליארד דולר",
        "בין 10 מיליארד דולר ל־30 מיליארד דולר",
        "350 מיליארד דולר ומעלה",
        "5 מיליארד דולר טאיוואני",
        "7.5 מיליון XYZ",
        "כ־1.5 טריליון אירו בשנה",
        "20,000 דולר",
        "\u200e−3 מיליארד דולר",
    ),
    "zh-Hant": (
        "最多 1,000 億美元",
        "100 億美元～300 億美元",
        "至少 3,500 億美元",
        "50 億新台幣",
        "750 萬 XYZ",
        "每年 約 1.5 兆歐元",
        "2 萬美元",
        "−30 億美元",
    ),
    "fr": (
        "jusqu’à 100\xa0Md$",
        "de 10\xa0Md$ à 30\xa0Md$",
        "350\xa0Md$ ou plus",
        "5\xa0Md$TW",
        "7,5\xa0M\xa0XYZ",
        "environ 1\u202f500\xa0Md€ par an",
        "20\u202f000\xa0$",
        "−3\xa0Md$",
    ),
}
others = pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "en"])
every = pytest.mark.parametrize("tag", LANGUAGES)


def parts(text: str) -> set[str]:
    """The names of what is put into a message."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@others
def test_a_language_has_the_keys_of_english(tag: str) -> None:
    """None is missing, none is left over; only the words of scales are a language's own."""
    own, english = set(messages(tag)) - SCALES, set(messages("en")) - SCALES
    assert (sorted(english - own), sorted(own - english)) == ([], [])


@others
def test_a_message_keeps_the_parts_of_the_english_one(tag: str) -> None:
    """What English puts in is put in; a plural form may say its number as a word."""
    wrong = []
    for key, told in messages(tag).items():
        english = messages("en").get(key)
        if isinstance(told, str) and isinstance(english, str):
            if parts(told) != parts(english):
                wrong.append(key)
        elif english is not None and not isinstance(told, str) and not isinstance(english, str):
            if not all(parts(form) <= parts(english["other"]) for form in told.values()):
                wrong.append(key)
            if parts(told["other"]) != parts(english["other"]):
                wrong.append(key)
        elif english is not None:
            wrong.append(key)
    assert wrong == []


@every
def test_a_plural_has_the_forms_that_numbers_ask_for(tag: str) -> None:
    """Each number up to a thousand finds its form, and no form is one that the language does not have."""
    locale = Locale.parse(tag.replace("-", "_"))
    wanted = {locale.plural_form(number) for number in range(1001)} | {"other"}
    for key, told in messages(tag).items():
        if not isinstance(told, str):
            assert wanted <= set(told) <= locale.plural_form.tags | {"other"}, key


@every
def test_a_counted_message_tells_its_number(tag: str) -> None:
    """The numbers none, one, two and many are told, in figures or as a word."""
    say = wording(tag)
    for key, told in messages(tag).items():
        if not isinstance(told, str):
            said = [say(key, n=number) for number in (0, 1, 2, 1234)]
            assert len(set(said)) == 4, key
            assert say.number(1234) in said[3], key


@pytest.mark.parametrize("group", CLOSED_LISTS)
def test_every_value_of_a_closed_list_is_said(group: str) -> None:
    """Kinds, statuses, instruments and all other values that pages tell have words."""
    assert [f"{group}.{value}" for value in CLOSED_LISTS[group] if f"{group}.{value}" not in messages("en")] == []


def test_every_question_of_the_game_has_words() -> None:
    """Each form can be asked, of one or of anybody."""
    assert [form for form in QuestionForm if not {f"question.{form}.one", f"question.{form}.any"} & set(messages("en"))] == []


def test_every_topic_of_the_method_has_a_title_and_a_text() -> None:
    """The page that explains leaves none out."""
    assert [
        f"method.{topic}.{part}"
        for topic in TOPICS
        for part in ("title", "text")
        if f"method.{topic}.{part}" not in messages("en")
    ] == []


def test_every_key_that_a_page_names_exists() -> None:
    """Templates and pages say nothing that has no words."""
    sources = [*(HERE / "templates").glob("*.j2"), *HERE.glob("*.py"), *(HERE / "pages").glob("*.py")]
    named = {
        key for file in sources for key in re.findall(r"""\bsay\(["']([a-z_.0-9 -]+)["']""", file.read_text(encoding="utf-8"))
    }
    whole = {key for key in named if not key.endswith((".", "_"))}
    assert len(whole) > 200
    assert sorted(whole - set(messages("en"))) == []


@every
def test_a_phrase_has_its_subject_before_or_after_its_object(tag: str) -> None:
    """Every kind says who and whom, once each; a kind without its object names no object."""
    for kind in Kind:
        told = messages(tag).get(f"kind.{kind}")
        assert isinstance(told, str)
        assert (told.count("{subject}"), told.count("{object}")) == (1, 1), kind
        assert told.index("{subject}") < told.index("{object}"), kind
        alone = messages(tag).get(f"kind_alone.{kind}", "{subject}")
        assert isinstance(alone, str)
        assert parts(alone) == {"subject"}, kind


@every
def test_sums_are_said_as_the_language_says_them(tag: str) -> None:
    """Bounds, ranges, open ends, other and unknown currencies, rates, scales and signs."""
    say = wording(tag)
    told = (
        say.money(Money(100e9, Bound.AT_MOST, text="x", currency="USD")),
        say.money(Money(None, Bound.BETWEEN, low=10e9, high=30e9, text="x", currency="USD")),
        say.interval(Interval(350e9, float("inf"))),
        say.money(Money(5e9, text="x", currency="TWD")),
        say.money(Money(7.5e6, text="x", currency="XYZ")),
        say.money(Money(1.5e12, Bound.ABOUT, text="x", currency="EUR"), "year"),
        say.money(Money(20e3, text="x", currency="USD")),
        say.dollars(-3e9),
    )
    assert told == SUMS[tag]


@every
def test_what_is_not_known_is_said_to_be_unknown(tag: str) -> None:
    """No sum, no currency, no upper end: each has words of its own."""
    say = wording(tag)
    assert say.amount(None) == say.interval(None) == messages(tag)["amount.unknown"]
    assert say.dollars(float("inf")) == messages(tag)["amount.no_upper"]
    assert say.money(Money(5e6, text="x")) != say.money(Money(5e6, text="x", currency="USD"))
    assert say.quantity("count", Quantity(600.0, Bound.AT_LEAST, text="600"), "people").endswith("people")


def test_the_language_of_the_browser_is_the_first_that_the_app_speaks() -> None:
    """Weights and places count; what is unknown or broken is passed over; English stands for none."""
    asked = {
        "fr-CA,en;q=0.8": "fr",
        "de,he;q=0.5,en;q=0.4": "he",
        "zh-CN": "zh-Hant",
        "en;q=0.2,he;q=0.9": "he",
        "": "en",
        "xx;q=oops, fr;q=0.1": "fr",
        "*" * 5000: "en",
    }
    assert {header: wanted_language(header) for header in asked} == asked
