"""The table of kinds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from interlock.vocabulary import KINDS, METRICS, ActorKind, Kind

SHARED = Path(__file__).resolve().parents[3] / "shared" / "design" / "vocabulary.md"


def test_every_kind_has_one_row() -> None:
    """The table and the enumeration hold the same kinds."""
    assert set(KINDS) == set(Kind)


@pytest.mark.skipif(not SHARED.exists(), reason="the specification lies beside the repository only where it is developed")
def test_kinds_and_metrics_are_those_of_the_specification() -> None:
    """No kind and no metric is missing or added."""
    text = SHARED.read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \| \S+ (?:→|or)", text, re.M)) == {str(kind) for kind in Kind}
    metrics = text[text.index("`metric` is one of:") : text.index("The direction is always")]
    assert set(re.findall(r"`(\w+)`", metrics)) - {"metric"} == set(METRICS)


def test_only_reports_has_no_object() -> None:
    """A figure about itself has no counterparty; every other kind names who may stand there."""
    assert [row.kind for row in KINDS.values() if not row.object] == [Kind.REPORTS]


@pytest.mark.parametrize("kind", [Kind.INVESTS_IN, Kind.BUYS_FROM, Kind.LENDS_TO, Kind.GUARANTEES, Kind.LEVIES])
def test_deals_say_what_moves(kind: Kind) -> None:
    """Kinds that move money say which way."""
    assert KINDS[kind].deal
    assert KINDS[kind].money is not None


def test_a_group_may_stand_wherever_a_firm_or_people_may() -> None:
    """Joint subjects and people named by count are groups."""
    for row in KINDS.values():
        if ActorKind.COMPANY in row.subject or ActorKind.PERSON in row.subject:
            assert ActorKind.GROUP in row.subject, row.kind
