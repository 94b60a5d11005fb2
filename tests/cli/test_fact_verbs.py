"""The verbs about facts, stories, disputes, judgements and changes, as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.stage import Stage
from resolution.press import LEARNED, claim, document, dollars, firm, number

from interlock.ledger import LedgerWriter
from interlock.pipeline.resolving import resolve_ledger
from interlock.vocabulary import Bound, Kind, Status

TESSEL, HARBOR = firm("Tessel Labs"), firm("Harborview Compute")


@pytest.fixture
def press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Stage:
    """A ledger with a lease told first, told again in French, and denied; and a rival firm of the same money."""
    monkeypatch.chdir(tmp_path)
    for name in ("INTERLOCK_LEDGER", "COLUMNS", "INTERLOCK_ATLAS"):
        monkeypatch.delenv(name, raising=False)
    lease = {"amount": dollars(6.2e9), "power": number(250e6)}
    papers = [
        document(
            "first",
            "2026-02-10",
            [claim(Kind.LEASES_FROM, TESSEL, HARBOR, Status.TALKS, condition="once the halls are built", **lease)],
        ),
        document("copie", "2026-02-11", [claim(Kind.LEASES_FROM, TESSEL, HARBOR, Status.TALKS, **lease)], language="fr"),
        document(
            "other",
            "2026-03-01",
            [
                claim(
                    Kind.LEASES_FROM,
                    TESSEL,
                    HARBOR,
                    Status.DENIED,
                    amount=dollars(6.2e9, Bound.AT_MOST),
                    attributed_to=(firm("The Ledger"),),
                )
            ],
        ),
    ]
    with LedgerWriter(tmp_path / "interlock.db") as writer:
        writer.begin_run(LEARNED, ["hand/1"], [])
        for paper, told in papers:
            writer.add(paper, {"hand/1": told}, LEARNED)
    resolve_ledger(tmp_path / "interlock.db")
    return Stage(tmp_path, capsys)


def test_facts_count_origins_not_documents(press: Stage) -> None:
    code, out, _ = press.run("facts", "--json")
    (fact,) = map(json.loads, out.splitlines())
    assert (code, fact["documents"], fact["origins"], fact["status"]) == (0, 3, 2, "denied")
    table = press.run("facts")[1]
    assert "Tessel Labs leases from Harborview Compute" in table and "also told: up to $6.2bn" in table


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        (("--from", "Tessel Labs"), 1),
        (("--to", "Tessel Labs"), 0),
        (("--origins-gte", "3"), 0),
        (("--disputed",), 1),
        (("--status", "talks"), 0),
        (("--status", "talks", "--as-of", "2026-02"), 1),
        (("--as-of", "2026-01"), 0),
        (("--learned-by", "2026-11-25"), 0),
        (("--language", "fr"), 1),
        (("--amount-gte", "10bn"), 0),
        (("--roll-up",), 1),
    ],
)
def test_filters_of_facts(press: Stage, options: tuple[str, ...], rows: int) -> None:
    assert len(press.run("facts", "--json", *options)[1].splitlines()) == rows


def test_explain_shows_a_fact_down_to_its_sentences(press: Stage) -> None:
    fact = json.loads(press.run("facts", "--json")[1])["id"]
    code, out, _ = press.run("explain", fact[:8])
    assert code == 0
    for told in (
        "talks (2026-02-10) → denied (2026-03-01)",
        "3 claims in 3 documents from 2 origins",
        "why here:",
        "In dispute",
        "only if: once the halls are built",
    ):
        assert told in out


def test_a_claim_is_still_explained(press: Stage) -> None:
    identity = json.loads(press.run("claims", "--json")[1].splitlines()[0])["id"]
    assert "In its document" in press.run("explain", identity[:8])[1]


def test_stories_and_the_tree_of_one(press: Stage) -> None:
    rows = [json.loads(line) for line in press.run("stories", "--json")[1].splitlines()]
    assert [(row["documents"], row["origins"]) for row in rows] == [(3, 2)]
    tree = press.run("stories", rows[0]["id"][:8])[1]
    assert "3 tellings from 2 origins" in tree and "translation" in tree and "denial" in tree
    assert press.run("stories", "00000000")[0] == 1


def test_disputes_show_both_sides(press: Stage) -> None:
    rows = [json.loads(line) for line in press.run("disputes", "--json")[1].splitlines()]
    assert {(row["field"], row["reason"]) for row in rows} == {("status", "denial"), ("amount", "bound")}
    assert "denial: one side" in press.run("disputes")[1]


def test_diff_names_what_ended_and_fails_where_asked(press: Stage) -> None:
    code, out, _ = press.run("diff", "2026-02", "2026-03", "--json")
    assert code == 0
    assert {json.loads(line)["change"] for line in out.splitlines()} == {"ended", "disputed"}
    assert press.run("diff", "2026-02", "--fail-on", "ended")[0] == 4
    assert press.run("diff", "2026-02", "--fail-on", "new")[0] == 0
    assert press.run("diff", "run:0", "--change", "new", "--json")[1].count('"change": "new"') == 1
    assert press.run("diff", "yesterday")[0] == 1


def test_a_judgement_by_id_holds_and_is_undone(press: Stage) -> None:
    first, last = (json.loads(line)["id"] for line in (press.run("claims", "--json")[1].splitlines()[i] for i in (0, 2)))
    before = press.run("facts", "--json")[1]
    code, out, err = press.run("judge", "different", first[:10], last[:10], "--who", "ada", "--why", "two leases")
    assert (code, len(out.strip())) == (0, 8) and "different" in err
    assert len(press.run("facts", "--json")[1].splitlines()) == 2
    assert "two leases" in press.run("judge", "list")[1]
    assert press.run("rebuild", "--check")[0] == 0
    assert press.run("judge", "undo", out.strip(), "--who", "ada")[0] == 0
    assert press.run("facts", "--json")[1] == before
    assert press.run("judge", "undo", out.strip(), "--who", "ada")[0] == 1


def test_the_log_is_a_file_and_its_bad_lines_are_named(press: Stage, tmp_path: Path) -> None:
    press.run("judge", "different", "Tessel Labs", "Harborview Compute", "--who", "ada")
    assert press.run("judge", "export", "log.jsonl")[0] == 0
    with (tmp_path / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write("nonsense\n")
    code, _, err = press.run("judge", "import", "log.jsonl")
    assert code == 3 and "line 2" in err and "0 new judgements, 1 bad lines" in err


def test_export_gives_the_same_bytes_again(press: Stage, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert press.run("export", name, "-q")[0] == 0
        press.run("rebuild", "-q")
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_what_cannot_be_judged_is_said(press: Stage) -> None:
    assert press.run("judge", "same", "Tessel Labs", "Nobody")[0] == 1
    assert press.run("judge", "same", "Tessel Labs", "Tessel Labs")[0] == 2
