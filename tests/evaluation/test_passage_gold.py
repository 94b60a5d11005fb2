"""Labelled passages as gold records: what the scorer is told of each claim."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from evaluation.composed import SOUND, changed, sound

from interlock.evaluation import score_document
from interlock.evaluation.passage_gold import gold_records

HEAD, CLAIMS = SOUND.split("--- claims\n")
LEASE, LOAN, PART = CLAIMS.splitlines()


def record_of(folder: Path, line: str, head: str = HEAD) -> dict[str, Any]:
    """The gold record of a claim line."""
    (record,) = gold_records(sound(folder, f"{head}--- claims\n{line}\n"))
    return record


def test_a_claim_is_a_record_of_a_gold_file(tmp_path: Path) -> None:
    """Kind, names, quote, and the quantities with what is said of them; nothing that is not said."""
    assert record_of(tmp_path, LEASE) == {
        "kind": "leases_from",
        "subject": "Cobalt AI",
        "object": "Meridian Grid",
        "quote": "agreed to lease 120 megawatts from Meridian Grid for up to $1.4bn",
        "core": True,
        "power": {"value": 120e6, "bound": "exact"},
        "amount": {"value": 1.4e9, "bound": "at_most", "currency": "USD"},
    }


def test_there_is_a_record_for_every_claim_in_order(tmp_path: Path) -> None:
    """A part names the label of its total."""
    records = gold_records(sound(tmp_path))
    assert [(record["kind"], record.get("part_of")) for record in records] == [
        ("leases_from", None),
        ("lends_to", None),
        ("lends_to", "t1"),
    ]


def test_a_name_is_known_by_the_forms_that_the_text_gives_it(tmp_path: Path) -> None:
    """The English name first; the pronoun is none."""
    head = changed("cobalt = Cobalt AI : company", "cobalt = Cobalt Artificial Intelligence : company", HEAD)
    assert record_of(tmp_path, LEASE, head)["subject"] == "Cobalt Artificial Intelligence|Cobalt AI"


@pytest.mark.parametrize(
    ("first", "later", "is_form"),
    [
        ("Perplexity", "it", False),
        ("Nearwater Power", "We", False),
        ("Cobalt AI", "the lab", False),
        ("Cobalt AI", "Cobalt", True),
        ("Cobalt", "Cobalt AI", True),
        ("COBALT", "Cobalt", True),
        ("神曜科技", "神曜", True),
        ("神曜科技", "該公司", False),
        ("內地GPU商神曜", "神曜", True),
        ("אמבארלה", "לה", False),
        ("אמבארלה", "חברת אמבארלה", True),
    ],
)
def test_a_later_mention_is_a_form_where_one_holds_the_other(tmp_path: Path, first: str, later: str, is_form: bool) -> None:
    """In whole words: a pronoun is no form of a name that happens to have its letters."""
    head = changed("[Cobalt AI|cobalt] rents", f"[{first}|cobalt] rents", changed("said [it|", f"said [{later}|", HEAD))
    forms = record_of(tmp_path, LEASE, head)["subject"].split("|")
    assert forms[:2] == ["Cobalt AI", first] if first != "Cobalt AI" else forms[0] == first
    assert (later in forms) == is_form


def test_an_actor_that_is_not_marked_has_its_english_name(tmp_path: Path) -> None:
    """Who is inferred has no form in the text."""
    head = changed("--- actors\n", "--- actors\nsilent = Silent Partners : fund\n", HEAD)
    assert record_of(tmp_path, "owns silent > meridian ; q {rents halls}", head)["subject"] == "Silent Partners"


def test_a_group_is_said_to_be_one(tmp_path: Path) -> None:
    """The scorer compares groups by their numbers."""
    assert record_of(tmp_path, LOAN)["subject"] == "group: two banks"


def test_the_author_is_the_voice_of_the_document(tmp_path: Path) -> None:
    """As the readers call it."""
    record = record_of(tmp_path, "says author > cobalt ; q {pays if the halls open}")
    assert (record["subject"], record["object"]) == ("document author", "Cobalt AI")


def test_joint_parties_stand_beside_the_first(tmp_path: Path) -> None:
    """Naming one of them is right too."""
    record = record_of(tmp_path, "lends_to banks+alto > cobalt+meridian ; q {Two banks lend it}")
    assert (record["subject"], record["co_subjects"]) == ("group: two banks", ["Banco Alto|Alto"])
    assert (record["object"], record["co_objects"]) == ("Cobalt AI", ["Meridian Grid"])


def test_a_single_party_has_nobody_beside_it(tmp_path: Path) -> None:
    """The keys are not there."""
    assert not {"co_subjects", "co_objects"} & set(record_of(tmp_path, LEASE))


def test_no_object_is_null(tmp_path: Path) -> None:
    """Also of a report."""
    assert record_of(tmp_path, "reports cobalt ; metric revenue ; q {rents halls}")["object"] is None
    assert record_of(tmp_path, "leases_from cobalt ; q {rents halls}")["object"] is None


def test_a_range_has_both_ends_and_no_value(tmp_path: Path) -> None:
    """As a quantity of the vocabulary."""
    record = record_of(tmp_path, "lends_to banks > cobalt ; amount 2e9..3e9 USD {$3bn} ; q {Two banks lend it $3bn}")
    assert record["amount"] == {"low": 2e9, "high": 3e9, "bound": "between", "currency": "USD"}


def test_a_count_has_its_unit(tmp_path: Path) -> None:
    """Nought is a value."""
    record = record_of(tmp_path, "buys_from cobalt > meridian ; count 0 at_least halls {120} ; q {120 megawatts}")
    assert record["count"] == {"value": 0.0, "bound": "at_least", "unit": "halls"}


def test_whatever_else_is_said_stands_in_the_record(tmp_path: Path) -> None:
    """Sources and origin by name, the condition in its words."""
    record = record_of(
        tmp_path,
        "leases_from cobalt > meridian ; asset power ; status agreed {agreed} ; date 2026-03 ; period P7Y ; per year"
        " ; by diaz+banks ; deal d1 ; condition {if the halls open} ; note hyperbole ; minor ; q {agreed to lease}",
    )
    wanted = {
        "asset": "power",
        "status": "agreed",
        "date": "2026-03",
        "period": "P7Y",
        "per": "year",
        "attributed_to": ["Omar Diaz", "group: two banks"],
        "deal": "d1",
        "condition": "if the halls open",
        "notes": ["hyperbole"],
        "core": False,
    }
    assert {name: record[name] for name in wanted} == wanted
    assert record_of(tmp_path, "hires cobalt > diaz ; origin meridian ; q {rents halls}")["origin"] == "Meridian Grid"
    assert record_of(tmp_path, "leads diaz > meridian ; role chief ; q {rents halls}")["role"] == "chief"
    assert record_of(tmp_path, "ranks cobalt > meridian ; position 3 ; q {rents halls}")["position"] == 3


def test_another_reading_has_kind_and_parties(tmp_path: Path) -> None:
    """Joint ones too."""
    record = record_of(tmp_path, f"{LEASE} ; or buys_from cobalt > meridian+alto")
    assert record["or"] == [
        {"kind": "buys_from", "subject": "Cobalt AI", "object": "Meridian Grid", "co_objects": ["Banco Alto|Alto"]}
    ]


def test_gold_read_as_a_reader_would_give_it_is_all_right(tmp_path: Path) -> None:
    """Every claim found, every figure, status and bound: the scorer understands the records."""
    passage = sound(tmp_path, f"{HEAD}--- claims\n{LEASE} ; status agreed {{agreed}}\n{LOAN}\n{PART}\n")
    golds = gold_records(passage)
    claims = [
        record
        | {
            "subject": {"name": record["subject"], "kind": "group" if record["subject"].startswith("group") else "company"},
            "object": {"name": record["object"], "kind": "company"},
            "evidence": {"start": claim.evidence.start, "end": claim.evidence.end, "quote": claim.evidence.text},
        }
        for record, claim in zip(golds, passage.claims, strict=True)
    ]
    totals = score_document(golds, claims, passage.text)
    assert (totals.measures["edges"].f1, totals.measures["full"].f1) == (1.0, 1.0)
    assert (totals.shares["bound"].right, totals.shares["bound"].asked) == (4, 4)
    assert (totals.shares["status"].right, totals.shares["status"].asked) == (1, 1)
