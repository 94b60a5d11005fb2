"""The twins of hard sentences: what is told all the same, by whom to whom and for how much."""

from __future__ import annotations

import pytest
from extraction.support import brief, briefs, deeds

from interlock.vocabulary import Kind, Status

# code; sentence; the claim; its sum in dollars
TOLD = [
    ("en", "Wiz was bought by Google for $32 billion.", "acquires Google -> Wiz", 32e9),
    ("fr", "Wiz a été racheté par Google pour 32 milliards de dollars.", "acquires Google -> Wiz", 32e9),
    ("he", "וויז נרכשה על ידי גוגל תמורת 32 מיליארד דולר.", "acquires Google -> Wiz", 32e9),
    ("zh", "Wiz被谷歌以320億美元收購。", "acquires Google -> Wiz", 32e9),
    ("zhs", "Wiz被谷歌以320亿美元收购。", "acquires Google -> Wiz", 32e9),
    ("es", "Wiz fue comprada por Google por 32.000 millones de dólares.", "acquires Google -> Wiz", 32e9),
    ("de", "Wiz wurde von Google für 32 Milliarden Dollar übernommen.", "acquires Google -> Wiz", 32e9),
    ("en", "Nvidia sold chips worth $2 billion to Meta.", "buys_from Meta -> Nvidia", 2e9),
    ("fr", "Nvidia a vendu à Meta des puces pour 2 milliards de dollars.", "buys_from Meta -> Nvidia", 2e9),
    ("he", "אנבידיה מכרה שבבים למטא ב-2 מיליארד דולר.", "buys_from Meta -> Nvidia", 2e9),
    ("zh", "輝達向Meta出售了20億美元的晶片。", "buys_from Meta -> Nvidia", 2e9),
    ("zhs", "英伟达向Meta出售了20亿美元的芯片。", "buys_from Meta -> Nvidia", 2e9),
    ("es", "Nvidia vendió chips a Meta por 2.000 millones de dólares.", "buys_from Meta -> Nvidia", 2e9),
    ("de", "Nvidia verkaufte Chips für 2 Milliarden Dollar an Meta.", "buys_from Meta -> Nvidia", 2e9),
    ("en", "Google, which declined to comment, bought Wiz for $32 billion.", "acquires Google -> Wiz", 32e9),
    ("en", "Not only Microsoft invests: Google bought Wiz for $32 billion.", "acquires Google -> Wiz", 32e9),
    ("fr", "Google, qui n’a pas souhaité commenter, a racheté Wiz pour 32 milliards de dollars.", "acquires Google -> Wiz", 32e9),
    ("he", "גוגל, שסירבה להגיב, רכשה את וויז תמורת 32 מיליארד דולר.", "acquires Google -> Wiz", 32e9),
    ("zh", "谷歌拒絕置評，但已以320億美元收購Wiz。", "acquires Google -> Wiz", 32e9),
    ("es", "Google, que declinó hacer comentarios, compró Wiz por 32.000 millones de dólares.", "acquires Google -> Wiz", 32e9),
    ("en", "Microsoft's $69 billion purchase of Activision closed in 2023.", "acquires Microsoft -> Activision", 69e9),
    ("de", "Am Montag kaufte Google Wiz für 32 Milliarden Dollar.", "acquires Google -> Wiz", 32e9),
    ("de", "Google kaufte Wiz für 32 Milliarden Dollar.", "acquires Google -> Wiz", 32e9),
    ("es", "El lunes Google compró Wiz por 32.000 millones de dólares.", "acquires Google -> Wiz", 32e9),
]


@pytest.mark.parametrize(("code", "sentence", "wanted", "amount"), TOLD)
def test_a_deal_is_told_from_whichever_side(code: str, sentence: str, wanted: str, amount: float) -> None:
    """Passives, sales and asides turn nothing round; the deal is done or agreed."""
    found = [claim for claim in deeds(code, sentence) if brief(claim) == wanted]
    assert len(found) == 1
    assert found[0].amount is not None and found[0].amount.value == amount
    assert found[0].status in (Status.DONE, Status.AGREED)


# Google has bought Wiz; the figure is that of a market or of the firm itself
NOBODYS = [
    ("en", "In a market worth $500 billion, Google bought Wiz."),
    ("fr", "Sur un marché de 500 milliards de dollars, Google a racheté Wiz."),
    ("he", "בשוק של 500 מיליארד דולר, גוגל רכשה את וויז."),
    ("zh", "在規模5000億美元的市場中，谷歌收購了Wiz。"),
    ("zhs", "在规模5000亿美元的市场中，谷歌收购了Wiz。"),
    ("es", "En un mercado de 500.000 millones de dólares, Google compró Wiz."),
    ("de", "In einem Markt von 500 Milliarden Dollar hat Google Wiz übernommen."),
    ("en", "Google, which is worth $2 trillion, bought Wiz."),
    ("fr", "Google, qui vaut 2 000 milliards de dollars, a racheté Wiz."),
    ("he", "גוגל, ששווה 2 טריליון דולר, רכשה את וויז."),
    ("zh", "市值2兆美元的谷歌收購了Wiz。"),
]


@pytest.mark.parametrize(("code", "sentence"), NOBODYS)
def test_a_figure_of_something_else_is_no_price(code: str, sentence: str) -> None:
    """The purchase is claimed without a sum."""
    found = [claim for claim in deeds(code, sentence) if claim.kind is Kind.ACQUIRES]
    assert briefs(found) == ["acquires Google -> Wiz"]
    assert found[0].amount is None
