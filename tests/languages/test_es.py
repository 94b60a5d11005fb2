"""Spanish: short sentences of our own making, and the claims that they must (or must not) give."""

from __future__ import annotations

import pytest
from languages.said import Expected, Sentences

SAID: list[tuple[str, list[Expected]]] = [
    (
        "Amazon invertirá 5.000 millones de dólares adicionales en Anthropic.",
        [("invests_in", "Amazon", "Anthropic", 5e9, "planned")],
    ),
    ("Nvidia ha invertido 500 millones de dólares en Wayve.", [("invests_in", "Nvidia", "Wayve", 5e8, None)]),
    (
        "SoftBank habría invertido 30.000 millones de dólares en OpenAI.",
        [("invests_in", "SoftBank", "OpenAI", 3e10, "possible")],
    ),
    ("Nvidia compró una participación del 4 % en Intel.", [("invests_in", "Nvidia", "Intel", 0.04, None)]),
    (
        "Nvidia tiene derecho a invertir hasta 100.000 millones de dólares en OpenAI.",
        [("invests_in", "Nvidia", "OpenAI", 1e11, "optional")],
    ),
    (
        "La inversión de 2.000 millones de dólares de Microsoft en G42 fue aprobada.",
        [("invests_in", "Microsoft", "G42", 2e9, None)],
    ),
    ("Google posee el 14 % de Anthropic.", [("owns", "Google", "Anthropic", 0.14, None)]),
    ("Meta adquirió Manus por 2.000 millones de dólares.", [("acquires", "Meta", "Manus", 2e9, None)]),
    (
        "Manus fue comprada por Meta por más de 2.000 millones de dólares.",
        [("acquires", "Meta", "Manus", 2e9, None)],
    ),
    (
        "La compra de Wiz por Google, por 32.000 millones de dólares, se ha completado.",
        [("acquires", "Google", "Wiz", 3.2e10, None)],
    ),
    ("Salesforce estudia comprar Informatica.", [("acquires", "Salesforce", "Informatica", None, "possible")]),
    ("Google niega querer comprar HubSpot.", [("acquires", "Google", "HubSpot", None, "denied")]),
    (
        "AMD concedió a OpenAI warrants sobre 160 millones de acciones.",
        [("grants_equity", "AMD", "OpenAI", 1.6e8, None)],
    ),
    (
        "JPMorgan prestó 38.000 millones de dólares a Oracle.",
        [("lends_to", "JPMorgan Chase", "Oracle", 3.8e10, None)],
    ),
    (
        "Google garantiza 1.400 millones de dólares de deuda de Fluidstack.",
        [("guarantees", "Google", "Fluidstack", 1.4e9, None)],
    ),
    (
        "El Gobierno de Estados Unidos concedió una subvención de 7.900 millones de dólares a Intel.",
        [("funds", "United States", "Intel", 7.9e9, None)],
    ),
    (
        "OpenAI comprará a Amazon servicios en la nube por 38.000 millones de dólares.",
        [("buys_from", "OpenAI", "Amazon", 3.8e10, None)],
    ),
    ("Nvidia venderá 260.000 chips a Samsung.", [("buys_from", "Samsung Electronics", "Nvidia", 2.6e5, None)]),
    (
        "Meta firmó con Google un contrato de nube de 10.000 millones de dólares.",
        [("buys_from", "Meta", "Google", 1e10, "agreed")],
    ),
    ("OpenAI alquilará 4 GW de capacidad a Oracle.", [("leases_from", "OpenAI", "Oracle", 4e9, None)]),
    ("Mistral AI se ha asociado con SAP.", [("partners_with", "Mistral AI", "SAP", None, None)]),
    ("Meta construirá un centro de datos de 1 GW en Indiana.", [("builds", "Meta", "Indiana", 1e9, "planned")]),
    ("Meta ha fichado a John Schulman.", [("hires", "Meta", "John Schulman", None, None)]),
    ("Meta ofreció 100 millones de dólares a Andrew Tulloch.", [("offers", "Meta", "Andrew Tulloch", 1e8, None)]),
    ("John Schulman ha dejado OpenAI.", [("leaves", "John Schulman", "OpenAI", None, None)]),
    ("Mira Murati fundó Thinking Machines Lab.", [("founds", "Mira Murati", "Thinking Machines Lab", None, None)]),
    (
        "Anthropic fue fundada en 2021 por Dario Amodei.",
        [("founds", "Dario Amodei", "Anthropic", None, None)],
    ),
    ("Sam Altman, consejero delegado de OpenAI, viajó a Madrid.", [("leads", "Sam Altman", "OpenAI", None, None)]),
    ("Estados Unidos prohibió a Nvidia vender sus chips H20.", [("restricts", "United States", "Nvidia", None, None)]),
    ("La Comisión Europea abrió una investigación a Meta.", [("restricts", "European Commission", "Meta", None, None)]),
    ("Estados Unidos autorizó a Nvidia a exportar el chip H20.", [("eases", "United States", "Nvidia", None, None)]),
    (
        "La Comisión Europea impuso una multa de 2.950 millones de euros a Google.",
        [("levies", "European Commission", "Google", 2.95e9, None)],
    ),
    ("Los ingresos de Nvidia alcanzaron los 57.000 millones de dólares.", [("revenue", "Nvidia", None, 5.7e10, None)]),
    ("OpenAI perdió 5.000 millones de dólares en 2024.", [("loss", "OpenAI", None, 5e9, None)]),
    ("ChatGPT cuenta con 800 millones de usuarios semanales.", [("users", "ChatGPT", None, 8e8, None)]),
    ("Anthropic está valorada en 183.000 millones de dólares.", [("valuation", "Anthropic", None, 1.83e11, None)]),
    (
        "Mistral AI levantó 1.700 millones de euros en una ronda liderada por ASML.",
        [("funding_raised", "Mistral AI", None, 1.7e9, None), ("invests_in", "ASML", "Mistral AI", None, None)],
    ),
    ("Mistral AI lanzó Le Chat.", [("releases", "Mistral AI", "Le Chat", None, None)]),
    ("Moore Threads prepara su salida a bolsa.", [("lists", "Moore Threads", None, None, None)]),
    ("AMD, rival de Nvidia, avanza.", [("competes_with", "AMD", "Nvidia", None, None)]),
    ("«Es una locura», afirmó Elon Musk.", [("says", "Elon Musk", None, None, None)]),
    (
        "Microsoft rechazó invertir 100.000 millones de dólares en OpenAI.",
        [("invests_in", "Microsoft", "OpenAI", 1e11, "refused")],
    ),
    (
        "Microsoft ha renunciado a alquilar 2 GW a CoreWeave.",
        [("leases_from", "Microsoft", "CoreWeave", 2e9, "ended")],
    ),
]

UNSAID: list[str] = [
    "Los pescadores de Bermeo vendieron su pescado en la lonja.",
    "Si Apple comprara Mistral AI, Bruselas se opondría.",
    "El gato duerme en el sofá desde esta mañana.",
    "La receta lleva dos huevos, 200 gramos de harina y una pizca de sal.",
    "El festival reunió a vecinos de todo el valle.",
]


SENTENCES = Sentences("es", "Esto es lo que se sabe de la semana en los negocios, las fábricas y los laboratorios.\n\n")


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_says(text: str, expected: list[Expected]) -> None:
    SENTENCES.check(text, expected)


@pytest.mark.parametrize("text", UNSAID)
def test_says_nothing(text: str) -> None:
    assert SENTENCES.read(text) == ()
