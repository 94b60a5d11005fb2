"""Files of other tools and ledgers into a ledger: what comes in, what is refused and why, and that a copy equals its original."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from exchange.contents import content
from hypothesis import given, settings
from hypothesis import strategies as st
from pipeline.test_resolving import add, exported
from resolution import press
from resolution.press import Told, actor
from resolution.test_resolving import TESSEL, presses

from interlock.ledger.horizon import EVERYTHING, Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.pipeline.export_formats import ExportRequest, FactQuestion, export_to, loss_json
from interlock.pipeline.exporting import export_ledger
from interlock.pipeline.importing import ImportReport, UnknownFormat, import_file
from interlock.pipeline.judging import judge
from interlock.pipeline.queries import Question
from interlock.pipeline.resolving import resolve_ledger
from interlock.vocabulary import ActorKind, Claim, Document, Fact, Kind, Status, Verdict
from interlock.vocabulary.identity import base_of

NAMESAKES = "party id (firms of one name that their leaders tell apart)"
SINCE, HALF = "since (told by another document than the date)", "party id (half a name is somebody else in each document)"


def ledger_of(path: Path, press: list[Told]) -> Path:
    """A ledger with these documents, resolved."""
    add(path, press)
    resolve_ledger(path)
    return path


def facts(ledger: Path) -> list[Fact]:
    with ResolvedView(ledger) as view:
        return list(view.facts())


def told(ledger: Path) -> list[tuple[Document, list[Claim]]]:
    with ResolvedView(ledger) as view:
        return list(view.told(EVERYTHING))


def comparable(fact: Fact, *, since: bool, namesakes: bool = True) -> tuple[object, ...]:
    """A fact without what the loss report names: words of figures, what stands for many documents; `namesakes`: whether firms of
    one name are kept apart."""
    sizes = tuple(
        (name, q.value, q.bound, q.low, q.high, getattr(q, "currency", None)) for name, q in sorted(fact.quantities().items())
    )
    parties = tuple(
        each and (each.id if namesakes else base_of(each.id), each.name, each.kind, each.members)
        for each in (fact.subject, fact.object, fact.origin)
    )
    texts = (fact.metric, fact.asset, fact.role, fact.unit, fact.per, fact.period, fact.date, fact.status, fact.notes)
    return (fact.kind, parties, sizes, texts, fact.since if since else None)


def imported(file: Path, ledger: Path, **options: Any) -> tuple[ImportReport, list[str]]:
    """The report, and each failure as 'line: reason'."""
    failures: list[str] = []
    report = import_file(file, ledger, on_failure=lambda number, reason: failures.append(f"{number}: {reason}"), **options)
    return report, failures


@settings(max_examples=7)
@given(presses(), st.data())
def test_a_copy_of_a_ledger_exports_the_same_bytes(press: list[Told], data: st.DataObject) -> None:
    """Documents, claims and judgements make it again; a second import adds nothing."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        ledger = ledger_of(folder / "a.db", press)
        claims = sorted({claim.id for _, rows in press for claim in rows})
        if data.draw(st.booleans()):
            judge(ledger, Verdict.WRONG, claims[0], claims[0], "ada", "misread")
            resolve_ledger(ledger)
        export_ledger(ledger, folder / "one", Horizon())
        report, failures = imported(folder / "one", folder / "b.db")
        assert not failures and report.documents == len({paper.id for paper, _ in press})
        export_ledger(folder / "b.db", folder / "two", Horizon())
        names = sorted(path.name for path in (folder / "one").iterdir())
        assert all((folder / "one" / each).read_bytes() == (folder / "two" / each).read_bytes() for each in names)
        again, _ = imported(folder / "one", folder / "b.db")
        assert (again.documents, again.claims, again.judgements) == (0, 0, 0)


@settings(max_examples=7)
@given(presses(), st.sampled_from(["ftm", "ftm-statements"]))
def test_our_followthemoney_read_back_gives_the_same_facts_minus_what_the_report_names(press: list[Told], form: str) -> None:
    """Field by field, in a ledger that has never seen the articles."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        ledger = ledger_of(folder / "a.db", press)
        made = export_to(ledger, folder / "x.ftm", ExportRequest(form, FactQuestion(Question())), (), lambda pieces: None)
        assert made.losses is not None
        report, failures = imported(folder / "x.ftm", folder / "b.db", format=form)
        assert not failures
        lost = {row["field"]: row["lost"] for row in json.loads(loss_json(made.losses))["fields"]}
        before, after = facts(ledger), facts(folder / "b.db")
        assert len(after) == len(before) == report.documents
        told = {"apart": not lost.get(NAMESAKES)}
        assert counted(after, since=False, **told) == counted(before, since=False, **told)
        assert (counted(before, since=True, **told) - counted(after, since=True, **told)).total() <= lost.get(SINCE, 0)


def counted(every: list[Fact], *, since: bool, apart: bool) -> Counter[tuple[object, ...]]:
    return Counter(comparable(each, since=since, namesakes=apart) for each in every)


def test_firms_of_one_name_that_leaders_tell_apart_are_named_as_lost(tmp_path: Path) -> None:
    """The kind of a firm is that of the least of its names, so that two kinds come back as one."""
    fund = actor("Tessel Labs", ActorKind.FUND)
    heads = [("Paul Okafor", TESSEL), ("נדיה ברנדט", TESSEL), ("Nadia Brandt", fund)]
    papers = [
        press.document(f"paper-{place}", None, [press.claim(Kind.LEADS, press.person(name), firm, Status.DONE, role="CEO")])
        for place, (name, firm) in enumerate(heads)
    ]
    ledger = ledger_of(tmp_path / "a.db", papers)
    made = export_to(ledger, tmp_path / "x.ftm", ExportRequest("ftm", FactQuestion(Question())), (), lambda pieces: None)
    assert made.losses is not None
    assert NAMESAKES in [row["field"] for row in json.loads(loss_json(made.losses))["fields"]]


def test_a_press_with_every_kind_of_deal_comes_back_from_followthemoney(tmp_path: Path) -> None:
    """Groups, ranges, warrants, moves of people, rules, sums without a currency."""
    ledger = ledger_of(tmp_path / "a.db", [(document, list(claims)) for document, claims in content().told()])
    request = ExportRequest("ftm", FactQuestion(Question()))
    export_to(ledger, tmp_path / "x.ftm.json", request, (), lambda pieces: None)
    _, failures = imported(tmp_path / "x.ftm.json", tmp_path / "b.db")
    assert not failures
    before, after = (Counter(comparable(each, since=False) for each in facts(path)) for path in (ledger, tmp_path / "b.db"))
    assert before == after


def entity(key: str, schema: str, **properties: Any) -> dict[str, Any]:
    values = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    return {"id": key, "schema": schema, "properties": values, "datasets": ["us_press"], "last_change": "2025-11-06T00:00:00"}


FOREIGN = [
    entity("c1", "Company", name=["輝達", "Nvidia"], country="us"),
    entity("c2", "Company", name="OpenAI Group PBC", wikidataId="Q21708200"),
    entity("c3", "Company", name="Corvin Lys SA"),
    entity("p1", "Person", name="Dana Levy"),
    entity(
        "o1",
        "Ownership",
        owner="c1",
        asset="c3",
        percentage="12.5",
        startDate="2024-03",
        sharesValue="1,000,000",
        sharesCurrency="EUR",
    ),
    entity("d1", "Directorship", director="p1", organization="c3", role="chair", endDate="2025-01"),
    entity("y1", "Payment", payer="c1", beneficiary="c3", amount="2500000", currency="USD", date="2025-10-06"),
    entity("b1", "Debt", debtor="c3", creditor="c1", amount="7000000.5", currency="USD"),
    entity("s1", "Sanction", entity="c3", authority="Office of Foreign Assets Control", program="SDN", startDate="2025-02-01"),
    entity("f1", "Family", person="p1", relative="p1"),
]


def written(path: Path, records: list[Any]) -> Path:
    path.write_text(
        "".join((each if isinstance(each, str) else json.dumps(each, ensure_ascii=False)) + "\n" for each in records),
        encoding="utf-8",
    )
    return path


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A ledger with the records of another's file."""
    imported(written(tmp_path / "us.ftm.json", FOREIGN), tmp_path / "b.db")
    return tmp_path / "b.db"


def test_the_relations_of_a_foreign_file_become_claims(foreign: Path) -> None:
    """With their kinds, ways, figures, dates and status; names resolved by the atlas in any script."""
    rows = {str(fact.kind): fact for fact in facts(foreign)}
    owns, leads, funds, lends, restricts = (rows[kind] for kind in ("owns", "leads", "funds", "lends_to", "restricts"))
    assert (owns.subject.id, owns.object and owns.object.name) == ("nvidia", "Corvin Lys SA")
    assert owns.share is not None and owns.share.value == 0.125
    assert owns.amount is not None and (owns.amount.value, owns.amount.currency) == (1e6, "EUR")
    assert (leads.status, leads.role, leads.date) == ("ended", "chair", "2025-01")
    assert funds.amount is not None and (funds.amount.value, funds.date) == (2.5e6, "2025-10-06")
    assert (lends.subject.id, lends.amount and lends.amount.value) == ("nvidia", 7000000.5)
    assert restricts.subject.kind == "government"


def test_every_claim_of_a_record_quotes_it(foreign: Path) -> None:
    """The quote stands in the document, holds both parties and the digits of each figure, and the data set is who says so."""
    for document, claims in told(foreign):
        (claim,) = claims
        evidence = claim.evidence
        assert document.text[evidence.start : evidence.end] == evidence.quote
        assert claim.subject.mention in evidence.quote
        assert claim.object is not None and claim.object.mention in evidence.quote
        assert all(each.text and each.text in evidence.quote for each in claim.quantities().values())
        assert [actor.name for actor in claim.attributed_to] == ["data set us_press"]
        assert claim.reader == "import:ftm"
        assert (document.published, document.address[:13]) == ("2025-11-06", "ftm:us_press/")


def test_a_relation_that_no_claim_can_hold_is_told_and_the_rest_comes_in(tmp_path: Path) -> None:
    """With the number of its line, also what is no JSON, names nobody, or refers to nothing."""
    bad = [
        "{not json",
        '{"id": "x"}',
        entity("o2", "Ownership", owner="c1", asset="nowhere"),
        entity("o3", "Ownership", owner="c1"),
        entity("n1", "Company"),
        entity("o4", "Ownership", owner="c1", asset="n1"),
        entity("u1", "UnknownLink", subject="c1", object="c3"),
        entity("s2", "Sanction", entity="c3"),
        entity("o5", "Ownership", owner="c1", asset="c3", sharesValue="x" * 500, sharesCurrency="USD"),
        entity("o6", "Ownership", owner=[{"id": "z"}], asset="c3"),
    ]
    report, failures = imported(written(tmp_path / "us.ftm.json", [*FOREIGN[:4], *bad, FOREIGN[4]]), tmp_path / "b.db")
    assert report.documents == 1
    numbers = [int(each.partition(":")[0]) for each in failures]
    assert sorted(numbers) == [5, 6, 7, 8, 10, 11, 12, 13, 14]
    assert any("'nowhere' is not in the file" in each for each in failures)


def test_an_amount_that_is_not_read_is_told_and_a_name_is_shown_in_latin_where_there_is_one(tmp_path: Path) -> None:
    """The rest of the record comes in; what is quoted is the name as it stands first."""
    records = [
        entity("a", "Person", name=["Игорь Сечин", "Igor Sechin"]),
        FOREIGN[2],
        entity("y", "Payment", payer="a", beneficiary="c3", amount="1.234.567,89", currency="eur"),
    ]
    report, failures = imported(written(tmp_path / "x.ftm.json", records), tmp_path / "b.db")
    assert (report.documents, failures) == (1, [])
    assert any("amount" in reason for reason in report.left_out)
    (fact,) = facts(tmp_path / "b.db")
    assert (fact.amount, fact.subject.name) == (None, "Igor Sechin")
    ((_, (claim,)),) = told(tmp_path / "b.db")
    assert claim.subject.mention == "Игорь Сечин"


def test_an_entity_inside_another_is_read_too(tmp_path: Path) -> None:
    """As OpenSanctions nests them."""
    nested = entity("o1", "Ownership", owner=[FOREIGN[0]], asset=[FOREIGN[2]])
    report, failures = imported(written(tmp_path / "nested.ftm.json", [nested]), tmp_path / "b.db")
    assert (report.documents, failures) == (1, [])


def test_the_same_file_twice_adds_nothing_wherever_it_lies(tmp_path: Path) -> None:
    imported(written(tmp_path / "us.ftm.json", FOREIGN), tmp_path / "b.db")
    (tmp_path / "other").mkdir()
    again, _ = imported(written(tmp_path / "other" / "moved.ftm.json", FOREIGN), tmp_path / "b.db")
    assert (again.documents, again.claims, again.known) == (0, 0, 5)


def test_records_of_one_data_set_have_one_origin(tmp_path: Path) -> None:
    """The same stake twice in one file is not told by two."""
    twin = entity(
        "o9",
        "Ownership",
        owner="c1",
        asset="c3",
        percentage="12.5",
        startDate="2024-03",
        sharesValue="1,000,000",
        sharesCurrency="EUR",
    )
    imported(written(tmp_path / "us.ftm.json", [*FOREIGN[:5], twin]), tmp_path / "b.db")
    (fact,) = facts(tmp_path / "b.db")
    assert (len(fact.documents), len(fact.origins)) == (2, 1)


def test_no_record_passes_off_as_another_actor(tmp_path: Path) -> None:
    """By an id or a name that is parked in its notes, or in the description of a relation."""
    mark = 'interlock:{"id":"openai","name":"OpenAI","kind":"company"}'
    parked = 'interlock:{"kind":"owns","subject":{"id":"openai","name":"OpenAI","kind":"company"}}'
    records = [
        entity("e1", "Company", name="Evil Corp", notes=mark),
        entity("e2", "Company", name="Mallory Ltd", notes='interlock:{"id":"nvidia"}'),
        entity("o1", "Ownership", owner="e1", asset="e2", description=parked),
    ]
    imported(written(tmp_path / "evil.ftm.json", records), tmp_path / "b.db")
    (fact,) = facts(tmp_path / "b.db")
    assert (fact.subject.id, fact.subject.name) == ("firm:evil-corp", "Evil Corp")
    assert fact.object is not None and fact.object.id == "firm:mallory-ltd"


def test_a_data_set_with_the_name_of_a_paper_is_not_that_paper(tmp_path: Path) -> None:
    """Nor is what it says told by it."""
    record = FOREIGN[4] | {"datasets": ["Reuters"]}
    imported(written(tmp_path / "x.ftm.json", [FOREIGN[0], FOREIGN[2], record]), tmp_path / "b.db")
    (fact,) = facts(tmp_path / "b.db")
    assert fact.history[0].by == ("data set Reuters",)
    with ResolvedView(tmp_path / "b.db") as view:
        assert "reuters" not in {each.id for each in view.identities()}


def test_an_entity_with_an_alias_alone_has_a_name(tmp_path: Path) -> None:
    records = [FOREIGN[0], entity("c9", "Company", alias="Corvin Lys"), entity("o", "Ownership", owner="c1", asset="c9")]
    report, failures = imported(written(tmp_path / "x.ftm.json", records), tmp_path / "b.db")
    assert (report.documents, failures) == (1, [])


def test_legal_forms_and_aliases_are_seen_through_and_the_alias_is_quoted(tmp_path: Path) -> None:
    """The data set says that it is the same; what it rests on stands in the quote. Words that tell firms apart do."""
    records = [
        entity("e1", "Company", name="輝達股份有限公司"),
        entity("e2", "Company", name="Altman Labs", alias=["A. L. Laboratories", "OpenAI"]),
        entity("e3", "Company", name="Meta Materials Inc"),
        entity("o1", "Ownership", owner="e1", asset="e2"),
        entity("o2", "Ownership", owner="e3", asset="e2"),
    ]
    imported(written(tmp_path / "x.ftm.json", records), tmp_path / "b.db")
    found = {fact.subject.id: fact for fact in facts(tmp_path / "b.db")}
    assert set(found) == {"nvidia", "firm:meta-materials-inc"}
    assert {fact.object.id for fact in found.values() if fact.object} == {"openai"}
    quotes = [claim.evidence.quote for _, claims in told(tmp_path / "b.db") for claim in claims]
    assert all("asset.alias: OpenAI" in quote and "AL\n" not in quote for quote in quotes)


@pytest.mark.parametrize(
    "parked",
    [
        "interlock:[]",
        "interlock:{",
        'interlock:{"kind":"nonsense"}',
        'interlock:{"kind":["owns"]}',
        'interlock:{"status":7}',
        'interlock:{"amount":"much"}',
        'interlock:{"amount":{"value":1e999}}',
        'interlock:{"date":"yesterday"}',
        'interlock:{"share":{"value":"x","bound":"exact"}}',
        'interlock:{"origin":{"name":""}}',
        'interlock:{"reader":"grammar/9","confidence":2}',
        'interlock:{"evidence":{}}',
        'interlock:{"notes":[1]}',
        "interlock:" + "[" * 20000,
    ],
)
def test_a_forged_mark_stops_at_its_record(tmp_path: Path, parked: str) -> None:
    """It is refused with a reason, or means nothing; what stands beside it comes in."""
    records = [*FOREIGN[:5], entity("o7", "Ownership", owner="c3", asset="c1", description=parked)]
    report, failures = imported(written(tmp_path / "x.ftm.json", records), tmp_path / "b.db")
    assert report.documents + len(failures) == 2
    assert all(claim.reader == "import:ftm" for _, claims in told(tmp_path / "b.db") for claim in claims)


SHEET = "kind,subject,object,amount,amount_bound,currency,status,date,published,url,remark\n"


def test_a_table_typed_by_hand_becomes_claims(tmp_path: Path) -> None:
    """Amounts as people write them, kinds of actors from the atlas, the row as evidence, the address kept with it."""
    (tmp_path / "desk.csv").write_text(
        SHEET
        + 'invests_in,Nvidia,OpenAI,"100bn",at_most,usd,optional,2025-09,2025-11-04,https://a.example/x,"=HYPERLINK(""x"")"\n'
        + "leads,Jensen Huang,Nvidia,,,,done,,,,\n",
        encoding="utf-8",
    )
    report, failures = imported(tmp_path / "desk.csv", tmp_path / "b.db")
    assert (report.documents, failures) == (2, [])
    deal, post = sorted(facts(tmp_path / "b.db"), key=lambda fact: fact.kind)
    assert deal.amount is not None and (deal.amount.value, deal.amount.bound, deal.amount.currency) == (100e9, "at_most", "USD")
    assert (deal.subject.id, deal.status, post.subject.kind) == ("nvidia", "optional", "person")
    document = next(document for document, _ in told(tmp_path / "b.db") if "OpenAI" in document.text)
    assert "url: https://a.example/x" in document.text
    assert document.published == "2025-11-04"


def test_a_bad_row_is_named_with_its_column(tmp_path: Path) -> None:
    rows = [
        "buys_form,A,B,1,,USD,agreed,,,,",
        "buys_from,A,B,many,,USD,agreed,,,,",
        "buys_from,A,B,1,,USD,,,,,",
        "buys_from,A,,1,,USD,agreed,,,,",
    ]
    rows += ["buys_from,A,B,1,,USD,agreed,yesterday,,,", "reports,A,,1,,USD,done,,,,", "buys_from,A,B,1,,USD,agreed,2025,,,"]
    (tmp_path / "desk.csv").write_text(SHEET + "\n".join(rows) + "\n", encoding="utf-8")
    report, failures = imported(tmp_path / "desk.csv", tmp_path / "b.db")
    assert report.documents == 1
    assert [each.partition(":")[0] for each in failures] == ["2", "3", "4", "5", "6", "7"]
    assert all(
        word in failure for word, failure in zip(("kind", "amount", "status", "object", "date", "metric"), failures, strict=True)
    )


def test_our_own_table_and_workbook_of_facts_read_back(tmp_path: Path) -> None:
    """Kinds, parties, figures and status of every fact; formulas as they were."""
    ledger = ledger_of(tmp_path / "a.db", [(document, list(claims)) for document, claims in content().told()])
    question = FactQuestion(Question())
    export_to(ledger, tmp_path / "facts.csv", ExportRequest("csv", question, table="facts"), (), lambda pieces: None)
    export_to(ledger, tmp_path / "deals.xlsx", ExportRequest("xlsx", question), (), lambda pieces: None)
    wanted = Counter(comparable(each, since=False)[:3] for each in facts(ledger))
    for place, name in enumerate(("facts.csv", "deals.xlsx")):
        report, failures = imported(tmp_path / name, tmp_path / f"{place}.db")
        assert (report.documents, failures) == (len(facts(ledger)), [])
        assert Counter(comparable(each, since=False)[:3] for each in facts(tmp_path / f"{place}.db")) == wanted


def test_a_workbook_without_deals_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.save(tmp_path / "x.xlsx")
    (tmp_path / "y.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    monkeypatch.setattr("interlock.exchange.sheet_deeds.LARGEST_WORKBOOK", 1_000_000)
    with zipfile.ZipFile(tmp_path / "z.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", bytes(1_000_001))
    for name, word in (("x.xlsx", "columns"), ("y.xlsx", "no readable workbook"), ("z.xlsx", "more than 1 MB")):
        report, failures = imported(tmp_path / name, tmp_path / "b.db")
        assert report.documents == 0 and len(failures) == 1 and word in failures[0]


def test_changed_lines_of_an_export_are_refused(tmp_path: Path) -> None:
    """A quote that is not in its document, a text that does not fit its id, a date that is none, a claim without document."""
    ledger = ledger_of(tmp_path / "a.db", [(document, list(claims)) for document, claims in content().told()])
    export_ledger(ledger, tmp_path / "out", Horizon())
    claims = (tmp_path / "out" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    documents = (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    forged = json.loads(claims[0])
    forged["evidence"]["quote"] = "x" * len(forged["evidence"]["quote"])
    lost = json.loads(claims[1]) | {"evidence": json.loads(claims[1])["evidence"] | {"document": "00" * 16}}
    changed = json.loads(documents[0]) | {"text": "another text"}
    poisoned = json.loads(documents[0]) | {"published": "9999-99-99"}
    written(tmp_path / "out" / "claims.jsonl", [*claims, forged, lost, '{"id": NaN}'])
    written(tmp_path / "out" / "documents.jsonl", [changed, poisoned, *documents])
    report, failures = imported(tmp_path / "out", tmp_path / "b.db")
    assert report.documents == len(documents)
    assert len(failures) == 5
    assert exported(tmp_path / "b.db", tmp_path / "again")["facts.jsonl"] == exported(ledger, tmp_path / "before")["facts.jsonl"]


def test_what_a_file_holds_is_told_by_its_beginning_or_asked_for(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("hello\n", encoding="utf-8")
    with pytest.raises(UnknownFormat, match="--format"):
        imported(tmp_path / "x.json", tmp_path / "b.db")
    report, _ = imported(written(tmp_path / "y.json", FOREIGN), tmp_path / "b.db")
    assert report.format == "ftm"


def test_statements_of_others_are_put_together_by_their_canonical_ids(tmp_path: Path) -> None:
    """Rows in any order; two ids that were merged are one entity, also where others refer to them."""
    rows = [
        ("o1", "o1", "id", "entity", "Ownership", "o1"),
        ("o1", "o1", "owner", "entity", "Ownership", "c1-old"),
        ("o1", "o1", "asset", "entity", "Ownership", "c3"),
        ("c1", "c1-old", "name", "name", "Company", "Nvidia"),
        ("c3", "c3", "name", "name", "Company", "Corvin Lys SA"),
        ("c3", "c3", "", "name", "Company", "x"),
    ]
    text = io.StringIO()
    csv.writer(text, dialect=csv.unix_dialect).writerows(
        [("canonical_id", "entity_id", "prop", "prop_type", "schema", "value"), *rows]
    )
    (tmp_path / "x.csv").write_text(text.getvalue(), encoding="utf-8")
    report, failures = imported(tmp_path / "x.csv", tmp_path / "b.db", dataset="peps")
    assert (report.format, report.documents, len(failures)) == ("ftm-statements", 1, 1)
    (fact,) = facts(tmp_path / "b.db")
    assert fact.subject.id == "nvidia"
