"""Firms of one name that the atlas does not know: one, perhaps two, or two."""

from __future__ import annotations

from pathlib import Path

import pytest
from resolution.press import LEARNED, Told, actor, claim, document, dollars, firm, person

from interlock.atlas import load_atlas
from interlock.ledger import LedgerWriter
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.answers_judging import open_candidates
from interlock.pipeline.judging import judge
from interlock.pipeline.resolving import resolve_ledger
from interlock.resolution import resolve
from interlock.resolution.nodes import heads_of
from interlock.vocabulary import Actor, ActorKind, Claim, Kind, Status, Verdict

ATLAS = load_atlas()
ORION = firm("Orion Loop")
FUND = actor("Orion Loop", ActorKind.FUND)


def led(by: str, one: Actor = ORION, role: str = "CEO") -> Claim:
    return claim(Kind.LEADS, person(by), one, Status.DONE, role=role)


def paper(name: str, *claims: Claim, day: str = "2026-02-10") -> Told:
    return document(name, day, list(claims), words=f"{name} says so")


def bought(one: Actor, by: str) -> Claim:
    return claim(Kind.BUYS_FROM, firm(by), one, amount=dollars(5e8))


def ids(*papers: Told) -> set[str]:
    """The identities that go by the name."""
    return {each.id for each in resolve(papers, atlas=ATLAS).identities if each.name == "Orion Loop"}


FIRST = paper("a", led("Dana Weiss"), bought(ORION, "Norvik"))


@pytest.mark.parametrize(
    ("claims", "heads"),
    [
        ([led("Dana Weiss")], {"orion-loop": "~dana-weiss"}),
        ([led("Dana Weiss"), led("Tom Hale")], {}),  # two who lead one firm
        ([led("Weiss")], {}),  # half a name
        ([led("Dana Weiss", role="co-founder")], {}),  # a firm has several
        ([led("Jensen Huang", firm("Nvidia"))], {}),  # the atlas knows the firm
    ],
)
def test_who_leads_a_firm_in_a_document(claims: list[Claim], heads: dict[str, str]) -> None:
    assert heads_of(claims, ATLAS) == heads


def test_another_who_leads_it_alone_leaves_it_one() -> None:
    """Firms change who leads them more often than two unknown ones have one name."""
    assert ids(FIRST, paper("b", led("Tom Hale"), bought(ORION, "Brenwick"))) == {"firm:orion-loop"}


def test_another_kind_alone_leaves_it_one() -> None:
    assert ids(FIRST, paper("b", bought(FUND, "Brenwick"))) == {"firm:orion-loop"}


def test_another_who_leads_it_and_another_kind_make_two() -> None:
    second = paper("b", led("Tom Hale", FUND), bought(FUND, "Norvik"), day="2026-06-10")
    assert ids(FIRST, second) == {"firm:orion-loop", "firm:orion-loop~tom-hale"}
    facts = [fact for fact in resolve([FIRST, second], atlas=ATLAS).facts if fact.kind is Kind.BUYS_FROM]
    assert len({fact.object.id for fact in facts if fact.object}) == 2


def test_one_who_leads_it_in_two_scripts_is_one() -> None:
    assert ids(FIRST, paper("b", led("דנה וייס", FUND), bought(FUND, "Brenwick"))) == {"firm:orion-loop"}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A name with two who lead it, and a document that names none."""
    path = tmp_path / "l.db"
    papers = [FIRST, paper("b", led("Tom Hale"), bought(ORION, "Brenwick")), paper("c", bought(ORION, "Quillon"))]
    with LedgerWriter(path) as writer:
        writer.begin_run(LEARNED, ["hand/1"], [])
        for made, claims in papers:
            writer.add(made, {"hand/1": claims}, LEARNED)
    resolve_ledger(path)
    return path


def named(ledger: Path) -> set[str]:
    with ResolvedView(ledger) as view:
        return {each.id for each in view.identities() if each.name == "Orion Loop"}


def test_perhaps_two_are_asked_about_and_parted_by_a_judgement(ledger: Path) -> None:
    (candidate,) = (each for each in open_candidates(ledger) if "orion-loop" in each.left.id)
    assert (candidate.left.id, candidate.right.id) == ("firm:orion-loop~dana-weiss", "firm:orion-loop~tom-hale")
    assert "may be two" in candidate.why
    assert named(ledger) == {"firm:orion-loop"}
    judge(ledger, Verdict.DIFFERENT, candidate.left.id, candidate.right.id, "ada", "another firm", when=LEARNED)
    resolve_ledger(ledger)
    assert named(ledger) == {"firm:orion-loop", "firm:orion-loop~tom-hale"}
    assert not [each for each in open_candidates(ledger) if "orion-loop" in each.left.id]


def test_a_judgement_on_the_name_holds_for_whoever_leads_it(ledger: Path) -> None:
    judge(ledger, Verdict.SAME, "Orion Loop", "Quillon", "ada", "renamed", when=LEARNED)
    resolve_ledger(ledger)
    with ResolvedView(ledger) as view:
        (one,) = (each for each in view.identities() if "Orion Loop" in each.names)
    assert {node.partition("~")[0] for node in one.nodes} == {"firm:orion-loop", "firm:quillon"}
