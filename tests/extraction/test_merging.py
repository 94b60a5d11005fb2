"""What one word tells is told once: money or people."""

from __future__ import annotations

from extraction.support import page

from interlock.atlas import load_atlas
from interlock.extraction.reader import GrammarReader
from interlock.languages import load_languages
from interlock.vocabulary import Claim, Kind


def read(text: str) -> tuple[Claim, ...]:
    """The grammar's claims of a Hebrew sentence."""
    return GrammarReader(load_languages(), load_atlas()).read(page("he", text))


def test_a_word_that_hires_raises_no_money() -> None:
    """'גייסה' does either; a sum that stands further on is that of an offer."""
    kinds = {claim.kind for claim in read("מטא גייסה מאפל ארבעה חוקרים, אחרי שהציעה לאחד מהם חבילה של 200 מיליון דולר.")}
    assert Kind.HIRES in kinds
    assert Kind.REPORTS not in kinds


def test_the_same_word_raises_money_where_it_hires_nobody() -> None:
    """And says how much."""
    (report,) = (claim for claim in read("אנתרופיק גייסה 5 מיליארד דולר.") if claim.kind is Kind.REPORTS)
    assert (report.metric, report.amount and report.amount.value) == ("funding_raised", 5e9)
