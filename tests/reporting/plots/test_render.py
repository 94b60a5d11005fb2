"""Every kind of picture as a file: it stands alone, says what it shows, and is the same each time."""

from __future__ import annotations

import io
import subprocess
import sys
import warnings

import pytest
from lxml import etree
from reporting.plots.samples import NAMES, SVG, drawn, empty_figures, figures, printed

from interlock.reporting.plots import AnyFigure, MissingCharacters, PlottingUnavailable, PolicyTimeline, render
from interlock.vocabulary import InterlockError

Image = pytest.importorskip("PIL.Image")
pytest.importorskip("matplotlib")

HOSTILE = ("<script>alert(1)</script>", "$\\frac{}$", "A & B", "--><b>", "\u202eevil\x00\ufffe", "100% _x_ ^2 {")
LONG = tuple(f"{number} " + "Blue Owl Capital Corporation " * 5 for number in range(3))
each = pytest.mark.parametrize("figure", figures(), ids=lambda figure: type(figure).__name__)


@each
def test_an_svg_is_well_formed_and_named(figure: AnyFigure) -> None:
    """Its title and description are those of the figure, and the picture points to both."""
    root = drawn(figure)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert (title.text, description.text) == (figure.title, figure.description)
    assert (root.get("aria-labelledby") or "").split() == [title.get("id"), description.get("id")]


@each
def test_a_picture_shows_every_name_without_a_missing_glyph(figure: AnyFigure) -> None:
    """Hebrew and both Chinese scripts; a warning of matplotlib would fail in `drawn`."""
    lines = printed(drawn(figure))
    assert [name for name in NAMES if not any(name in line for line in lines)] == []


@each
def test_an_svg_needs_no_font_and_loads_nothing(figure: AnyFigure) -> None:
    """Text is paths; no script, image or style sheet from elsewhere."""
    root = drawn(figure)
    assert not [element for name in ("text", "script", "image", "foreignObject") for element in root.iter(f"{SVG}{name}")]
    assert {link[:1] for element in root.iter() for name, link in element.items() if str(name).endswith("href")} <= {"#"}


@each
def test_the_same_figure_gives_the_same_bytes(figure: AnyFigure) -> None:
    """As SVG and as PNG."""
    assert render(figure, "svg") == render(figure, "svg")
    assert render(figure, "png") == render(figure, "png")


def test_settings_of_the_user_change_nothing() -> None:
    """Nor does a picture change them."""
    import matplotlib

    figure = figures()[0]
    plain = render(figure, "svg")
    with matplotlib.rc_context({"font.size": 30, "svg.hashsalt": "other", "text.hinting": "default", "lines.linewidth": 9}):
        assert render(figure, "svg") == plain
        assert matplotlib.rcParams["font.size"] == 30


def test_another_process_gives_the_same_bytes() -> None:
    """With another order of sets and another place of objects in memory."""
    code = (
        "import sys; from reporting.plots.samples import figures; from interlock.reporting.plots import render; "
        "sys.stdout.buffer.write(render(figures()[0], 'svg'))"
    )
    paths = [path for path in sys.path if path]
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}; {code}"]
    done = subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": "7", "PATH": ""})
    assert done.stdout == render(figures()[0], "svg")


@each
@pytest.mark.parametrize(("width", "dots", "pixels"), [(180.0, 200, 1417), (254.0, 100, 1000)])
def test_a_png_is_as_wide_as_asked_for(figure: AnyFigure, width: float, dots: int, pixels: int) -> None:
    """And holds the description."""
    picture = Image.open(io.BytesIO(render(figure, "png", width=width, dots_per_inch=dots)))
    assert picture.width == pixels
    assert picture.text["Description"] == figure.description


@pytest.mark.parametrize("figure", empty_figures(), ids=lambda figure: type(figure).__name__)
def test_an_empty_figure_says_that_there_is_nothing_to_show(figure: AnyFigure) -> None:
    """In the picture, and why."""
    assert f"nothing to show: {figure.nothing}" in printed(drawn(figure))


@pytest.mark.parametrize("figure", figures(HOSTILE), ids=lambda figure: type(figure).__name__)
def test_hostile_names_are_text(figure: AnyFigure) -> None:
    """No element, no formula, no character that XML forbids; dollar signs are printed as they are."""
    root = drawn(figure)
    assert not [element for name in ("script", "b") for element in root.iter(f"{SVG}{name}", name)]
    description = root.findtext(f"{SVG}desc") or ""
    assert [name for name in (*HOSTILE[:4], "evil", HOSTILE[5]) if name not in description] == []
    lines = printed(root)
    assert any("$\\frac{}$" in line for line in lines)
    assert any("A & B" in line for line in lines)


@pytest.mark.parametrize("figure", figures(NAMES[:2]), ids=lambda figure: type(figure).__name__)
def test_two_names_are_enough(figure: AnyFigure) -> None:
    """The picture holds both."""
    lines = printed(drawn(figure))
    assert all(any(name in line for line in lines) for name in NAMES[:2])


@pytest.mark.parametrize("figure", figures(tuple(f"Actor {number:02}" for number in range(30))), ids=lambda f: type(f).__name__)
def test_thirty_names_all_stand_in_the_picture(figure: AnyFigure) -> None:
    """None is dropped."""
    lines = printed(drawn(figure))
    assert [number for number in range(30) if not any(f"Actor {number:02}" in line for line in lines)] == []


@pytest.mark.parametrize(
    "figure",
    figures(tuple(f"{number} " + "Blue Owl Capital Corporation " * 5 for number in range(3))),
    ids=lambda f: type(f).__name__,
)
def test_a_name_that_is_too_long_is_shortened(figure: AnyFigure) -> None:
    """With an ellipsis; the description has it in full."""
    root = drawn(figure)
    assert any(line.endswith("…") for line in printed(root))
    assert "Blue Owl Capital Corporation " * 5 in (root.findtext(f"{SVG}desc") or "")


def test_hebrew_is_drawn_from_right_to_left() -> None:
    """The first letter of a name has the greatest place across, and the first of a Latin one the least."""
    from importlib.resources import as_file, files

    from matplotlib.ft2font import FT2Font

    with as_file(files("interlock.reporting.plots") / "data" / "InterlockSans.ttf") as path:
        font = FT2Font(str(path))
        signs = {letter: f"#InterlockSans-{font.get_char_index(ord(letter)):x}" for letter in "אנבידהAbc"}
    for name, order in (("אנבידה", -1), ("Abc", 1)):
        root = drawn(PolicyTimeline(name, ()))
        places: dict[str, float] = {}
        for use in root.iter(f"{SVG}use"):
            link = use.get("{http://www.w3.org/1999/xlink}href") or ""
            shift = (use.get("transform") or "translate(0 0)").split("(")[1].split(" ")[0]
            places.setdefault(link, float(shift.rstrip(")")))
        across = [places[signs[letter]] for letter in name]
        assert across[::order] == sorted(across)
        assert len(set(across)) == len(name)


def test_a_character_without_a_font_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows as a box, the warning names it, and matplotlib has nothing to complain of."""
    monkeypatch.setattr("interlock.reporting.plots.fonts._installed_family", lambda code: None)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        file = render(PolicyTimeline("one \U00012399 two", ()), "svg")
    assert [warning.category for warning in caught] == [MissingCharacters]
    assert "\U00012399" in str(caught[0].message)
    assert "one □ two" in printed(etree.fromstring(file))


def test_a_picture_without_matplotlib_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the house; the figure objects work without it."""
    for name in [name for name in sys.modules if name.startswith("interlock.reporting.plots.drawing")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    for name in [name for name in sys.modules if name.startswith("interlock.reporting.plots.") and _draws(name)]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(PlottingUnavailable, match=r"interlock-ledger\[plot\]") as caught:
        render(figures()[0])
    assert isinstance(caught.value, InterlockError)


def test_loading_the_figures_loads_no_matplotlib() -> None:
    """A program that draws nothing does not pay for it."""
    paths = [path for path in sys.path if path]
    code = f"import sys; sys.path[:0] = {paths!r}; import interlock.reporting.plots; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_wrong_format_or_size_is_refused() -> None:
    """The message says what may be asked for."""
    figure = figures()[0]
    with pytest.raises(ValueError, match="'svg' or 'png', not 'gif'"):
        render(figure, "gif")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="outside 150 to 1200 mm"):
        render(figure, width=20.0)
    with pytest.raises(ValueError, match="outside 30 to 1200"):
        render(figure, dots_per_inch=5)


def _draws(name: str) -> bool:
    """Whether the module needs matplotlib."""
    return name.rsplit(".", 1)[1] not in {"errors", "figure", "interval", "models", "models_moves", "palette", "render"}
