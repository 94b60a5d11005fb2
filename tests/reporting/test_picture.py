"""The reliability diagram: what it draws, and that it stands alone."""

from __future__ import annotations

from lxml import etree

from interlock.reporting import Bar, Panel, reliability_picture

SVG = "{http://www.w3.org/2000/svg}"
BARS = (Bar("0.0 to 0.5", 0, None, None), Bar("0.5 to 1.0", 12, 0.75, 0.5))


def drawn(*panels: Panel) -> etree._Element:
    """The picture as a tree."""
    return etree.fromstring(reliability_picture(panels).encode("utf-8"))


def texts(root: etree._Element) -> list[str]:
    """All words in the picture."""
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_a_bar_is_as_high_as_the_share_that_is_right() -> None:
    """A step without claims has no bar, and its count is 0."""
    root = drawn(Panel("grammar/1", BARS, 12, 0.25))
    (bar,) = root.findall(f".//{SVG}rect[@class='bar']")
    assert (bar.get("x"), bar.get("y"), bar.get("width"), bar.get("height")) == ("152.0", "150.0", "146.0", "150.0")
    assert {"0", "12", "confidence", "claims judged", "share that is right"} <= set(texts(root))
    assert "12 claims judged, expected calibration error 0.250" in texts(root)


def test_the_diagonal_is_drawn_over_the_bars() -> None:
    """From the lower left to the upper right."""
    root = drawn(Panel("grammar/1", BARS, 12, 0.25))
    (line,) = root.findall(f".//{SVG}line[@class='even']")
    assert [line.get(name) for name in ("x1", "y1", "x2", "y2")] == ["0", "300", "300", "0"]
    drawing = list(root.iter(f"{SVG}rect", f"{SVG}line"))
    assert drawing[-1] is line


def test_readers_stand_beside_each_other() -> None:
    """A panel each, the picture as wide as all of them."""
    root = drawn(Panel("grammar/1", BARS, 12, 0.25), Panel("both/1", BARS, 12, 0.25))
    places = [group.get("transform") for group in root.iter(f"{SVG}g")]
    assert places == ["translate(60 64)", "translate(444 64)"]
    assert root.get("width") == "768"


def test_it_says_in_words_what_it_shows() -> None:
    """For those who cannot see it: title and description, named by the picture."""
    root = drawn(Panel("grammar/1", BARS, 12, 0.25), Panel("both/1", BARS[:1], 0, None))
    assert root.get("role") == "img"
    assert (root.get("aria-labelledby") or "").split() == [root[0].get("id"), root[1].get("id")]
    assert root[1].text == (
        "grammar/1: 12 claims judged, expected calibration error 0.250. 0.5 to 1.0: 12 judged, 50% right at a mean confidence "
        "of 75%. both/1: 0 claims judged, expected calibration error none. no claim was judged."
    )


def test_it_follows_light_and_dark() -> None:
    """Whatever has a colour in the one has one in the other."""
    style = drawn(Panel("grammar/1", BARS, 12, 0.25)).findtext(f"{SVG}style") or ""
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    for name in ("text", ".head", ".paper", ".grid", ".bar", ".even"):
        assert f"  {name} {{" in light
        assert f"    {name} {{" in dark


def test_it_loads_nothing_and_a_name_stays_text() -> None:
    """No script, no address but that of the format."""
    picture = reliability_picture([Panel("<script>alert(1)</script>", BARS, 12, 0.25)])
    assert "<script" not in picture
    assert picture.count("http") == 1
    assert "url(" not in picture
