"""German: short sentences of our own making, and the claims that they must (or must not) give."""

from __future__ import annotations

import pytest
from languages.said import Expected, Sentences

SAID: list[tuple[str, list[Expected]]] = [
    ("Amazon investiert weitere 5 Milliarden Dollar in Anthropic.", [("invests_in", "Amazon", "Anthropic", 5e9, None)]),
    ("Nvidia will 500 Millionen Dollar in Wayve investieren.", [("invests_in", "Nvidia", "Wayve", 5e8, "planned")]),
    ("SoftBank hat 30 Milliarden Dollar in OpenAI investiert.", [("invests_in", "SoftBank", "OpenAI", 3e10, None)]),
    ("Nvidia steigt mit 4 Prozent bei Intel ein.", [("invests_in", "Nvidia", "Intel", 0.04, None)]),
    ("ASML beteiligt sich mit 1,3 Milliarden Euro an Mistral AI.", [("invests_in", "ASML", "Mistral AI", 1.3e9, None)]),
    (
        "Nvidia hat das Recht, bis zu 100 Milliarden Dollar in OpenAI zu investieren.",
        [("invests_in", "Nvidia", "OpenAI", 1e11, "optional")],
    ),
    (
        "Die Investition von Microsoft in G42 beläuft sich auf 1,5 Mrd. Dollar.",
        [("invests_in", "Microsoft", "G42", 1.5e9, None)],
    ),
    ("Google hält 14 Prozent an Anthropic.", [("owns", "Google", "Anthropic", 0.14, None)]),
    ("Meta übernimmt Manus für zwei Milliarden Dollar.", [("acquires", "Meta", "Manus", 2e9, None)]),
    ("Manus wird von Meta für mehr als 2 Milliarden Dollar übernommen.", [("acquires", "Meta", "Manus", 2e9, None)]),
    (
        "Die Übernahme von Wiz durch Google für 32 Milliarden Dollar ist abgeschlossen.",
        [("acquires", "Google", "Wiz", 3.2e10, "done")],
    ),
    ("Salesforce erwägt, HubSpot zu übernehmen.", [("acquires", "Salesforce", "HubSpot", None, "possible")]),
    ("Google dementiert, HubSpot übernehmen zu wollen.", [("acquires", "Google", "HubSpot", None, "denied")]),
    (
        "AMD gewährt OpenAI Optionsscheine auf bis zu 160 Millionen Aktien.",
        [("grants_equity", "AMD", "OpenAI", 1.6e8, None)],
    ),
    (
        "JPMorgan gibt Oracle einen Kredit über 38 Milliarden Dollar.",
        [("lends_to", "JPMorgan Chase", "Oracle", 3.8e10, None)],
    ),
    (
        "Google garantiert Schulden von Fluidstack über 1,4 Mrd. Dollar.",
        [("guarantees", "Google", "Fluidstack", 1.4e9, None)],
    ),
    (
        "Die EU-Kommission genehmigt Beihilfen von 623 Millionen Euro für GlobalFoundries.",
        [("funds", "European Commission", "GlobalFoundries", 6.23e8, None)],
    ),
    (
        "OpenAI bestellt bei Broadcom Chips für 10 Milliarden Dollar.",
        [("buys_from", "OpenAI", "Broadcom", 1e10, None)],
    ),
    ("Nvidia liefert 260.000 Chips an Samsung.", [("buys_from", "Samsung Electronics", "Nvidia", 2.6e5, None)]),
    (
        "Meta schließt mit Google einen Cloud-Vertrag über 10 Milliarden Dollar.",
        [("buys_from", "Meta", "Google", 1e10, "agreed")],
    ),
    ("OpenAI mietet 4 Gigawatt Rechenleistung bei Oracle.", [("leases_from", "OpenAI", "Oracle", 4e9, None)]),
    ("Mistral AI kooperiert mit SAP.", [("partners_with", "Mistral AI", "SAP", None, None)]),
    ("Meta baut ein Rechenzentrum mit 1 Gigawatt.", [("builds", "Meta", None, 1e9, None)]),
    ("Meta hat John Schulman angeheuert.", [("hires", "Meta", "John Schulman", None, None)]),
    ("John Schulman wechselt von OpenAI zu Anthropic.", [("hires", "Anthropic", "John Schulman", None, None)]),
    ("Meta bot Andrew Tulloch 100 Millionen Dollar.", [("offers", "Meta", "Andrew Tulloch", 1e8, None)]),
    ("John Schulman verlässt OpenAI.", [("leaves", "John Schulman", "OpenAI", None, None)]),
    ("Mira Murati gründete Thinking Machines Lab.", [("founds", "Mira Murati", "Thinking Machines Lab", None, None)]),
    (
        "Anthropic wurde 2021 von Dario Amodei gegründet.",
        [("founds", "Dario Amodei", "Anthropic", None, None)],
    ),
    ("OpenAI-Chef Sam Altman reiste nach Berlin.", [("leads", "Sam Altman", "OpenAI", None, None)]),
    ("Die USA verbieten Nvidia den Verkauf der H20.", [("restricts", "United States", "Nvidia", None, None)]),
    ("Die EU-Kommission ermittelt gegen Meta.", [("restricts", "European Commission", "Meta", None, None)]),
    ("Die USA erlauben Nvidia den Export der H20.", [("eases", "United States", "Nvidia", None, None)]),
    (
        "Die EU-Kommission verhängt eine Geldbuße von 2,95 Milliarden Euro gegen Google.",
        [("levies", "European Commission", "Google", 2.95e9, None)],
    ),
    ("Der Umsatz von Nvidia erreichte 57 Milliarden Dollar.", [("revenue", "Nvidia", None, 5.7e10, None)]),
    ("OpenAI machte 2024 einen Verlust von 5 Milliarden Dollar.", [("loss", "OpenAI", None, 5e9, None)]),
    ("ChatGPT hat 800 Millionen wöchentliche Nutzer.", [("users", "ChatGPT", None, 8e8, None)]),
    ("Anthropic wird mit 183 Milliarden Dollar bewertet.", [("valuation", "Anthropic", None, 1.83e11, None)]),
    (
        "Helsing sammelte 600 Millionen Euro in einer Runde ein, angeführt von Prima Materia.",
        [("funding_raised", "Helsing", None, 6e8, None)],
    ),
    ("Mistral AI stellt Le Chat vor.", [("releases", "Mistral AI", "Le Chat", None, None)]),
    ("Moore Threads plant den Börsengang.", [("lists", "Moore Threads", None, None, "planned")]),
    ("AMD, Konkurrent von Nvidia, legt zu.", [("competes_with", "AMD", "Nvidia", None, None)]),
    ("„Das ist verrückt“, sagte Elon Musk.", [("says", "Elon Musk", None, None, None)]),
    (
        "Microsoft lehnt es ab, 100 Milliarden Dollar in OpenAI zu investieren.",
        [("invests_in", "Microsoft", "OpenAI", 1e11, "refused")],
    ),
    ("Meta streicht 3600 Stellen.", [("headcount", "Meta", None, 3600.0, None)]),
]

UNSAID: list[str] = [
    "Die Fischer von Büsum verkauften ihren Fang am Hafen.",
    "Wenn Apple Mistral AI kaufen würde, wäre Brüssel dagegen.",
    "Die Katze schläft seit dem Morgen auf dem Sofa.",
    "Für das Rezept braucht man zwei Eier, 200 Gramm Mehl und eine Prise Salz.",
    "Der Roman erzählt vom Leben eines Imkers im Schwarzwald.",
    "Der Zug nach Hamburg hatte zwanzig Minuten Verspätung.",
    "Am Sonntag besuchten viele Familien den Markt.",
]


SENTENCES = Sentences(
    "de", "Das ist die Woche in der Wirtschaft, in den Fabriken und in den Laboren, und was man von ihr weiß.\n\n"
)


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_says(text: str, expected: list[Expected]) -> None:
    SENTENCES.check(text, expected)


@pytest.mark.parametrize("text", UNSAID)
def test_says_nothing(text: str) -> None:
    assert SENTENCES.read(text) == ()
