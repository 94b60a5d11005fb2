"""A ledger that is resolved step by step holds what all of it at once gives; judgements hold and can be taken back."""

from __future__ import annotations

import json
import random
import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolution.press import LEARNED, Told, claim, document, dollars, firm
from resolution.test_resolving import HARBOR, LEASE, TESSEL, presses

from interlock.atlas import load_atlas
from interlock.ledger import LedgerError, LedgerWriter
from interlock.ledger.horizon import Horizon
from interlock.ledger.resolved import ResolvedView
from interlock.ledger.schema import MIGRATIONS
from interlock.pipeline import resolving
from interlock.pipeline.exporting import export_ledger
from interlock.pipeline.judging import NoSuchThing, import_judgements, judge, undo
from interlock.pipeline.rebuilding import rebuild
from interlock.pipeline.resolving import resolve_ledger
from interlock.resolution import resolve
from interlock.vocabulary import BadRecord, Judged, Kind, Status, Verdict

ATLAS = load_atlas()


def add(ledger: Path, press: Sequence[Told]) -> None:
    """Put documents with their claims into the ledger."""
    with LedgerWriter(ledger) as writer:
        writer.begin_run(LEARNED, ["hand/1"], [])
        for paper, told in press:
            writer.add(paper, {"hand/1": told}, LEARNED)


def refuse(error: BadRecord) -> None:
    """A bad line where there should be none."""
    raise error


def exported(ledger: Path, folder: Path) -> dict[str, str]:
    """The files of an export, the log of judgements left out."""
    export_ledger(ledger, folder, Horizon())
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name != "judgements.jsonl"}


@settings(max_examples=25, deadline=None)
@given(presses(), st.randoms(use_true_random=False))
def test_step_by_step_is_the_same_as_all_at_once(press: list[Told], chance: random.Random) -> None:
    """In any order, in any batches, and so is a rebuild of it."""
    with TemporaryDirectory() as name:
        ledger = Path(name) / "a.db"
        waiting = chance.sample(press, len(press))
        while waiting:
            number = chance.randint(1, 3)
            add(ledger, waiting[:number])
            waiting = waiting[number:]
            resolve_ledger(ledger)
        whole = resolve(press, atlas=ATLAS)
        with ResolvedView(ledger) as view:
            assert tuple(view.facts()) == whole.facts
            assert sorted(view.stories(), key=lambda story: story.id) == list(whole.stories)
            assert tuple(view.identities()) == whole.identities
        assert rebuild(ledger).unchanged


def test_batches_of_one_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    press = [document(f"p{place}", "2026-02-10", [LEASE], words=str(place)) for place in range(5)]
    add(tmp_path / "a.db", press)
    add(tmp_path / "b.db", press)
    resolve_ledger(tmp_path / "a.db")
    monkeypatch.setattr(resolving, "BATCH", 1)
    resolve_ledger(tmp_path / "b.db")
    assert exported(tmp_path / "a.db", tmp_path / "a") == exported(tmp_path / "b.db", tmp_path / "b")


def test_reading_twice_changes_nothing(tmp_path: Path) -> None:
    ledger, press = tmp_path / "a.db", [document("a", "2026-02-10", [LEASE]), document("b", "2026-02-11", [LEASE])]
    add(ledger, press)
    resolve_ledger(ledger)
    first = exported(ledger, tmp_path / "one")
    add(ledger, press)
    resolve_ledger(ledger)
    assert exported(ledger, tmp_path / "two") == first


def test_nothing_new_is_nothing_to_do(tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    add(ledger, [document("a", "2026-02-10", [LEASE])])
    resolve_ledger(ledger)
    assert resolve_ledger(ledger).blocks == 0


def test_a_claim_that_a_newer_reader_no_longer_finds_leaves_its_fact(tmp_path: Path) -> None:
    """Its fact goes, where it was the only one."""
    ledger = tmp_path / "a.db"
    paper, told = document("a", "2026-02-10", [LEASE, claim(Kind.PARTNERS_WITH, TESSEL, HARBOR)])
    add(ledger, [(paper, told)])
    resolve_ledger(ledger)
    with LedgerWriter(ledger) as writer:
        writer.begin_run(LEARNED, ["hand/2"], [])
        writer.add(paper, {"hand/2": told[:1]}, LEARNED)
    resolve_ledger(ledger)
    with ResolvedView(ledger) as view:
        assert [fact.kind for fact in view.facts()] == [Kind.LEASES_FROM]


@settings(max_examples=20, deadline=None)
@given(presses(), st.data())
def test_undoing_a_judgement_restores_the_export(press: list[Told], data: st.DataObject) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        ledger = folder / "a.db"
        add(ledger, press)
        resolve_ledger(ledger)
        before = exported(ledger, folder / "before")
        with ResolvedView(ledger) as view:
            nodes = sorted(node for identity in view.identities() for node in identity.nodes)
            claims = sorted({each for fact in view.facts() for each in fact.claims})
        papers = sorted({paper.id for paper, _ in press})
        about, things = data.draw(
            st.sampled_from(
                [each for each in ((Judged.ACTOR, nodes), (Judged.CLAIM, claims), (Judged.DOCUMENT, papers)) if len(each[1]) > 1]
            )
        )
        left, right = data.draw(st.permutations(things))[:2]
        wrong = about is Judged.CLAIM and data.draw(st.booleans())
        verdict = Verdict.WRONG if wrong else data.draw(st.sampled_from([Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE]))
        right = left if wrong else right
        made = judge(ledger, verdict, left, right, "ada", "", about)
        resolve_ledger(ledger)
        assert rebuild(ledger).unchanged
        undo(ledger, made.id, "ada", "a slip")
        resolve_ledger(ledger)
        assert exported(ledger, folder / "after") == before


def test_a_judgement_moves_facts_at_once_and_holds_on_a_rebuild(tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    add(
        ledger,
        [
            document("a", "2026-02-10", [claim(Kind.INVESTS_IN, HARBOR, firm("Tessel"), amount=dollars(5e8))]),
            document("b", "2026-02-11", [claim(Kind.INVESTS_IN, HARBOR, firm("Tesserae Works"), amount=dollars(5e8))]),
        ],
    )
    resolve_ledger(ledger)
    judge(ledger, Verdict.SAME, "Tessel", "Tesserae Works", "ada", "one firm, renamed")
    resolve_ledger(ledger)
    assert rebuild(ledger).unchanged
    with ResolvedView(ledger) as view:
        (fact,) = view.facts()
    assert len(fact.documents) == 2


def test_the_log_can_be_carried_to_another_ledger(tmp_path: Path) -> None:
    press = [document("a", "2026-02-10", [LEASE]), document("b", "2026-02-11", [LEASE], words="again")]
    one, other = tmp_path / "a.db", tmp_path / "b.db"
    for ledger in (one, other):
        add(ledger, press)
        resolve_ledger(ledger)
    judge(one, Verdict.DIFFERENT, press[0][1][0].id, press[1][1][0].id, "ada", "two leases")
    resolve_ledger(one)
    export_ledger(one, tmp_path / "out", Horizon())
    assert import_judgements(other, tmp_path / "out" / "judgements.jsonl", refuse) == 1
    assert import_judgements(other, tmp_path / "out" / "judgements.jsonl", refuse) == 0
    resolve_ledger(other)
    assert exported(one, tmp_path / "1") == exported(other, tmp_path / "2")


def test_a_bad_line_of_a_log_is_named_and_the_others_are_taken(tmp_path: Path) -> None:
    add(tmp_path / "a.db", [document("a", "2026-02-10", [LEASE])])
    row = {"about": "actor", "left": "x", "right": "y", "verdict": "same", "who": "ada", "when": LEARNED, "why": ""}
    lines = ["not json", json.dumps(row), json.dumps(row | {"verdict": "perhaps"}), json.dumps(row | {"right": "x"})]
    lines.append(json.dumps(row | {"undoes": "nothing"}))
    (tmp_path / "log.jsonl").write_text("\n".join(lines), encoding="utf-8")
    bad: list[str] = []
    assert import_judgements(tmp_path / "a.db", tmp_path / "log.jsonl", lambda error: bad.append(str(error))) == 1
    assert [text.partition(": ")[0].rpartition("line ")[2] for text in bad] == [
        "1",
        "3, field 'verdict'",
        "4, field 'right'",
        "5, field 'undoes'",
    ]


def test_judgements_are_never_changed_or_deleted(tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    add(ledger, [document("a", "2026-02-10", [LEASE])])
    resolve_ledger(ledger)
    judge(ledger, Verdict.UNSURE, "Tessel Labs", "Harborview Compute", "ada", "")
    connection = sqlite3.connect(ledger)
    for statement in ("DELETE FROM judgements", "UPDATE judgements SET verdict = 'same'"):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)


def test_a_judgement_on_nothing_known_is_refused(tmp_path: Path) -> None:
    add(tmp_path / "a.db", [document("a", "2026-02-10", [LEASE])])
    with pytest.raises(NoSuchThing):
        judge(tmp_path / "a.db", Verdict.SAME, "Tessel Labs", "Nobody Inc", "ada", "")


def test_as_of_is_what_a_ledger_of_those_documents_alone_would_say(tmp_path: Path) -> None:
    early = document("a", "2026-02-10", [claim(Kind.INVESTS_IN, HARBOR, TESSEL, Status.TALKS, amount=dollars(5e8))])
    late = document("b", "2026-03-27", [claim(Kind.INVESTS_IN, HARBOR, TESSEL, Status.AGREED, amount=dollars(5e8))])
    add(tmp_path / "both.db", [early, late])
    add(tmp_path / "early.db", [early])
    for name in ("both.db", "early.db"):
        resolve_ledger(tmp_path / name)
    export_ledger(tmp_path / "both.db", tmp_path / "then", Horizon(said="2026-02"))
    then = {
        path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "then").iterdir() if path.name != "judgements.jsonl"
    }
    assert then == exported(tmp_path / "early.db", tmp_path / "alone")


def test_a_ledger_of_the_first_schema_is_resolved_by_a_rebuild(tmp_path: Path) -> None:
    """Its documents and claims are kept; until then it is refused with the words that help."""
    ledger = tmp_path / "old.db"
    add(ledger, [document("a", "2026-02-10", [LEASE])])
    connection = sqlite3.connect(ledger)
    made_later = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view', 'trigger') ORDER BY type = 'table'"
        )
        if row[0] in set().union(*map(schema_of, range(1, len(MIGRATIONS))))
    ]
    connection.execute("PRAGMA foreign_keys = OFF")
    for name in made_later:
        kind = connection.execute("SELECT type FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
        connection.execute(f"DROP {kind} {name}")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    with pytest.raises(LedgerError, match="interlock rebuild"):
        ResolvedView(ledger)
    assert rebuild(ledger).facts == 1


def schema_of(step: int) -> set[str]:
    """The tables, views and triggers that a migration makes."""
    return set(re.findall(r"^CREATE (?:VIRTUAL )?(?:TABLE|VIEW|TRIGGER) (\w+)", MIGRATIONS[step], re.MULTILINE))
