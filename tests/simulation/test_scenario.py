"""Scenario files: what is wrong is told with file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from interlock.simulation.scenario import BadScenario, Op, ShockField, parse_shock, read_scenario

KNOWN = {"openai": "openai", "OpenAI": "openai", "nvidia": "nvidia", "oracle": "oracle"}
SHOCK = '[[shock]]\ntarget = "openai"\nfield = "payments"\nop = "scale"\nvalue = 0.4\n'


def _read(path: Path, text: str) -> object:
    path.write_text(text, encoding="utf-8")
    return read_scenario(path, KNOWN.get)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SHOCK.replace("openai", "openaj"), "target names 'openaj'"),
        (SHOCK + "valeu = 1\n", "the key 'valeu' is unknown"),
        ("nmae = 'x'\n" + SHOCK, "the key 'nmae' is unknown"),
        (SHOCK.replace("0.4", "nan"), "value is nan"),
        (SHOCK.replace("0.4", "inf"), "value is inf"),
        (SHOCK.replace("0.4", "-0.1"), "not scaled below zero"),
        (SHOCK.replace("0.4", "1.4"), "lies between 0 and 1"),
        (SHOCK.replace("payments", "start").replace("scale", "add").replace("0.4", "-2"), "a delay is not negative"),
        (SHOCK.replace("payments", "paymints"), "field is 'paymints'"),
        (SHOCK.replace("scale", "add"), "op is 'add'; for payments"),
        (SHOCK.replace("value = 0.4\n", ""), "the key 'value' is missing"),
        ('window = "2030-2026"\n' + SHOCK, "runs backwards"),
        ('window = "soon"\n' + SHOCK, "is no window of years"),
        ('basis = "real"\n' + SHOCK, "basis is 'real'"),
        ("[[shock]\n", "is no TOML"),
        ("name = 'x'\n", "has no [[shock]]"),
        (SHOCK + "years = [-5]\n", "years holds -5"),
        (
            SHOCK + '[[assume]]\ntarget = "openai"\nfield = "cash"\nof = "oracle.cash"\n'
            '[[assume]]\ntarget = "oracle"\nfield = "cash"\nof = "openai.cash"\n',
            "assumptions go in a circle",
        ),
        (SHOCK + '[[assume]]\ntarget = "openai"\nfield = "cash"\nof = "oracle.cash"\n', "which this scenario does not assume"),
        (SHOCK + '[[assume]]\ntarget = "openai"\nfield = "cash"\nvalue = 5\ncurrency = "XYZ"\n', "for which there is no rate"),
        (SHOCK + '[[assume]]\ntarget = "openai"\nfield = "pass_through"\nvalue = 2\n', "is no share between 0 and 1"),
        ("[rates]\nEUR = 0\n" + SHOCK, "a rate is above zero"),
    ],
)
def test_a_bad_scenario_gives_one_clear_error(tmp_path: Path, text: str, told: str) -> None:
    """It names the file and what is wrong."""
    file = tmp_path / "mine.toml"
    with pytest.raises(BadScenario) as error:
        _read(file, text)
    assert told in str(error.value)
    assert "mine.toml" in str(error.value)


def test_scenarios_that_are_based_on_each_other_are_an_error(tmp_path: Path) -> None:
    """The circle is shown."""
    (tmp_path / "a.toml").write_text('based_on = "b.toml"\n' + SHOCK)
    (tmp_path / "b.toml").write_text('based_on = "a.toml"\n' + SHOCK)
    with pytest.raises(BadScenario, match=r"circle: a.toml -> b.toml -> a.toml"):
        read_scenario(tmp_path / "a.toml", KNOWN.get)


def test_a_scenario_builds_on_another(tmp_path: Path) -> None:
    """Its shocks come on top, its assumptions replace."""
    (tmp_path / "base.toml").write_text(
        'name = "base"\nwindow = "2026-2028"\n' + SHOCK + '[[assume]]\ntarget = "openai"\nfield = "cash"\nvalue = 1e9\n'
    )
    text = (
        'based_on = "base.toml"\n[[shock]]\ntarget = "nvidia"\nfield = "funding"\nop = "stop"\n'
        '[[assume]]\ntarget = "openai"\nfield = "cash"\nvalue = 2e9\ncurrency = "EUR"\n[rates]\nEUR = 0.5\n'
    )
    (tmp_path / "mine.toml").write_text(text)
    found = read_scenario(tmp_path / "mine.toml", KNOWN.get)
    assert [shock.field for shock in found.shocks] == [ShockField.PAYMENTS, ShockField.FUNDING]
    assert found.years == (2026, 2027, 2028)
    assert [(row.field, row.value) for row in found.assumptions] == [("cash", 4e9)]


@pytest.mark.parametrize(
    ("text", "field", "op", "value", "years"),
    [
        ("OpenAI:payments=40%", "payments", Op.SCALE, 0.4, ()),
        ("openai:revenue=-50%", "revenue", Op.SCALE, 0.5, ()),
        ("openai:revenue=+20%", "revenue", Op.SCALE, 1.2, ()),
        ("nvidia:funding=stop@2027-2028", "funding", Op.STOP, 0.0, (2027, 2028)),
        ("oracle:start=+2", "start", Op.ADD, 2.0, ()),
    ],
)
def test_shocks_of_the_command_line(text: str, field: str, op: Op, value: float, years: tuple[int, ...]) -> None:
    """A signed percentage changes by so much, one without a sign is what is left."""
    shock = parse_shock(text, KNOWN.get)
    assert (str(shock.field), shock.op, shock.years) == (field, op, years)
    assert shock.value == pytest.approx(value)


@pytest.mark.parametrize("text", ["openai", "openai:payments", "openai:payments=many", "nobody:payments=40%"])
def test_a_shock_that_means_nothing_is_an_error(text: str) -> None:
    """Most of all one of an unknown actor."""
    if text == "openai:payments":
        assert parse_shock(text, KNOWN.get).op is Op.STOP
    else:
        with pytest.raises(BadScenario, match="--shock"):
            parse_shock(text, KNOWN.get)
