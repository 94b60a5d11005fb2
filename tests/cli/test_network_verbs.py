"""The verbs of the network and the stress test, as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.stage import Stage
from resolution.press import LEARNED, actor, claim, document, dollars, firm, number, person

from interlock.ledger import LedgerWriter
from interlock.pipeline.resolving import resolve_ledger
from interlock.vocabulary import ActorKind, Bound, Kind, Status

OPENAI, NVIDIA, ORACLE, META = firm("OpenAI"), firm("Nvidia"), firm("Oracle"), firm("Meta")
AMERICA = actor("United States", ActorKind.GOVERNMENT)


@pytest.fixture
def press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Stage:
    """A ledger with a lease, a right to invest, a contract over five years, a move and a levy."""
    monkeypatch.chdir(tmp_path)
    for name in ("INTERLOCK_LEDGER", "COLUMNS", "INTERLOCK_ATLAS"):
        monkeypatch.delenv(name, raising=False)
    papers = [
        document(
            "chips",
            "2026-01-10",
            [
                claim(Kind.LEASES_FROM, OPENAI, NVIDIA, amount=dollars(350e9)),
                claim(Kind.INVESTS_IN, NVIDIA, OPENAI, Status.OPTIONAL, amount=dollars(100e9, Bound.AT_MOST)),
                claim(Kind.LEVIES, AMERICA, NVIDIA, share=number(0.15)),
            ],
        ),
        document(
            "cloud",
            "2026-02-11",
            [
                claim(Kind.BUYS_FROM, OPENAI, ORACLE, amount=dollars(300e9), period="P5Y", date="2027"),
                claim(Kind.REPORTS, OPENAI, None, Status.DONE, metric="revenue", amount=dollars(13e9), period="2025"),
                claim(Kind.HIRES, META, person("Ada Byron"), Status.DONE, origin=OPENAI),
            ],
        ),
    ]
    with LedgerWriter(tmp_path / "interlock.db") as writer:
        writer.begin_run(LEARNED, ["hand/1"], [])
        for paper, told in papers:
            writer.add(paper, {"hand/1": told}, LEARNED)
    resolve_ledger(tmp_path / "interlock.db")
    return Stage(tmp_path, capsys)


def _rows(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_loop_shows_its_legs_with_their_statuses(press: Stage) -> None:
    """The right to invest makes it a loop on paper."""
    code, out, _ = press.run("loops")
    assert code == 0
    assert "Nvidia → OpenAI → Nvidia" in out
    assert "as certain as its least certain leg: optional" in out
    loop, *_ = _rows(press.run("loops", "--json")[1])
    assert (loop["counts"], loop["status"]) == (False, "optional")


def test_explain_goes_from_a_loop_to_the_sentences(press: Stage) -> None:
    """The facts on it, each with its claims and quotes, and what it rests on."""
    loop, *_ = _rows(press.run("loops", "--json")[1])
    code, out, _ = press.run("explain", str(loop["id"])[:12])
    assert code == 0
    assert "Loop Nvidia → OpenAI → Nvidia" in out
    assert "350000000000" in out or "3.5e+11" in out
    assert "This rests on:" in out
    (record,) = _rows(press.run("explain", str(loop["id"]), "--json")[1])
    assert isinstance(record["claims"], list)
    assert len(record["claims"]) == 2


def test_round_trips_and_circulation_are_records_too(press: Stage) -> None:
    """What the table says below the loops, with ids that `explain` takes."""
    rows = _rows(press.run("loops", "--json", "--status", "agreed", "--status", "optional")[1])
    assert [row["type"] for row in rows] == ["loop", "round_trip", "circulation"]
    _, trip, whole = rows
    assert trip["vendor"] == {"id": "nvidia", "name": "Nvidia"}
    assert (trip["invested"], trip["revenue"], trip["most"]) == (100e9, 350e9, 100e9)
    assert whole["redrawn_mean"] is None
    assert "too few" in str(whole["unusual"])
    for row in (trip, whole):
        assert press.run("explain", str(row["id"]))[0] == 0


def test_explain_goes_from_a_round_trip_and_from_the_shares_to_the_sentences(press: Stage) -> None:
    """By the ids that stand beside them."""
    out = press.run("loops", "--status", "agreed", "--status", "optional")[1]
    table = out[out.index("Round trip of") :].splitlines()
    trip = next(line.split()[-1] for line in table if line.startswith("Nvidia"))
    told = press.run("explain", trip)[1]
    assert "Round trip of Nvidia" in told and "may come back as sales" in told
    assert "OpenAI leases from Nvidia" in told and "Nvidia invests in OpenAI" in told
    whole = out[out.index("Circular share") :].split("result ")[1].split()[0]
    assert "How much goes round" in press.run("explain", whole)[1]


def test_exposure_has_coverage_against_reported_revenue(press: Stage) -> None:
    """60 of Oracle and the lease against 13."""
    rows = _rows(press.run("exposure", "--basis", "scheduled", "--years", "2027-2028", "--json")[1])
    coverage = [row for row in rows if row["type"] == "coverage"]
    assert {row["year"] for row in coverage} == {2027, 2028}
    assert coverage[0]["revenue"]["told"] == 13e9  # type: ignore[index]
    assert "Coverage" in press.run("exposure", "--basis", "scheduled")[1]


def test_stress_tells_the_loss_of_each_supplier_by_year(press: Stage) -> None:
    """Oracle loses 36 of 60 a year."""
    code, out, _ = press.run("stress", "openai-pays-40-percent", "--json")
    losses = [row for row in _rows(out) if row["type"] == "loss" and row["actor"] == "oracle"]
    assert code == 0
    assert {row["year"]: row["total"]["high"] for row in losses} == {  # type: ignore[index]
        year: pytest.approx(36e9) for year in (2027, 2028, 2029, 2030)
    }


def test_a_shock_of_the_command_line_is_a_scenario(press: Stage) -> None:
    """The same as the shipped file, with the same numbers."""
    one = [row for row in _rows(press.run("stress", "openai-pays-40-percent", "--json")[1]) if row["type"] == "actor"]
    two = [row for row in _rows(press.run("stress", "--shock", "OpenAI:payments=40%", "--json")[1]) if row["type"] == "actor"]
    assert [row["total"] for row in one] == [row["total"] for row in two]


def test_explain_goes_from_a_loss_to_the_sentence(press: Stage) -> None:
    """Loss, way, contract, quote."""
    rows = _rows(press.run("stress", "openai-pays-40-percent", "--json")[1])
    loss = next(row for row in rows if row["type"] == "loss" and row["actor"] == "oracle")
    out = press.run("explain", str(loss["id"])[:10])[1]
    assert "way        OpenAI → Oracle" in out
    assert "made by    interlock stress openai-pays-40-percent" in out
    assert "OpenAI buys from Oracle" in out


def test_all_further_looks_run_together(press: Stage) -> None:
    """Draws, swings, ranks."""
    code, out, _ = press.run(
        "stress", "funding-stop", "--draws", "64", "--design", "sobol", "--sensitivity", "tornado", "--rank", "--seed", "3"
    )
    assert code == 0
    assert "64 draws (sobol, seed 3)" in out
    assert "What moves the total loss" in out
    assert "Who matters" in out


def test_stress_without_a_scenario_lists_the_shipped_ones(press: Stage) -> None:
    """Seven of them, each of which runs on a ledger that holds next to nothing of it."""
    out = press.run("stress")[1]
    names = [line.strip() for line in out.splitlines()[1:]]
    assert len(names) == 7
    for name in names:
        assert press.run("stress", name)[0] == 0, name


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("stress", "no-such"), "no scenario file no-such"),
        (("stress", "--shock", "nobody:payments=40%"), "names 'nobody'"),
        (("stress", "--shock", "openai:pay=40%"), "field is 'pay'"),
        (("stress", "--shock", "openai:payments=40%@2050"), "lie outside the window"),
        (("stress", "funding-stop", "--draws", "100", "--design", "sobol"), "powers of two"),
        (("loops", "--years", "soon"), "is no window of years"),
    ],
)
def test_what_means_nothing_is_one_line(press: Stage, words: tuple[str, ...], told: str) -> None:
    """An error, no traceback."""
    code, out, err = press.run(*words)
    assert code == 1
    assert not out
    assert told in err
    assert err.count("\n") == 1


def test_a_users_figures_stand_above_all_and_bad_rows_are_named(press: Stage) -> None:
    """Revenue of 20 halves the ratio; the bad row is told and the rest counts."""
    own = press.folder / "own.csv"
    own.write_text(
        "actor,metric,value,currency,period,as_of,source\nopenai,revenue,26e9,USD,2025,,mine\nopenai,cash,many,USD,,2025-12,mine\n"
    )
    code, out, err = press.run("exposure", "--figures", "own.csv", "--basis", "scheduled", "--years", "2027", "--json")
    coverage = next(row for row in _rows(out) if row["type"] == "coverage")
    assert coverage["revenue"]["told"] == 26e9  # type: ignore[index]
    assert "own.csv" in err
    assert "many" in err
    assert code == 3


def test_talent_and_policy_list_what_is_told(press: Stage) -> None:
    """A named move with its origin; a levy with the deals of its payer."""
    assert "Ada Byron" in press.run("talent")[1]
    (rule,) = _rows(press.run("policy", "--json")[1])
    assert len(rule["touches"]) == 2  # type: ignore[arg-type]
    assert "United States levies on Nvidia" in press.run("policy")[1]


def test_before_anything_was_told_there_is_nothing(press: Stage) -> None:
    """--as-of reaches every verb."""
    for verb in ("loops", "exposure", "talent", "policy"):
        code, out, _ = press.run(verb, "--as-of", "2025", "--json")
        assert (code, out) == (0, ""), verb


def test_csv_has_its_head(press: Stage) -> None:
    """For spreadsheets."""
    assert press.run("stress", "openai-pays-40-percent", "--csv")[1].startswith("id,actor,year,channel,")
    assert press.run("loops", "--csv")[1].startswith("id,counts,status,patterns,actors,")


def test_figures_tell_source_and_standing(press: Stage) -> None:
    """The ledger's own figure of a whole year stands above the press."""
    rows = _rows(press.run("figures", "--actor", "OpenAI", "--json")[1])
    revenue = next(row for row in rows if row["metric"] == "revenue")
    assert (revenue["value"], revenue["standing"]) == (13e9, "ledger")
    assert "Form 10-K" in press.run("figures", "--actor", "oracle")[1]


def test_a_file_of_edgar_becomes_a_csv_that_figures_takes(press: Stage) -> None:
    """Import, then use."""
    pytest.importorskip("edgar")
    recorded = Path(__file__).parent.parent / "reading" / "data" / "companyfacts_example.json"
    code, out, err = press.run("figures", "--edgar", str(recorded), "--actor", "oracle")
    assert code in (0, 3), err
    assert out.startswith("actor,metric,value,")
    (press.folder / "own.csv").write_text(out, encoding="utf-8")
    rows = _rows(press.run("figures", "--figures", "own.csv", "--actor", "oracle", "--json")[1])
    assert {row["standing"] for row in rows if row["metric"] in ("revenue", "cash")} == {"yours"}


def test_edgar_wants_to_know_who_asks(press: Stage) -> None:
    """No network is touched without a name."""
    code, _, err = press.run("figures", "--edgar", "ORCL")
    assert code == 1
    assert "--identity" in err


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        (("loops",), "Nvidia"),
        (("exposure",), "Oracle"),
        (("stress", "openai-pays-40-percent"), "direct"),
        (("stress", "openai-pays-40-percent", "--chart", "years"), "2027"),
        (("stress", "openai-pays-40-percent", "--sensitivity", "tornado", "--chart", "tornado"), "total loss"),
        (("talent",), "Meta"),
        (("policy",), "United States"),
    ],
)
def test_each_verb_draws_its_picture(press: Stage, words: tuple[str, ...], drawn: str) -> None:
    """A whole SVG whose description names what it shows."""
    pytest.importorskip("matplotlib")
    code, _, err = press.run(*words, "--plot", "out.svg")
    assert code == 0
    assert "wrote out.svg" in err
    text = (press.folder / "out.svg").read_text(encoding="utf-8")
    assert text.rstrip().endswith("</svg>")
    assert drawn in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("loops", "--plot", "out.pdf"), "ends in .svg or .png"),
        (("stress", "funding-stop", "--plot", "out.svg", "--chart", "pie"), "this verb draws waterfall, years"),
    ],
)
def test_a_picture_that_cannot_be_drawn_leaves_no_file(press: Stage, words: tuple[str, ...], told: str) -> None:
    """One line says what is wanted."""
    code, _, err = press.run(*words)
    assert code == 1
    assert told in err
    assert not list(press.folder.glob("out.*"))


def test_many_shocks_are_run_without_a_part_for_each(press: Stage) -> None:
    """Subsets of fourteen shocks would be sixteen thousand runs."""
    shock = '[[shock]]\ntarget = "openai"\nfield = "payments"\nop = "scale"\nvalue = 0.9\n'
    (press.folder / "many.toml").write_text(shock * 14, encoding="utf-8")
    code, out, err = press.run("stress", "many.toml")
    assert code == 0
    assert "In all" in out
    assert "14 shocks" in err


def test_a_kept_result_tells_how_to_make_it_again(press: Stage) -> None:
    """With the options that shaped it."""
    rows = _rows(press.run("exposure", "--basis", "scheduled", "--years", "2027", "--json")[1])
    out = press.run("explain", str(rows[0]["id"])[:12])[1]
    assert "made by    interlock exposure --basis scheduled --years 2027" in out
