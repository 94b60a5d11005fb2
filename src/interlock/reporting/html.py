"""The self-contained HTML report: one file, no script, nothing loaded from anywhere.

What documents say is hostile until escaped: the templates escape everything, and a policy in the page forbids all but
its own style sheet.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from interlock.reporting.bidi import mostly_rtl
from interlock.reporting.figures import beside_money, deal_phrase, money_in_words, quantities_in_words, size_in_words
from interlock.reporting.marks import Segment, marked
from interlock.reporting.model import Report
from interlock.reporting.terminal import who_says
from interlock.vocabulary import Claim, Kind

TELLINGS_SHOWN = 25
"""Tellings of one deal; the page says how many more there are."""

LANGUAGE_NAMES: Mapping[str, str] = {
    "he": "Hebrew",
    "zh": "Chinese",
    "zh-Hant": "Chinese (traditional)",
    "zh-Hans": "Chinese (simplified)",
    "fr": "French",
    "en": "English",
    "es": "Spanish",
    "de": "German",
    "und": "unknown language",
}
_RTL_LANGUAGES = frozenset({"he", "yi", "ar", "fa", "ur"})
_OVERRIDES = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def html_report(report: Report) -> str:
    """The report as one HTML page."""
    style = _shipped("report.css")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    page = _environment().get_template("report.html.j2").render(report=report, style=Markup(style), policy=policy)
    # No text may turn the direction of what stands behind it, and no lone surrogate may spoil the file.
    return page.translate(_OVERRIDES).encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=DictLoader({"report.html.j2": _shipped("report.html.j2")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        phrase=deal_phrase,
        size=size_in_words,
        money=money_in_words,
        language=language_name,
        link=web_address,
        direction=direction,
    )
    environment.globals.update(
        beside_money=beside_money,
        marked=marked_claim,
        most_tellings=TELLINGS_SHOWN,
        quantities=quantities_in_words,
        who_says=_named_source,
    )
    return environment


def language_name(tag: str) -> str:
    """The English name of a BCP 47 tag, the tag itself where there is none here."""
    return LANGUAGE_NAMES.get(tag, tag)


def direction(text: str, tag: str) -> str:
    """The `dir` of a text: a Hebrew sentence may begin with a Latin name, so its language decides before its letters."""
    return "rtl" if tag.partition("-")[0] in _RTL_LANGUAGES or mostly_rtl(text) else "auto"


def web_address(address: str) -> str | None:
    """The address where it is one that a browser may follow: http or https, nothing else."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def marked_claim(claim: Claim) -> list[Segment]:
    return marked(claim.evidence.quote, claim)


def _named_source(claim: Claim) -> str | None:
    return who_says(claim) if claim.attributed_to or claim.kind is Kind.SAYS else None


def _shipped(name: str) -> str:
    return (files("interlock.reporting") / "templates" / name).read_text(encoding="utf-8")
