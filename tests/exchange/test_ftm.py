"""FollowTheMoney: the package accepts every entity as it is, and what is read back is what was written."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from exchange.contents import ATLAS, content, wild
from hypothesis import given, settings
from hypothesis import strategies as st

from interlock.exchange.content import Content
from interlock.exchange.evidence import told
from interlock.exchange.ftm_deeds import deeds
from interlock.exchange.ftm_model import ACTORS, KINDS_TO_FTM, PROPERTIES, RANGES, Entity, cleaned
from interlock.exchange.ftm_read import NotRelation, core, core_of
from interlock.exchange.ftm_statements import COLUMNS, entities_of_statements, statements_csv
from interlock.exchange.ftm_write import LossReport, ftm_entities
from interlock.exchange.records import entities_of_json
from interlock.vocabulary import Kind
from interlock.vocabulary.fact_codec import fact_to_record


def model() -> Any:
    """The model of the package."""
    return pytest.importorskip("followthemoney", reason="the package followthemoney is not installed (extra 'ftm')").model


def entities(made: Content, report: LossReport | None = None) -> list[Entity]:
    return [entity for entity, _ in ftm_entities(made, report or LossReport())]


def fault(number: int, reason: str) -> None:
    raise AssertionError(f"line {number}: {reason}")


def read_back(made: list[Entity]) -> dict[str, dict[str, Any]]:
    """What the entities say, by the id of the fact."""
    known = {each.id: each for each in made}
    found = {}
    for entity in made:
        try:
            found[entity.id.removeprefix("ilk-")] = core(entity, known)
        except NotRelation:
            continue
    return found


def test_the_tables_agree_with_the_package() -> None:
    """Each schema, property, type and range that is written is one of the model."""
    known = model()
    for schema, properties in PROPERTIES.items():
        found = known.get(schema)
        assert found is not None and not found.abstract, schema
        for name, of in properties.items():
            assert found.get(name) is not None, (schema, name)
            assert found.get(name).type.name == of, (schema, name)
            assert not found.get(name).stub
    for (schema, name), allowed in RANGES.items():
        range_ = known.get(schema).get(name).range
        fitting = {each for each in {*ACTORS.values()} if known.get(each).is_a(range_)}
        assert allowed >= fitting >= allowed & {*ACTORS.values()}, (schema, name)


def proxies(made: list[Entity]) -> list[Any]:
    """The entities as the package validates them, as `ftm validate` does."""
    from followthemoney.entity import ValueEntity

    found = []
    for entity in made:
        raw = ValueEntity.from_dict(json.loads(json.dumps(entity.record())), cleaned=False)
        raw.schema.validate(raw.to_dict())
        found.append(raw)
    return found


@settings(max_examples=40)
@given(wild())
def test_the_package_accepts_every_entity_and_changes_nothing(made: Content) -> None:
    """Names, figures and parked values pass its own cleaning and validation as they are; every reference fits its range."""
    known = model()
    written = entities(made)
    schemata = {each.id: each.schema for each in written}
    for entity, proxy in zip(written, proxies(written), strict=True):
        assert {name: sorted(values) for name, values in proxy.properties.items()} == {
            name: sorted(values) for name, values in entity.properties.items()
        }
        for name, values in entity.properties.items():
            of = known.get(entity.schema).get(name)
            assert of.range is None or all(known.get(schemata[value]).is_a(of.range) for value in values), (entity.schema, name)


@settings(max_examples=60)
@given(wild())
def test_a_fact_is_read_back_field_by_field(made: Content) -> None:
    """Through JSON lines, and through statements: all of it but what stands for many documents."""
    wanted = {fact.id: core_of(fact_to_record(fact)) for fact in made.facts}
    written = entities(made)
    lines = "".join(json.dumps(entity.record(), ensure_ascii=False) + "\n" for entity in written)
    assert read_back([line.entity for line in entities_of_json(io.StringIO(lines, newline="\n"), fault)]) == wanted
    rows = "".join(statements_csv(ftm_entities(made, LossReport()), "test", {}, {}))
    assert read_back([line.entity for line in entities_of_statements(io.StringIO(rows, newline=""), fault)]) == wanted


@settings(max_examples=30)
@given(wild())
def test_the_report_accounts_for_every_field_of_every_fact(made: Content) -> None:
    """For each field as many as have it are native, parked or lost."""
    report = LossReport()
    entities(made, report)
    rows = {row["field"]: row for row in report.rows()}
    for name in ("kind", "subject", "object", "status", "date", "role", "asset", "metric", "per"):
        held = sum(getattr(fact, name) is not None for fact in made.facts)
        assert held == (rows[name]["native"] + rows[name]["parked"] if name in rows else 0), name
    money = sum(fact.amount is not None and fact.amount.value is not None for fact in made.facts)
    assert money == (rows["amount.value"]["native"] + rows["amount.value"]["parked"] if "amount.value" in rows else 0)


def test_statements_are_those_of_the_package() -> None:
    """Its reader takes the rows, keeps their ids, and puts the same entities together from them."""
    model()
    from followthemoney.dataset import Dataset
    from followthemoney.statement import StatementEntity
    from followthemoney.statement.serialize import read_csv_statements

    written = {each.id: each for each in entities(content())}
    seen = dict.fromkeys(content().documents, "2026-11-26T08:00:00Z")
    text = "".join(statements_csv(ftm_entities(content(), LossReport()), "test", seen, {}))
    assert tuple(next(csv.reader(io.StringIO(text)))) == COLUMNS
    found: dict[str, list[Any]] = {}
    for statement in read_csv_statements(io.BytesIO(text.encode())):
        assert statement.generate_key() == statement.id
        found.setdefault(statement.canonical_id, []).append(statement)
    assert found.keys() == written.keys()
    dataset = Dataset.make({"name": "test", "title": "Test"})
    for key, rows in found.items():
        entity = StatementEntity.from_statements(dataset, rows)
        assert entity.schema.name == written[key].schema
        assert {name: sorted(entity.get(name)) for name in entity.properties} == {
            name: sorted(values) for name, values in written[key].properties.items()
        }
    quotes = [row for rows in found.values() for row in rows if row.prop == "summary"]
    assert quotes and all(row.lang == "eng" and row.origin and row.first_seen for row in quotes)


def main(kind: Kind) -> tuple[Entity, list[Entity], dict[str, Entity]]:
    """The entity of the first fact of a kind, those beside it, and all by id."""
    written = {each.id: each for each in entities(content())}
    (fact, *_) = [fact for fact in content().facts if fact.kind is kind]
    own = f"ilk-{fact.id}"
    return written[own], [each for key, each in written.items() if key.startswith(f"{own}-")], written


def test_money_keeps_its_direction() -> None:
    """A payment goes from the buyer to the seller, who are adjacent; the award and the contract stand beside it."""
    award, beside, every = main(Kind.LEASES_FROM)
    payment = next(each for each in beside if each.schema == "Payment")
    assert award.schema == "ContractAward"
    assert every[payment.properties["payer"][0]].first("name") == "OpenAI"
    assert every[payment.properties["beneficiary"][0]].first("name") == "Nvidia"
    assert payment.properties["amountUsd"] == ["350000000000"]


def test_a_debt_points_from_the_debtor_to_the_creditor() -> None:
    """The reverse of its payment."""
    debt, (payment,), _ = main(Kind.LENDS_TO)
    assert debt.properties["creditor"] == payment.properties["payer"]
    assert debt.properties["debtor"] == payment.properties["beneficiary"]


def test_what_is_denied_or_only_talked_of_owns_nothing() -> None:
    """It is a link with its status, and nobody pays."""
    for kind, status in ((Kind.ACQUIRES, "denied"), (Kind.GUARANTEES, "talks")):
        link, beside, _ = main(kind)
        assert (link.schema, link.properties["status"], beside) == ("UnknownLink", [status], [])


def test_a_post_that_was_left_for_another_has_ended() -> None:
    """The origin of a move is a second employment, which ended."""
    hired, (left,), every = main(Kind.HIRES)
    assert every[hired.properties["employer"][0]].first("name") == "Meta"
    assert every[left.properties["employer"][0]].first("name") == "OpenAI"
    assert left.properties["endDate"] == ["2025-07"]


def test_ids_depend_on_content_alone() -> None:
    """Two exports give the same entities in the same order."""
    assert [each.record() for each in entities(content())] == [each.record() for each in entities(content())]


def test_cleaning_is_that_of_the_package() -> None:
    """For every type that is written, also of what it refuses."""
    model()
    from exchange.contents import HOSTILE
    from followthemoney.types import registry

    others = [
        "",
        "  ",
        "2025-W44",
        "2025-10-06T12:00:00Z",
        "http://x",
        "https://x.example/a b",
        "x" * 2000,
        "he",
        "zh-Hant",
        "und",
    ]
    for of in ("name", "text", "string", "date", "language", "identifier"):
        for value in (*HOSTILE, *others):
            kept = registry.get(of).clean(value)
            if kept is not None and len(kept) > registry.get(of).max_length:
                kept = None
            ours = cleaned(of, value)
            if of in ("date", "language") and ours is None:
                continue  # what is no ISO date or tag is never put there
            assert ours == kept, (of, value)


def test_every_kind_has_a_place() -> None:
    """A schema of its own, a link, or a note."""
    assert {main(fact.kind)[0].schema for fact in content().facts} >= {
        "Ownership",
        "Debt",
        "ContractAward",
        "UnknownLink",
        "Note",
    }
    assert set(KINDS_TO_FTM) <= set(Kind)


@settings(max_examples=60)
@given(wild())
def test_every_fact_of_our_own_file_becomes_a_claim_that_says_the_same(made: Content) -> None:
    """With hostile names and texts, too: kind, status, figures, texts, quoted from the record; or it is told to be too long."""
    lines = "".join(json.dumps(entity.record(), ensure_ascii=False) + "\n" for entity in entities(made))
    facts, reasons = {fact.id: fact for fact in made.facts}, list[str]()
    read = entities_of_json(io.StringIO(lines, newline="\n"), fault)
    found = [deed for _, deed in deeds(read, "own", ATLAS, lambda _, why: reasons.append(why), lambda _, why: None)]
    for deed in found:
        fact = facts.pop(str(deed.mark))
        try:
            document, claim = told(deed, "import:ftm")
        except ValueError as error:
            assert "characters; a quote holds" in str(error)
            continue
        evidence = claim.evidence
        assert document.text[evidence.start : evidence.end] == evidence.quote
        assert (claim.kind, claim.status, claim.metric, claim.per, claim.date) == (
            fact.kind,
            fact.status,
            fact.metric,
            fact.per,
            fact.date,
        )
        assert (claim.asset, claim.role, claim.unit) == (fact.asset, fact.role, fact.unit)
        assert claim.quantities().keys() == fact.quantities().keys()
        for name, quantity in claim.quantities().items():
            assert replace(quantity, text="") == replace(fact.quantities()[name], text="")
            assert quantity.text in evidence.quote
    assert not facts and not reasons


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["id", "name", "kind", "value"]), inner)
    ),
    max_leaves=6,
)
MARKED = (
    "kind",
    "amount",
    "share",
    "count",
    "date",
    "status",
    "role",
    "asset",
    "metric",
    "origin",
    "subject",
    "notes",
    "since",
    "of",
)


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(MARKED), JSON), st.dictionaries(st.sampled_from(["id", "name", "kind", "members"]), JSON))
def test_whatever_is_parked_in_a_foreign_file_gives_a_claim_or_a_reason(mark: dict[str, Any], named: dict[str, Any]) -> None:
    """Never another error, and never a claim whose quote is not in its document."""
    records = [
        {"id": "a", "schema": "Company", "properties": {"name": ["Evil Corp"], "notes": ["interlock:" + json.dumps(named)]}},
        {"id": "b", "schema": "Company", "properties": {"name": ["Corvin Lys"]}},
        {
            "id": "o",
            "schema": "Ownership",
            "properties": {"owner": ["a"], "asset": ["b"], "description": ["interlock:" + json.dumps(mark)]},
        },
        {
            "id": "s",
            "schema": "Sanction",
            "properties": {"entity": ["a"], "authority": ["X"], "description": ["interlock:" + json.dumps(mark)]},
        },
    ]
    reasons: list[str] = []
    lines = entities_of_json((json.dumps(each) for each in records), fault)
    for _, deed in deeds(lines, "evil", ATLAS, lambda _, why: reasons.append(why), lambda _, why: reasons.append(why)):
        try:
            document, claim = told(deed, "import:ftm")
        except ValueError as error:
            reasons.append(str(error))
            continue
        assert document.text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        assert claim.subject.id != "openai"
    assert all(reasons)
