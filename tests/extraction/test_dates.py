"""Dates, periods and rates in six languages, and what counts from the day of publication."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock import languages
from interlock.extraction.dates import find_dates, find_periods, find_rates, find_times
from interlock.vocabulary.dates import is_date, is_period
from interlock.vocabulary.folding import fold

PUBLISHED = "2025-11-20"  # a Thursday


def dates(code: str, text: str, published: str | None = PUBLISHED) -> list[str]:
    """The values of the dates of a text."""
    return [date.value for date in find_dates(text, fold(text), 0, len(text), languages.load_language(code), published)]


def periods(code: str, text: str, published: str | None = PUBLISHED) -> list[str]:
    """The values of the periods of a text."""
    return [period.value for period in find_periods(text, fold(text), 0, len(text), languages.load_language(code), published)]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "on October 6, 2025", "2025-10-06"),
        ("en", "on 6 October 2025", "2025-10-06"),
        ("en", "in October 2025", "2025-10"),
        ("en", "Oct. 30", "2025-10-30"),
        ("en", "on Dec 24", "2025-12-24"),
        ("en", "in January", "2026-01"),
        ("en", "since December", "2024-12"),
        ("en", "in June", "2025-06"),
        ("en", "will open in June", "2026-06"),
        ("en", "last January", "2025-01"),
        ("en", "on the 13th, it", "2025-11-13"),
        ("en", "three years ago", "2022"),
        ("en", "two months ago", "2025-09"),
        ("en", "in four years' time", "2029"),
        ("en", "by year-end", "2025-12"),
        ("en", "at the end of last year", "2024-12"),
        ("en", "the day before", "2025-11-19"),
        ("es", "el 6 de octubre de 2025", "2025-10-06"),
        ("es", "en octubre", "2025-10"),
        ("es", "desde diciembre", "2024-12"),
        ("es", "el próximo mes de marzo", "2026-03"),
        ("es", "hace cuatro años", "2021"),
        ("es", "a finales de año", "2025-12"),
        ("es", "el año que viene", "2026"),
        ("es", "la semana pasada", "2025-11"),
        ("es", "en el tercer trimestre de 2025", "2025"),
        ("es", "el lunes", "2025-11-17"),
        ("es", "anteayer", "2025-11-18"),
        ("de", "am 6. Oktober 2025", "2025-10-06"),
        ("de", "06.10.2025", "2025-10-06"),
        ("de", "im Oktober", "2025-10"),
        ("de", "seit Dezember", "2024-12"),
        ("de", "zum 1. April", "2026-04-01"),
        ("de", "vor vier Jahren", "2021"),
        ("de", "bis Jahresende", "2025-12"),
        ("de", "im kommenden Jahr", "2026"),
        ("de", "in der vergangenen Woche", "2025-11"),
        ("de", "im dritten Quartal 2025", "2025"),
        ("de", "am Montag", "2025-11-17"),
        ("de", "vorgestern", "2025-11-18"),
        ("fr", "il y a quatre ans", "2021"),
        ("fr", "dans deux ans", "2027"),
        ("fr", "la veille", "2025-11-19"),
        ("fr", "à la fin de l'année", "2025-12"),
        ("zh", "四年前", "2021"),
        ("zh", "去年底", "2024-12"),
        ("zh", "年底前", "2025-12"),
        ("zh", "十二月二十三日", "2025-12-23"),
        ("zh", "今（20）日", "2025-11-20"),
        ("zh", "前一天", "2025-11-19"),
        ("he", "לפני שלוש שנים", "2022"),
        ("he", "בסוף השנה", "2025-12"),
        ("en", "by 2030", "2030"),
        ("en", "2025-10-06", "2025-10-06"),
        ("en", "the first quarter of 2026", "2026"),
        ("en", "Q3 2025", "2025"),
        ("en", "H2 2026", "2026"),
        ("en", "third-quarter revenue", "2025"),
        ("en", "yesterday", "2025-11-19"),
        ("en", "today", "2025-11-20"),
        ("en", "last week", "2025-11"),
        ("en", "this week", "2025-11"),
        ("en", "last month", "2025-10"),
        ("en", "early this month", "2025-11"),
        ("en", "next month", "2025-12"),
        ("en", "this year", "2025"),
        ("en", "last year", "2024"),
        ("en", "next year", "2026"),
        ("en", "on Monday", "2025-11-17"),
        ("en", "on Thursday", "2025-11-20"),
        ("en", "next Monday", "2025-11-24"),
        ("en", "in October last year", "2024-10"),
        ("en", "next March", "2026-03"),
        ("en", "fiscal 2026", "2026"),
        ("fr", "le 9 septembre 2025", "2025-09-09"),
        ("fr", "le 1er mars 2025", "2025-03-01"),
        ("fr", "lundi 6 octobre", "2025-10-06"),
        ("fr", "en juillet", "2025-07"),
        ("fr", "en décembre", "2025-12"),
        ("fr", "fin octobre", "2025-10"),
        ("fr", "depuis février 2025", "2025-02"),
        ("fr", "d’ici à 2028", "2028"),
        ("fr", "en 2026", "2026"),
        ("fr", "au premier semestre 2025", "2025"),
        ("fr", "au troisième trimestre", "2025"),
        ("fr", "T3 2025", "2025"),
        ("fr", "hier", "2025-11-19"),
        ("fr", "avant-hier", "2025-11-18"),
        ("fr", "aujourd’hui", "2025-11-20"),
        ("fr", "demain", "2025-11-21"),
        ("fr", "la semaine dernière", "2025-11"),
        ("fr", "cette semaine", "2025-11"),
        ("fr", "le mois dernier", "2025-10"),
        ("fr", "ce mois-ci", "2025-11"),
        ("fr", "cette année", "2025"),
        ("fr", "l’an dernier", "2024"),
        ("fr", "l’année prochaine", "2026"),
        ("fr", "mercredi", "2025-11-19"),
        ("fr", "en octobre de l'an dernier", "2024-10"),
        ("fr", "il y a deux ans", "2023"),
        ("fr", "03/11/2025", "2025-11-03"),
        ("he", "ב־6 באוקטובר 2025", "2025-10-06"),
        ("he", "ב-27 ביוני", "2025-06-27"),
        ("he", "בינואר", "2026-01"),
        ("he", "בדצמבר", "2025-12"),
        ("he", "בספטמבר 2024", "2024-09"),
        ("he", "12 בנוב׳ 2025", "2025-11-12"),
        ("he", "מאז פברואר", "2025-02"),
        ("he", "החל ב־2027", "2027"),
        ("he", "עד 2030", "2030"),
        ("he", "בשנת 2019", "2019"),
        ("he", "6.10.2025", "2025-10-06"),
        ("he", "אתמול", "2025-11-19"),
        ("he", "היום", "2025-11-20"),
        ("he", "מחר", "2025-11-21"),
        ("he", "השבוע", "2025-11"),
        ("he", "בשבוע שעבר", "2025-11"),
        ("he", "החודש", "2025-11"),
        ("he", "בחודש שעבר", "2025-10"),
        ("he", "בתחילת החודש", "2025-11"),
        ("he", "השנה", "2025"),
        ("he", "בשנה שעברה", "2024"),
        ("he", "בשנה הבאה", "2026"),
        ("he", "ברבעון השלישי של 2025", "2025"),
        ("he", "במחצית הראשונה של 2025", "2025"),
        ("he", "ביום שני", "2025-11-17"),
        ("he", "ביום חמישי", "2025-11-20"),
        ("he", "לפני שנתיים", "2023"),
        ("he", "אשתקד", "2024"),
        ("he", "בינואר השנה", "2025-01"),
        ("zh", "2025年10月6日", "2025-10-06"),
        ("zh", "2025年10月", "2025-10"),
        ("zh", "2026年", "2026"),
        ("zh", "12月8日", "2025-12-08"),
        ("zh", "10月6號", "2025-10-06"),
        ("zh", "六月", "2025-06"),
        ("zh", "十一月", "2025-11"),
        ("zh", "去年12月29日", "2024-12-29"),
        ("zh", "今年8月", "2025-08"),
        ("zh", "明年三月", "2026-03"),
        ("zh", "周一（17日）", "2025-11-17"),
        ("zh", "8日", "2025-11-08"),
        ("zh", "今年", "2025"),
        ("zh", "去年", "2024"),
        ("zh", "明年", "2026"),
        ("zh", "上個月", "2025-10"),
        ("zh", "上月", "2025-10"),
        ("zh", "本月", "2025-11"),
        ("zh", "下个月", "2025-12"),
        ("zh", "昨天", "2025-11-19"),
        ("zh", "今日", "2025-11-20"),
        ("zh", "上周", "2025-11"),
        ("zh", "本週", "2025-11"),
        ("zh", "上周三", "2025-11-12"),
        ("zh", "周四", "2025-11-20"),
        ("zh", "2026年下半年", "2026"),
        ("zh", "2025年第三季", "2025"),
        ("zh", "第三季度", "2025"),
        ("zh", "2029年底", "2029"),
        ("zh", "2025-10-06", "2025-10-06"),
        ("zh", "本月8日", "2025-11-08"),
        ("zh", "去年第三季", "2024"),
    ],
)
def test_a_date_is_found(code: str, text: str, expected: str) -> None:
    """As exactly as the text says it."""
    assert dates(code, text) == [expected]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "over four years", ["P4Y"]),
        ("en", "a five-year contract", ["P5Y"]),
        ("en", "for 18 months", ["P18M"]),
        ("en", "in the first half of 2025", ["2025-01/2025-06"]),
        ("en", "third-quarter revenue", ["2025-07/2025-09"]),
        ("en", "last quarter", ["2025-07/2025-09"]),
        ("en", "from 2025 to 2029", ["2025/2029"]),
        ("en", "two weeks", ["P2W"]),
        ("en", "a 24-year-old", []),
        ("en", "three years ago", []),
        ("en", "six days", ["P6D"]),
        ("fr", "sur cinq ans", ["P5Y"]),
        ("fr", "au premier semestre 2025", ["2025-01/2025-06"]),
        ("fr", "au troisième trimestre 2025", ["2025-07/2025-09"]),
        ("fr", "18 mois", ["P18M"]),
        ("fr", "il y a deux ans", []),
        ("fr", "de 2025 à 2029", ["2025/2029"]),
        ("fr", "les trois prochaines années", ["P3Y"]),
        ("he", "לארבע שנים", ["P4Y"]),
        ("he", "ל־15 שנה", ["P15Y"]),
        ("he", "על פני כחמש שנים", ["P5Y"]),
        ("he", "לשמונה השנים הקרובות", ["P8Y"]),
        ("he", "במחצית השנייה של 2026", ["2026-07/2026-12"]),
        ("he", "ברבעון הראשון של 2026", ["2026-01/2026-03"]),
        ("he", "לפני שנתיים", []),
        ("he", "18 חודשים", ["P18M"]),
        ("he", "למשך שנתיים", ["P2Y"]),
        ("zh", "為期五年", ["P5Y"]),
        ("zh", "18個月", ["P18M"]),
        ("zh", "未來三年", ["P3Y"]),
        ("zh", "2025年上半年", ["2025-01/2025-06"]),
        ("zh", "2025年第三季", ["2025-07/2025-09"]),
        ("zh", "2025至2029年", ["2025/2029"]),
        ("zh", "六天", ["P6D"]),
        ("zh", "2025年", []),
    ],
)
def test_a_period_is_found(code: str, text: str, expected: list[str]) -> None:
    """Durations, quarters, halves, and stretches of years; ages and 'ago' are none."""
    assert periods(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "last month and on Monday in January"),
        ("fr", "le mois dernier, lundi, en janvier"),
        ("he", "בחודש שעבר, ביום שני, בינואר"),
        ("zh", "上個月、周一、今年8月"),
    ],
)
def test_without_a_publication_date_relative_dates_are_left_out(code: str, text: str) -> None:
    """Nothing is guessed; nor from a publication date that is none."""
    assert dates(code, text, None) == dates(code, text, "soon") == []
    assert periods(code, text, None) == []


def test_a_publication_known_by_its_year_tells_years_only() -> None:
    """'Last year' counts from 2025; 'last month' does not."""
    assert dates("en", "last year and last month", "2025") == ["2024"]
    assert dates("en", "last year, last month, yesterday", "2025-11") == ["2024", "2025-10"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "it may march on"),
        ("en", "2,025 people"),
        ("en", "$2025"),
        ("en", "2000 GPUs"),
        ("en", "February 30, 2025"),
        ("fr", "moins de sept ingénieurs"),
        ("fr", "les marches"),
        ("he", "הבמאי של הסרט"),
        ("he", "מאיר שלו"),
        ("zh", "八個月後年化收入"),
        ("en", "GPT-2024x"),
    ],
)
def test_what_is_no_date(code: str, text: str) -> None:
    """Words that look like months, numbers that look like years, days that do not exist."""
    assert dates(code, text) == []


def test_a_day_that_does_not_exist_is_no_date() -> None:
    """No day is put in its place."""
    assert "2025-02-30" not in dates("en", "February 30, 2025")


@pytest.mark.parametrize(
    ("code", "text", "published", "expected"),
    [
        ("en", "this week", "2025-10-29", "2025-10"),  # a Wednesday: the working days are all of October
        ("en", "this week", "2025-10-01", "2025"),  # Monday is still in September
        ("en", "last week", "2026-01-07", "2025"),  # from Monday, 29 December, to Friday, 2 January
        ("de", "vor drei Wochen", "2025-11-20", "2025-10"),
    ],
)
def test_a_week_is_told_by_its_month(code: str, text: str, published: str, expected: str) -> None:
    """A date has no weeks: the month of its working days, or the year of most of them where they lie in two months."""
    assert dates(code, text, published) == [expected]


@pytest.mark.parametrize(
    ("code", "text", "published", "expected"),
    [
        ("en", "last summer", "2026-01-06", "2025"),
        ("en", "last autumn", "2026-04-22", "2025"),
        ("en", "last spring", "2026-04-22", "2025"),  # this one is not over
        ("en", "next spring", "2026-01-06", "2026"),
        ("en", "next spring", "2026-03-06", "2027"),
        ("en", "this spring", "2025-11-14", "2025"),
        ("en", "in the spring", "2023-11-21", "2023"),
        ("en", "in the fall of 2024", PUBLISHED, "2024"),
        ("en", "in the summer", "2026-03-09", "2026"),
        ("en", "will open in the spring", "2025-09-09", "2026"),
        ("de", "im vergangenen Sommer", "2026-01-06", "2025"),
        ("de", "ab Herbst", "2026-04-21", "2026"),
        ("de", "seit diesem Frühjahr", "2026-11-10", "2026"),
        ("de", "im Sommer", "2026-03-09", "2026"),
        ("fr", "l’été dernier", "2026-01-06", "2025"),
        ("fr", "au printemps", "2025-11-14", "2025"),
        ("fr", "cet automne", "2025-11-14", "2025"),
        ("es", "el verano pasado", "2026-01-06", "2025"),
        ("es", "en otoño", "2025-12-14", "2025"),
        ("he", "בקיץ", "2025-11-01", "2025"),
        ("he", "בקיץ האחרון", "2026-01-06", "2025"),
        ("he", "באביב 2024", PUBLISHED, "2024"),
        ("zh", "去年夏天", PUBLISHED, "2024"),
        ("zh", "今夏", PUBLISHED, "2025"),
        ("zh", "2024年春季", PUBLISHED, "2024"),
        ("zh", "今年秋天", PUBLISHED, "2025"),
    ],
)
def test_a_season_is_dated_by_its_year(code: str, text: str, published: str, expected: str) -> None:
    """The one that runs or the last one, unless the text says that it is to come or it soon begins."""
    assert dates(code, text, published) == [expected]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "last winter"),
        ("de", "im Winter"),
        ("en", "a fall of 3 per cent"),
        ("en", "stocks fall"),
        ("fr", "il a été élu"),
        ("zh", "春天氣息"),
        ("zh", "春節"),
    ],
)
def test_what_is_no_season(code: str, text: str) -> None:
    """A winter has parts of two years; words that only look like seasons."""
    assert dates(code, text) == []


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "the same day", "2025-03-04"),
        ("en", "two days later", "2025-03-06"),
        ("en", "a day earlier", "2025-03-03"),
        ("en", "three weeks later", "2025-03"),
        ("en", "two months earlier", "2025-01"),
        ("en", "that month", "2025-03"),
        ("en", "the following year", "2026"),
        ("en", "that June", "2025-06"),
        ("en", "in August of the same year", "2025-08"),
        ("de", "am selben Tag", "2025-03-04"),
        ("de", "zwei Tage später", "2025-03-06"),
        ("de", "drei Monate zuvor", "2024-12"),
        ("de", "im Jahr darauf", "2026"),
        ("fr", "le même jour", "2025-03-04"),
        ("fr", "le lendemain", "2025-03-05"),
        ("fr", "deux semaines plus tôt", "2025-02"),
        ("fr", "cette année-là", "2025"),
        ("es", "al día siguiente", "2025-03-05"),
        ("es", "dos meses después", "2025-05"),
        ("es", "el mismo año", "2025"),
        ("he", "באותו יום", "2025-03-04"),
        ("he", "יומיים לאחר מכן", "2025-03-06"),
        ("he", "שלושה חודשים קודם לכן", "2024-12"),
        ("he", "באותו קיץ", "2025"),
        ("he", "באותה שנה", "2025"),
        ("zh", "同日", "2025-03-04"),
        ("zh", "次日", "2025-03-05"),
        ("zh", "三年後", "2028"),
        ("zh", "两个月后", "2025-05"),
        ("zh", "同年9月", "2025-09"),
        ("zh", "當時", "2025"),
    ],
)
def test_a_date_may_count_from_the_one_told_before(code: str, text: str, expected: str) -> None:
    """Not from the publication."""
    assert told(code, text, "2025-03-04") == [expected]


def test_what_counts_from_a_told_date_is_as_exact_as_that_date() -> None:
    """'Two days later' than a month is most likely in that month; of a year one can say nothing; an exact one further back
    is taken instead."""
    assert told("en", "two days later", "2025-03") == ["2025-03"]
    assert told("en", "two days later", "2024") == []
    assert told("en", "two days later", "2024-06-01", "2023") == ["2024-06-03"]
    assert told("en", "three weeks later", "2025-03") == ["2025"]


def test_nothing_was_earlier_than_what_is_to_come() -> None:
    """A date ahead is taken up by 'the same', and by nothing else; without another, what was earlier counts from the
    publication, and what came later from nothing."""
    assert told("en", "by the end of that year", "2027") == ["2027"]
    assert told("en", "two weeks earlier", "2027-03-01") == ["2025-11"]
    assert told("en", "two weeks later", "2027-03-01") == []


def test_a_date_told_in_the_same_sentence_counts_first() -> None:
    """'In May 2024 it hired A; two months later it hired B'."""
    assert told("en", "In May 2024 it hired one; two months later, another.", "2020-01-01") == ["2024-05", "2024-07"]


def told(code: str, text: str, *before: str) -> list[str]:
    """The values of the dates of a text with dates told before it."""
    language = languages.load_language(code)
    times = find_times(text, fold(text), 0, len(text), language, PUBLISHED, before)
    return [date.value for date in times.dates]


def test_spans_and_relativity() -> None:
    """Offsets in the document; which dates counted from the publication."""
    text = "x. It agreed last month to pay by March 2027."
    found = find_dates(text, fold(text), 3, len(text), languages.load_language("en"), PUBLISHED)
    assert [(text[date.start : date.end], date.value, date.relative) for date in found] == [
        ("last month", "2025-10", True),
        ("March 2027", "2027-03", False),
    ]


@pytest.mark.parametrize(
    ("code", "text", "per"),
    [("en", "each year it pays", "year"), ("fr", "chaque mois", "month"), ("he", "מדי שנה", "year"), ("zh", "每月", "month")],
)
def test_a_rate_may_stand_apart(code: str, text: str, per: str) -> None:
    """Rates are found without a quantity beside them."""
    (rate,) = find_rates(text, fold(text), 0, len(text), languages.load_language(code))
    assert rate.per == per


@given(
    code=st.sampled_from(("en", "fr", "he", "zh")),
    published=st.sampled_from((None, "2025", "2025-11", "2025-01-01", "0001-01-01", "9999-12-31", "2024-02-29", "x")),
    before=st.text(max_size=5),
    words=st.lists(
        st.sampled_from(
            (
                "31",
                "30",
                "6",
                "0",
                "February",
                "may",
                "in",
                "2025",
                "1999",
                "last",
                "next",
                "year",
                "month",
                "quarter",
                "first",
                "half of",
                "five",
                "years",
                "monday",
                "lundi",
                "prochain",
                "février",
                "dernier",
                "בינואר",
                "השנה",
                "שנים",
                "יום שני",
                "年",
                "月",
                "日",
                "去年",
                "上半年",
                "周一",
                "第三季",
                "to",
                "-",
                "/",
                ".",
                ",",
                "h1",
                "q4",
                "明年",
                "summer",
                "the same day",
                "two days later",
                "באותה שנה",
                "קיץ",
                "同年",
                "次日",
                "l'été",
            )
        ),
        max_size=12,
    ),
    space=st.sampled_from(("", " ")),
)
def test_any_text_gives_sound_dates(code: str, published: str | None, before: str, words: list[str], space: str) -> None:
    """Never an error; every value is ISO; spans in order inside the sentence."""
    said = space.join(words)
    text = before + said
    folded, language = fold(text), languages.load_language(code)
    last = len(before)
    for date in find_dates(text, folded, len(before), len(text), language, published):
        assert is_date(date.value)
        assert last <= date.start < date.end <= len(text)
        last = date.end
    for period in find_periods(text, folded, len(before), len(text), language, published):
        assert is_period(period.value)
        assert len(before) <= period.start < period.end <= len(text)
