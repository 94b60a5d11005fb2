"""The shipped table of public figures, and a user's own CSV file."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlock.atlas import load_atlas
from interlock.atlas.figures import COLUMNS, actors_by_ticker, load_figures, read_figures_csv
from interlock.vocabulary import Bound, DataFileError, Money
from interlock.vocabulary.figure import (
    OVER_A_PERIOD,
    FigureMetric,
    ReferenceFigure,
    SourceKind,
    merge_figures,
    with_operating_costs,
)

_FORM = re.compile(r"Form (?:10-K|20-F) for fiscal year (\d{4})")
_FILED = re.compile(r"filed (\d{4}-\d{2}-\d{2})")
_CHECKED = {
    "revenue": FigureMetric.REVENUE,
    "operating result": FigureMetric.OPERATING_RESULT,
    "capital expenditure": FigureMetric.CAPITAL_EXPENDITURE,
    "cash": FigureMetric.CASH,
    "debt": FigureMetric.DEBT,
    "valuation": FigureMetric.VALUATION,
}

HEAD = "actor,metric,value,bound,low,high,currency,period,as_of,source"
YEAR = "2024-01-01/2024-12-31"


@pytest.fixture(scope="module")
def figures() -> tuple[ReferenceFigure, ...]:
    """The shipped table."""
    return load_figures()


def table(folder: Path, *lines: str) -> Path:
    """A CSV file of these rows under the usual head."""
    path = folder / "mine.csv"
    path.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    return path


def test_the_table_has_the_main_firms(figures: tuple[ReferenceFigure, ...]) -> None:
    """At least 30 firms with revenue, 30 with cash and operating cost of a year that has ended."""
    whole = with_operating_costs(figures)
    firms = {metric: {figure.actor for figure in whole if figure.metric is metric} for metric in FigureMetric}
    assert len(firms[FigureMetric.REVENUE]) >= 30
    assert len(firms[FigureMetric.CASH] & firms[FigureMetric.OPERATING_COST]) >= 30
    assert {"nvidia", "openai", "microsoft", "oracle", "coreweave", "softbank"} <= firms[FigureMetric.CASH] | {"openai"}


def test_the_table_does_not_disturb_the_atlas() -> None:
    """The file of figures is not read as actors."""
    assert load_atlas().get("nvidia") is not None
    assert all(figure.actor in {entry.id for entry in load_atlas()} for figure in load_figures())


def test_fiscal_years_follow_each_other(figures: tuple[ReferenceFigure, ...]) -> None:
    """Of each firm's filed or told fiscal years the next starts on the day after the last ended: no date is mistyped."""
    spans: dict[tuple[str, FigureMetric], set[tuple[str, str]]] = defaultdict(set)
    for figure in figures:
        if figure.metric in OVER_A_PERIOD and figure.source_kind is not SourceKind.PRESS:
            spans[figure.actor, figure.metric].add(figure.span())
    gaps = {
        key: (last, first)
        for key, found in spans.items()
        for (_, last), (first, _) in pairwise(sorted(found))
        if date.fromisoformat(last) + timedelta(days=1) != date.fromisoformat(first)
    }
    assert gaps == {}


def test_a_fiscal_year_has_a_year(figures: tuple[ReferenceFigure, ...]) -> None:
    """Periods are calendar years or 52 or 53 weeks; a half-year is said of private firms only."""
    for figure in figures:
        if figure.metric in OVER_A_PERIOD:
            first, last = map(date.fromisoformat, figure.span())
            days = (last - first).days + 1
            assert days in (364, 365, 366, 371) or (days in (181, 182) and figure.actor in ("openai", "cerebras")), figure


def test_balances_of_annual_reports_are_of_the_last_day(figures: tuple[ReferenceFigure, ...]) -> None:
    """Where a report gives both, its balance is of the day its year ends."""
    ends: dict[tuple[str, str], set[str]] = defaultdict(set)
    for figure in figures:
        if figure.metric in OVER_A_PERIOD:
            ends[figure.actor, figure.source].add(figure.span()[1])
    for figure in figures:
        if figure.metric in (FigureMetric.CASH, FigureMetric.DEBT) and (figure.actor, figure.source) in ends:
            assert figure.as_of in ends[figure.actor, figure.source], figure


def test_no_figure_is_a_thousand_times_another(figures: tuple[ReferenceFigure, ...]) -> None:
    """A firm's figures of one currency lie within a factor that a slip of units would break."""
    revenues: dict[tuple[str, str | None], list[float]] = defaultdict(list)
    for figure in figures:
        if figure.metric is FigureMetric.REVENUE:
            revenues[figure.actor, figure.quantity.currency].append(figure.quantity.largest())
    for figure in figures:
        known = revenues.get((figure.actor, figure.quantity.currency), [])
        if known and figure.metric in (FigureMetric.REVENUE, FigureMetric.CASH, FigureMetric.OPERATING_RESULT):
            assert abs(figure.quantity.largest()) < 100 * min(known), figure


def test_a_firm_reports_in_one_currency(figures: tuple[ReferenceFigure, ...]) -> None:
    """What a firm earns, spends, owns and owes is in the currency of its accounts; only its worth may be in another."""
    worth = (FigureMetric.MARKET_VALUE, FigureMetric.VALUATION)
    currencies: dict[str, set[str | None]] = defaultdict(set)
    for figure in figures:
        if figure.metric not in worth:
            currencies[figure.actor].add(figure.quantity.currency)
    assert {actor: found for actor, found in currencies.items() if len(found) > 1} == {}


def test_operating_margins_are_plausible(figures: tuple[ReferenceFigure, ...]) -> None:
    """A result is of the size of its revenue: at most 70 % of it, at worst a loss of twice as much."""
    by_key = {figure.key(): figure for figure in figures}
    for figure in figures:
        if figure.metric is FigureMetric.OPERATING_RESULT:
            actor, _, *rest = figure.key()
            revenue = by_key[actor, FigureMetric.REVENUE, rest[0], rest[1], rest[2]].quantity.value
            result = figure.quantity.value
            assert revenue is not None
            assert result is not None
            assert -2 * revenue <= result <= 0.7 * revenue, figure


def test_revenue_does_not_jump_from_year_to_year(figures: tuple[ReferenceFigure, ...]) -> None:
    """Of a firm's consecutive fiscal years none earns ten times another: neither unit nor currency has slipped."""
    revenues: dict[str, dict[str, float]] = defaultdict(dict)
    for figure in figures:
        first, last = figure.span()
        whole_year = (date.fromisoformat(last) - date.fromisoformat(first)).days > 300
        if figure.metric is FigureMetric.REVENUE and whole_year:
            revenues[figure.actor][first] = figure.quantity.largest()
    for actor, found in revenues.items():
        for before, after in pairwise(amount for _, amount in sorted(found.items())):
            assert 0.1 < after / before < 10, actor


def test_a_report_is_of_the_year_that_its_source_names(figures: tuple[ReferenceFigure, ...]) -> None:
    """The form of fiscal year N has a year that ended in N, or a balance of its last day, and was filed within a year of it."""
    for figure in figures:
        last = date.fromisoformat(figure.span()[1])
        if form := _FORM.match(figure.source):
            assert last.year == int(form[1]), figure
        if filed := _FILED.search(figure.source):
            assert timedelta(days=10) < date.fromisoformat(filed[1]) - last < timedelta(days=366), figure


def test_what_is_marked_as_checked_is_there(figures: tuple[ReferenceFigure, ...]) -> None:
    """Each mark stands before the first row of a firm and names only what the firm has rows of."""
    there = {(figure.actor, figure.metric) for figure in figures}
    lines = (files("interlock.atlas") / "data" / "figures" / "figures.yaml").read_text(encoding="utf-8").splitlines()
    marks = [(lines[at], lines[at + 1]) for at, line in enumerate(lines) if line.startswith("# checked: ")]
    assert len(marks) >= 40
    for mark, row in marks:
        actor = re.match(r"- \{actor: ([\w-]+),", row)
        assert actor is not None, mark
        named = {metric for words, metric in _CHECKED.items() if re.search(rf"\b{words}", mark)}
        assert named, mark
        assert {metric for metric in named if (actor[1], metric) not in there} == set(), mark


def test_private_firms_have_no_filing(figures: tuple[ReferenceFigure, ...]) -> None:
    """What is said of a firm by its valuation is the firm's word or the press's, and never exact to the dollar."""
    for figure in figures:
        if figure.metric in (FigureMetric.VALUATION, FigureMetric.MARKET_VALUE):
            assert figure.source_kind in (SourceKind.COMPANY, SourceKind.PRESS)
            assert figure.quantity.bound is not Bound.EXACT
        if figure.source_kind is SourceKind.PRESS:
            assert figure.quantity.bound is not Bound.EXACT


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            "{actor: nobody-at-all, metric: cash, value: 1, currency: USD, as_of: 2025, source: s, source_kind: press}",
            "nobody-at-all",
        ),
        (
            "{actor: amd, metric: wealth, value: 1, currency: USD, as_of: 2025, source: s, source_kind: press}",
            "'wealth' is none of",
        ),
        (
            "{actor: amd, metric: cash, value: .nan, currency: USD, as_of: 2025, source: s, source_kind: press}",
            "'.nan' is no number",
        ),
        (
            "{actor: amd, metric: cash, value: 1, currency: USD, as_of: 2025-13, source: s, source_kind: press}",
            "'2025-13' is no date",
        ),
        (
            "{actor: amd, metric: cash, value: 1, currency: USD, as_of: 2025, source: s, source_kind: rumour}",
            "'rumour' is none of",
        ),
        ("{actor: amd, metric: cash, value: 1, currency: USD, as_of: 2025, source: s, kind: press}", "no such key 'kind'"),
        ("{actor: amd, metric: cash, value: 1, currency: USD, as_of: 2025, source: s}", "'source_kind' is missing"),
        (
            "{actor: amd, metric: debt, value: 2, currency: USD, as_of: 2025, source: s, source_kind: press}",
            "stands in line 2 already",
        ),
    ],
)
def test_a_wrong_row_is_told_with_file_and_line(tmp_path: Path, row: str, words: str) -> None:
    """The error names the file, the line of the row and what is wrong."""
    path = tmp_path / "figures.yaml"
    first = "{actor: amd, metric: debt, value: 1, currency: USD, as_of: '2025', source: s, source_kind: filing}"
    path.write_text(f"# figures\n- {first}\n- {row}\n", encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        load_figures(path)
    assert caught.value.line == 3
    assert str(path) in str(caught.value)
    assert words in str(caught.value)


def test_a_csv_file_is_read(tmp_path: Path) -> None:
    """Values, limits, ranges and quoted cells; a source kind that is not named is the user's."""
    path = table(
        tmp_path,
        f"nvidia,revenue,130497e6,,,,USD,{YEAR},,10-K",
        'openai,cash,1.75e10,about,,,USD,,2025-06,"The Information, 2025"',
        "xai,debt,,between,5e9,12.5e9,USD,,2025,own reckoning",
        "xai,cash,,,1e9,2e9,USD,,2025,own reckoning",
        f"xai,operating_result,-1e9,at_most,,,USD,{YEAR},,own reckoning",
    )
    good, errors = read_figures_csv(path)
    assert errors == ()
    assert [figure.quantity for figure in good] == [
        Money(130497e6, currency="USD"),
        Money(1.75e10, Bound.ABOUT, currency="USD"),
        Money(None, Bound.BETWEEN, 5e9, 12.5e9, currency="USD"),
        Money(None, Bound.BETWEEN, 1e9, 2e9, currency="USD"),
        Money(-1e9, Bound.AT_MOST, currency="USD"),
    ]
    assert good[1].source == "The Information, 2025"
    assert {figure.source_kind for figure in good} == {SourceKind.USER}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("nobody-at-all,cash,1,,,,USD,,2025,s", "actor"),
        (",cash,1,,,,USD,,2025,s", "actor"),
        ("amd,wealth,1,,,,USD,,2025,s", "metric"),
        ('amd,cash,"1,000",,,,USD,,2025,s', "value"),
        ("amd,cash,1_000,,,,USD,,2025,s", "value"),
        ("amd,cash,nan,,,,USD,,2025,s", "value"),
        ("amd,cash,inf,,,,USD,,2025,s", "value"),
        ("amd,cash,1e999,,,,USD,,2025,s", "value"),
        ("amd,cash,٣,,,,USD,,2025,s", "value"),
        ("amd,cash,,,,,USD,,2025,s", "value"),
        ("amd,cash,-1,,,,USD,,2025,s", "value"),
        ("amd,cash,1,between,1,2,USD,,2025,s", "value"),
        ("amd,cash,1,roughly,,,USD,,2025,s", "bound"),
        ("amd,cash,,between,,2,USD,,2025,s", "low"),
        ("amd,cash,,between,3,2,USD,,2025,s", "low"),
        ("amd,cash,,between,1,,USD,,2025,s", "high"),
        ("amd,cash,1,,1,2,USD,,2025,s", "low"),
        ("amd,cash,1,,,,dollars,,2025,s", "currency"),
        ("amd,cash,1,,,,,,2025,s", "currency"),
        ("amd,cash,1,,,,USD,2025,,s", "period"),
        ("amd,cash,1,,,,USD,,26.1.2025,s", "as_of"),
        ("amd,revenue,1,,,,USD,2025/2024,,s", "period"),
        ("amd,revenue,1,,,,USD,,,s", "period"),
        ("amd,cash,1,,,,USD,,2025,", "source"),
        ("amd,cash,1,,,,USD,,2025", None),
        ("amd,cash,1,,,,USD,,2025,s,more", None),
        ('amd,cash,1,,,,USD,,2025,"a" b', None),
        ("amd,debt,3,,,,USD,,2025-12-31,the same again", None),
    ],
)
def test_a_bad_row_is_told_and_the_others_stay(tmp_path: Path, row: str, column: str | None) -> None:
    """Each bad row gives one error with its line and column; rows before and after it are kept."""
    path = table(tmp_path, "amd,debt,1,,,,USD,,2025-12-31,s", "", row, "amd,market_value,2,,,,USD,,2025,s")
    good, errors = read_figures_csv(path)
    assert [figure.quantity.value for figure in good] == [1.0, 2.0]
    assert [(error.line, error.field) for error in errors] == [(4, column)]
    assert f"{path}, line 4" in str(errors[0])


def test_the_line_is_that_of_the_file_after_a_cell_of_several_lines(tmp_path: Path) -> None:
    """A source with a line end in it does not shift the lines of later errors."""
    path = table(tmp_path, 'amd,cash,1,,,,USD,,2025,"two\nlines"', "amd,wealth,1,,,,USD,,2025,s")
    good, errors = read_figures_csv(path)
    assert (len(good), errors[0].line) == (1, 4)


def test_a_quote_that_never_closes_is_told_where_it_opens(tmp_path: Path) -> None:
    """The rest of the file is one broken row; what stood before is kept."""
    path = table(tmp_path, "amd,cash,1,,,,USD,,2025,s", 'amd,debt,1,,,,USD,,2025,"open', "amd,debt,1,,,,USD,,2024,s")
    good, errors = read_figures_csv(path)
    assert (len(good), [(error.line, error.field) for error in errors]) == (1, [(3, None)])


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 1, "is empty"),
        (b"\n\n", 1, "is empty"),
        (b"actor;metric;value\n", 1, "separated by commas"),
        (b"actor,metric,value,worth,currency,source\n", 1, "no such column 'worth'"),
        (b"actor,metric,value,value,currency,source\n", 1, "'value' stands here twice"),
        (b"actor,metric,value,source\n", 1, "'currency' is missing"),
        (HEAD.encode() + b"\namd,cash,1,,,,USD,,2025,Soci\xe9t\xe9\n", 2, "not UTF-8"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes, line: int, words: str) -> None:
    """The file as a whole is wrong: one error with its line."""
    path = tmp_path / "mine.csv"
    path.write_bytes(content)
    with pytest.raises(DataFileError, match=words) as caught:
        read_figures_csv(path)
    assert caught.value.line == line


def test_a_spreadsheet_writes_what_can_be_read(tmp_path: Path) -> None:
    """A byte order mark, CRLF, spaces round cells and columns in another order."""
    path = tmp_path / "mine.csv"
    path.write_bytes(
        "\ufeffsource, value,actor,metric,currency,as_of,source_kind\r\ns, 5e9 ,amd,cash,USD,2025,press\r\n".encode()
    )
    good, errors = read_figures_csv(path)
    assert errors == ()
    assert (good[0].quantity.value, good[0].source_kind) == (5e9, SourceKind.PRESS)


def test_a_caller_may_know_more_actors(tmp_path: Path) -> None:
    """Actors of a user's atlas are known where they are given."""
    path = table(tmp_path, "juniper-compute,cash,1,,,,USD,,2025,s")
    assert read_figures_csv(path)[1][0].field == "actor"
    assert len(read_figures_csv(path, {"juniper-compute"})[0]) == 1


def test_the_users_figure_stands_above_ours(tmp_path: Path, figures: tuple[ReferenceFigure, ...]) -> None:
    """Merged, the user's revenue replaces the shipped one, and the operating cost follows it."""
    ours = next(figure for figure in figures if figure.actor == "amd" and figure.metric is FigureMetric.REVENUE)
    path = table(tmp_path, f"amd,revenue,99e9,,,,USD,{ours.period},,corrected")
    merged = with_operating_costs(merge_figures(figures, read_figures_csv(path)[0]))
    mine = {figure.metric: figure.quantity.value for figure in merged if figure.actor == "amd" and figure.period == ours.period}
    assert mine[FigureMetric.REVENUE] == 99e9
    assert (mine[FigureMetric.OPERATING_COST] or 0) + (mine[FigureMetric.OPERATING_RESULT] or 0) == 99e9


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"{HEAD}\n{text}".encode(errors="replace")))
def test_any_file_gives_rows_or_errors(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Whatever is in the file: rows and errors, or one error of the file."""
    path = tmp_path_factory.mktemp("csv") / "any.csv"
    path.write_bytes(content)
    try:
        good, errors = read_figures_csv(path, {"amd"})
    except DataFileError as error:
        assert error.line >= 1
    else:
        assert all(figure.actor == "amd" for figure in good)
        assert all(2 <= error.line <= content.count(b"\n") + content.count(b"\r") + 2 for error in errors)


def test_tickers_lead_to_actors() -> None:
    """American tickers only, each to the actor that the atlas lists under it."""
    tickers = actors_by_ticker()
    assert (tickers["NVDA"], tickers["ORCL"], tickers["GOOGL"]) == ("nvidia", "oracle", "alphabet")
    assert "2330" not in tickers
    atlas = load_atlas()
    for ticker, actor in tickers.items():
        entry = atlas.get(actor)
        assert entry is not None
        assert entry.ticker in (f"NASDAQ:{ticker}", f"NYSE:{ticker}")


def test_the_columns_are_the_parts_of_a_figure() -> None:
    """Every part of a figure and of its amount has a column."""
    parts = {"actor", "metric", "period", "as_of", "source", "source_kind"} | {"value", "bound", "low", "high", "currency"}
    assert set(COLUMNS) == parts
