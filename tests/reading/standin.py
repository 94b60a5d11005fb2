"""Small hand-made languages, so that the reading room is tested without the shipped language data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from typing import TypeVar

from interlock.languages.schema import (
    AttributionRules,
    Boundary,
    DateRules,
    Grammar,
    Language,
    NameRules,
    NumberRules,
    SentenceRules,
    SpeechRules,
    ZoneCues,
)
from interlock.vocabulary import Document, UnreadableDocument

Reader = Callable[..., tuple[list[Document], list[UnreadableDocument]]]


T = TypeVar("T")
_EMPTY = {"frozenset": frozenset(), "tuple": (), "dict": {}, "str": "", "bool": False}


def _empty(of: type[T], **given: object) -> T:
    """A language part that knows nothing besides what is given."""
    values = {
        field.name: given.get(field.name, None if "None" in str(field.type) else _EMPTY.get(str(field.type).split("[")[0]))
        for field in fields(of)  # type: ignore[arg-type]
    }
    return of(**values)


def _words(*words: str) -> re.Pattern[str] | None:
    return re.compile("|".join(words)) if words else None


def make_language(
    code: str,
    *,
    terminators: str = ".!?…",
    abbreviations: tuple[str, ...] = (),
    teaser: tuple[str, ...] = (),
    advert: tuple[str, ...] = (),
    related: tuple[str, ...] = (),
    boilerplate: tuple[str, ...] = (),
    months: dict[str, int] | None = None,
    orders: tuple[str, ...] = (),
    verbs: tuple[str, ...] = (),
) -> Language:
    """A Language that knows only what the reading room asks for."""
    names = "|".join(sorted(months or {"": 0}, key=len, reverse=True))
    patterns = tuple(
        re.compile(order.format(day=r"(?P<day>\d{1,2})", year=r"(?P<year>\d{4})", month=f"(?P<month>{names})"))
        for order in orders
    )
    return _empty(
        Language,
        code=code,
        name=code,
        script="Latn",
        boundary=Boundary.SPACE,
        sentences=SentenceRules(terminators, frozenset(abbreviations)),
        zones=ZoneCues("●▶►■", _words(*teaser), _words(*advert), _words(*related), _words(*boilerplate)),
        numbers=_empty(NumberRules),
        dates=_empty(DateRules, months=months or {}, orders=patterns),
        attribution=_empty(AttributionRules),
        speech=_empty(SpeechRules, verbs=_words(*verbs)),
        names=_empty(NameRules),
        grammar=_empty(Grammar),
    )


LANGUAGES = (
    make_language(
        "en",
        abbreviations=("u.s.", "inc.", "mr.", "corp.", "vs."),
        teaser=("read also",),
        advert=("subscribe now", "click here", "use code", r"[0-9]+% off", "free trial"),
        related=("related stories", "related:"),
        boilerplate=(r"photo ?[:/|]", r"by (?=[a-z]+ [a-z]+$)", "copyright", "©"),
        months={"november": 11, "nov": 11, "december": 12},
        orders=(r"{month}\.? {day},? {year}", "{day} {month} {year}"),
        verbs=("said", "asked"),
    ),
    make_language(
        "fr",
        abbreviations=("m.", "mme.", "cf."),
        teaser=("lire aussi", r"dans [a-z]{2,20} \|"),
        advert=("abonnez-vous", "cliquez ici"),
        related=("articles? liés?",),
        boilerplate=(r"image ?[:/|]",),
        months={"novembre": 11},
        orders=("{day} {month} {year}",),
    ),
    make_language(
        "he",
        teaser=("קראו גם",),
        advert=("לחצו כאן", "קוד קופון"),
        related=("ידיעות קשורות", "עוד בנושא"),
        boilerplate=(r"צילום ?[:|]", "מקורות:?$"),
        months={"נוב'": 11, "נובמבר": 11},
        orders=("{day} ב?{month} {year}",),
        verbs=("אמר", "שאלה"),
    ),
    make_language(
        "zh",
        terminators="。！？!?…",
        teaser=("延伸閱讀",),
        advert=("點我", "優惠", "即日起訂閱", "加贈", "限時"),
        related=("相關報導", "更多文章", "相關新聞"),
        boilerplate=(r"圖 ?[:/|]", "記者"),
        verbs=("說", "說道"),
    ),
)
