"""Which conditions are met step by step, as something is built, and which by one decision."""

from __future__ import annotations

import pytest
from resolution.press import claim, document, dollars, firm

from interlock.atlas import load_atlas
from interlock.resolution import resolve
from interlock.resolution.conditions import is_as_deployed
from interlock.vocabulary import AS_DEPLOYED, Kind

LENDER, BUILDER = firm("Harborview Capital"), firm("Tessel Labs")

STEP_BY_STEP = [
    "as each gigawatt is deployed",
    "in tranches tied to how quickly the halls come online",
    "once the servers have been delivered",
    "בהתאם לקצב פריסת השרתים",
    "עם התקנת כל מגה-מחשב",
    "עם הפעלת כל ג'יגה-וואט",
    "隨著資料中心陸續上線分批撥付",
    "视交付进度分批",
    "au fur et à mesure du déploiement de ses centres",
    "à mesure que les salles sont mises en service",
    "a medida que se desplieguen los servidores",
    "sobald die Rechenzentren in Betrieb gehen",
]
AT_ONE_STROKE = [
    "subject to regulatory approval",
    "if the Nobel prize goes to its founder",
    "once the board and the shareholders agree",
    "בכפוף לאישור הממונה על התחרות",
    "אם תזכה בפרס",
    "須經主管機關核准",
    "待资金到位后",
    "sous réserve de l'aval de Bruxelles",
    "siempre que lo apruebe el regulador",
    "vorbehaltlich der Zustimmung des Kartellamts",
]


def told(condition: str | None) -> bool:
    """Whether a claim with the condition is met step by step."""
    return is_as_deployed([claim(Kind.INVESTS_IN, LENDER, BUILDER, amount=dollars(4e9), condition=condition)])


@pytest.mark.parametrize("condition", STEP_BY_STEP)
def test_what_is_built_or_delivered_is_a_step(condition: str) -> None:
    """In each of the languages."""
    assert told(condition)


@pytest.mark.parametrize("condition", [*AT_ONE_STROKE, None])
def test_what_somebody_decides_is_none(condition: str | None) -> None:
    """An approval, a prize, money that has to arrive; no condition at all."""
    assert not told(condition)


def test_the_fact_says_so_where_one_of_its_claims_does() -> None:
    """Two tellings of one deal, the second with the condition."""
    plain = claim(Kind.INVESTS_IN, LENDER, BUILDER, amount=dollars(4e9))
    tied = claim(Kind.INVESTS_IN, LENDER, BUILDER, amount=dollars(4e9), condition="as each gigawatt is deployed")
    loose = claim(Kind.LENDS_TO, LENDER, BUILDER, amount=dollars(1e9), condition="subject to approval")
    documents = [document("a", "2026-03-01", [plain, loose]), document("b", "2026-03-02", [tied])]
    found = {fact.kind: fact.notes for fact in resolve(documents, atlas=load_atlas()).facts}
    assert found == {Kind.INVESTS_IN: (AS_DEPLOYED,), Kind.LENDS_TO: ()}
