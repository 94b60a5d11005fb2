"""The pages as a user walks through them, in a real browser. Nothing is asked of another host, nothing is told on the console."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from web.conftest import Visit

PAGES = (
    "/",
    "/map",
    "/deals",
    "/actors",
    "/actors/nvidia",
    "/loops",
    "/exposure",
    "/stress",
    "/talent",
    "/policy",
    "/digest",
    "/stories",
    "/disputes",
    "/documents",
    "/judge",
    "/method",
    "/game",
    "/search?q=OpenAI",
)
HEBREW_DEAL = "/deals?from=אנבידיה&to=OpenAI&status=optional"


def drawn(page: Page) -> None:
    """Wait until the map is drawn."""
    page.wait_for_selector("#map[data-ready=true]")


def test_a_number_opens_its_sentence_and_closes_again(visit: Visit) -> None:
    """The panel takes the focus, Escape gives it back to the number."""
    page = visit().open("/")
    number = page.locator("main a.figure[data-evidence]").nth(4)
    number.click()
    panel = page.locator("#panel")
    expect(panel.locator("blockquote").first).to_be_visible()
    expect(page.locator("#panel-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(number).to_be_focused()


def test_what_is_in_no_total_stands_apart(visit: Visit) -> None:
    """The largest deals come by status; talks and options have a group of their own, each with its status."""
    page = visit().open("/")
    expect(page.locator(".group h3")).to_have_text(["done", "agreed", "planned", "talked of, optional or stalled (in no total)"])
    expect(page.locator(".group").last.locator("li").first).to_contain_text("optional")


def test_a_hebrew_sentence_is_read_from_the_right_and_found_in_its_document(visit: Visit) -> None:
    """A firm is asked for by its Hebrew name; the quote leads to the marked place in the article."""
    page = visit().open(HEBREW_DEAL)
    page.locator("table.deals a.figure").first.click()
    quote = page.locator("#panel blockquote[lang=he]").first
    expect(quote).to_have_attribute("dir", "rtl")
    words = quote.inner_text()
    page.locator("#panel .acts a").first.click()
    page.wait_for_url(re.compile(r"/documents/[0-9a-f]+\?claim=.*#c-"))
    pin = page.locator(":target")
    expect(pin).to_be_in_viewport()
    assert words.split()[0] in page.locator(".paper p", has=page.locator(":target")).inner_text()


def test_deals_are_filtered_and_sorted_and_the_address_holds_it(visit: Visit) -> None:
    """The totals follow the filter; the same address gives the same page."""
    watched = visit()
    page = watched.open("/deals")
    every = page.locator("p.count").inner_text()
    totals = page.locator(".totals").inner_text()
    page.get_by_label("Who", exact=True).fill("OpenAI")
    page.locator("details.pick summary").first.click()
    page.get_by_label("agreed").check()
    page.get_by_role("button", name="Apply").last.click()
    expect(page.locator("p.count")).not_to_have_text(every)
    page.wait_for_load_state()
    assert page.locator(".totals").inner_text() != totals
    assert all("agreed" in row for row in page.locator("table.deals tbody tr").all_inner_texts())
    page.get_by_role("link", name="Status").click()
    expect(page.locator("th[aria-sort]")).to_contain_text("Status")
    page.wait_for_load_state()
    rows = page.locator("table.deals tbody tr").all_text_contents()
    again = watched.open(page.url.removeprefix(watched.address))
    assert again.locator("table.deals tbody tr").all_text_contents() == rows


def test_an_earlier_day_takes_later_facts_away(visit: Visit) -> None:
    """And a click brings the present back."""
    page = visit().open("/deals")
    now = page.locator("p.count").inner_text()
    page.get_by_label("As of").fill("2025-10-10")
    page.locator(".asof button").click()
    expect(page.locator(".banner")).to_contain_text("2025-10-10")
    assert page.locator("p.count").inner_text() != now
    page.locator(".banner a").click()
    expect(page.locator("p.count")).to_have_text(now)


def at_rest(page: Page, place: str) -> dict[str, float]:
    """What the script gives once it gives the same for a quarter of a second: the picture is fitted after it was filtered."""
    before, now = None, page.evaluate(place)
    while before != now:
        page.wait_for_timeout(250)
        before, now = now, page.evaluate(place)
    return dict(now)


def test_the_map_is_filtered_and_an_edge_tells_its_sentences(visit: Visit) -> None:
    """Fewer flows are shown; a click on a line opens its Hebrew sentence, which leads to its place in the document."""
    page = visit().open("/map")
    drawn(page)
    shown = page.locator("#map-count").inner_text()
    page.locator("input[name=least]").fill("50bn")
    page.locator("input[name=least]").press("Enter")
    expect(page.locator("#map-count")).not_to_have_text(shown)
    assert "least=50bn" in page.url
    page.locator("#map").scroll_into_view_if_needed()
    middle = at_rest(
        page,
        """() => document.getElementById('map').drawing.edges()
        .find((edge) => edge.source === 'nvidia' && edge.target === 'openai' && edge.instrument === 'equity').middle""",
    )
    box = page.locator("#map").bounding_box()
    assert box
    page.mouse.click(box["x"] + middle["x"], box["y"] + middle["y"])
    expect(page.locator("#panel blockquote[lang=he]").first).to_have_attribute("dir", "rtl")
    page.locator("#panel figure", has=page.locator("blockquote[lang=he]")).first.locator(".acts a").first.click()
    page.wait_for_url(re.compile("/documents/"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_slider_takes_the_map_back_in_time(visit: Visit) -> None:
    """Before a day fewer flows had been told; the address holds the day."""
    page = visit().open("/map")
    drawn(page)
    shown = page.evaluate("document.getElementById('map').drawing.edges().length")
    slider = page.locator("#map-day")
    slider.focus()
    page.keyboard.press("Home")
    assert 0 < page.evaluate("document.getElementById('map').drawing.edges().length") < shown
    assert "as_of=" in page.url
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", page.locator("#map-day-told").inner_text())


def test_a_flow_has_the_status_of_the_day(visit: Visit) -> None:
    """The status of a flow follows its history."""
    page = visit().open("/map")
    drawn(page)
    told = page.evaluate(
        """async () => { const { statusBy } = await import('/static/map.js');
        const history = [{ since: '2025-09-01', status: 'planned' }, { since: '2025-11-01', status: 'done' }];
        const edge = { status: 'done', history };
        return [statusBy(edge, '2025-10-01'), statusBy(edge, '2025-12-01'), statusBy(edge, null)]; }"""
    )
    assert told == ["planned", "done", "done"]


def test_the_map_is_used_by_keyboard_alone(visit: Visit) -> None:
    """n goes to an actor, e to a flow of it, Enter opens its sentences; what is chosen is read out."""
    page = visit().open("/map")
    drawn(page)
    page.locator("#map").focus()
    page.keyboard.press("n")
    expect(page.locator("#map [aria-live]")).to_contain_text("selected")
    page.keyboard.press("e")
    page.keyboard.press("Enter")
    expect(page.locator("#panel blockquote").first).to_be_visible()


def test_a_loop_is_picked_out_on_the_map(visit: Visit) -> None:
    """From the page of loops to the same loop on the map."""
    page = visit().open("/loops")
    page.get_by_role("link", name="Show on the map").first.click()
    drawn(page)
    legs = page.evaluate(
        """() => document.getElementById('map').drawing.edges()
        .filter((edge) => edge.round).map((edge) => [edge.source, edge.target])"""
    )
    assert sorted(legs) == [["anthropic", "microsoft"], ["microsoft", "anthropic"]]


def test_a_stress_test_is_built_and_a_loss_followed_to_its_sentence(visit: Visit) -> None:
    """A shock by slider; the bar of a loss opens the deals behind it."""
    page = visit().open("/stress")
    page.select_option("select[name=scenario]", "own")
    page.locator("input[name=who]").first.fill("OpenAI")
    slide = page.locator("input[name=level]").first
    slide.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.locator("output").first).to_have_text("60 %")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("main code").first).to_have_text("OpenAI:payments=60%")
    page.wait_for_load_state()  # before its scripts have run, a link leads to a page of its own
    page.locator("#losses a").first.click()
    expect(page.locator("#panel blockquote").first).to_be_visible()


def test_two_scenarios_are_compared(visit: Visit) -> None:
    """Side by side, with the difference."""
    page = visit().open("/stress?scenario=openai-pays-40-percent&versus=power-delayed")
    expect(page.get_by_role("columnheader", name="Difference of the middles")).to_be_visible()


def test_a_judgement_is_made_and_taken_back(visit: Visit, own_server: str) -> None:
    """A claim that is judged wrong leaves its fact, and comes back."""
    watched = visit(own_server)
    page = watched.open("/deals?from=OpenAI&to=Nvidia")
    page.locator("table.deals a.figure").first.click()
    before = page.locator("#panel .facts-line").first.inner_text()
    page.locator("#panel .acts a", has_text="wrong").first.click()
    page.get_by_label("Who judges").fill("Ada")
    page.get_by_label("Reason").fill("a slip of the reader")
    page.get_by_role("button", name="This reading is wrong").click()
    page.wait_for_url(re.compile("saved=1"))
    page = watched.open("/judge")
    expect(page.locator("table").last).to_contain_text("a slip of the reader")
    page = watched.open("/deals?from=OpenAI&to=Nvidia")
    page.locator("table.deals a.figure").first.click()
    expect(page.locator("#panel .facts-line").first).to_be_visible()
    expect(page.locator("#panel .facts-line").first).not_to_have_text(before)
    page = watched.open("/judge")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url(re.compile("saved=1"))
    page = watched.open("/deals?from=OpenAI&to=Nvidia")
    page.locator("table.deals a.figure").first.click()
    expect(page.locator("#panel .facts-line").first).to_have_text(before)


@pytest.mark.parametrize(
    ("language", "name", "direction"), [("he", "עברית", "rtl"), ("zh-Hant", "繁體中文", "ltr"), ("fr", "Français", "ltr")]
)
def test_the_pages_speak_other_languages(visit: Visit, language: str, name: str, direction: str) -> None:
    """The choice is kept; in Hebrew the side bar is on the right."""
    page = visit().open("/deals")
    page.locator(".looks summary").click()
    page.get_by_label(name).check()
    page.locator(".looks button").click()
    html = page.locator("html")
    expect(html).to_have_attribute("lang", language)
    expect(html).to_have_attribute("dir", direction)
    assert "/deals" in page.url
    side, main = page.locator(".side").bounding_box(), page.locator("main").bounding_box()
    assert side and main
    assert (side["x"] > main["x"]) == (direction == "rtl")
    assert "Each line is one fact" not in page.locator("main").inner_text()


def test_a_page_turns_dark(visit: Visit) -> None:
    """The choice is kept on the next page."""
    watched = visit(color_scheme="light")
    page = watched.open("/deals")
    light = page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor")
    page.locator(".looks summary").click()
    page.get_by_label("dark").check()
    page.locator(".looks button").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page = watched.open("/map")
    drawn(page)
    assert page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor") != light


def test_a_document_goes_the_way_of_its_language(visit: Visit) -> None:
    """A paragraph that begins with a mark is read as its own language is, whatever the language of the page."""
    for locale, language, way in (("he-IL", "en", "ltr"), ("en", "he", "rtl")):
        page = visit(locale=locale).open("/documents")
        page.locator(f"td.title[lang={language}] a").first.click()
        begun = page.locator(".paper p:has(> .pin:first-child)")
        ways = begun.evaluate_all("(all) => all.map((each) => getComputedStyle(each).direction)")
        assert ways and set(ways) == {way}


def test_nothing_is_wider_than_a_phone(visit: Visit) -> None:
    """360 points: no page scrolls sideways, the menu of each opens."""
    watched = visit(viewport={"width": 360, "height": 740})
    too_wide = []
    for path in PAGES:
        page = watched.open(path)
        expect(page.locator("#menu a").first).to_be_hidden()
        page.locator("#menu > summary").click()
        expect(page.locator("#menu a").first).to_be_visible()
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            too_wide.append(path)
    assert not too_wide


def test_everything_is_reached_by_keyboard(visit: Visit) -> None:
    """The first stop leads past the menu; '/' goes to the search; Enter opens evidence."""
    page = visit().open("/deals")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.locator("table.deals a.figure").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_be_focused()


def test_without_scripts_the_sentence_is_a_page(visit: Visit) -> None:
    """The same link leads to the same quotes."""
    page = visit(java_script_enabled=False).open("/deals")
    page.locator("table.deals a.figure").first.click()
    expect(page.locator("blockquote").first).to_be_visible()


def test_a_page_is_printed_without_its_menu(visit: Visit) -> None:
    """Paper has no buttons."""
    page = visit().open("/deals")
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator(".side")).to_be_hidden()
    expect(page.locator("table.deals")).to_be_visible()


def test_an_exported_page_works_from_disk(visit: Visit, tmp_path: Path) -> None:
    """One file: a number leads to its sentence without any server."""
    watched = visit()
    page = watched.open("/deals?from=OpenAI")
    page.locator("details.export summary").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="This page as one HTML file").click()
    saved = tmp_path / "deals.html"
    waiting.value.save_as(saved)
    page = watched.open(saved.as_uri())
    page.locator("table.deals a.figure").first.click()
    expect(page.locator(":target blockquote").first).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/map", "/talent", "/stress"])
def test_charts_are_saved_as_pictures(visit: Visit, tmp_path: Path, path: str) -> None:
    """As vectors and as points."""
    page = visit().open(path)
    if path == "/map":
        drawn(page)
    for form, mark in (("svg", b"<svg"), ("png", b"\x89PNG")):
        page.locator("details.export").evaluate("(menu) => { menu.open = true; }")
        with page.expect_download() as waiting:
            page.locator(f"button[data-form={form}]").click()
        waiting.value.save_as(tmp_path / form)
        assert (tmp_path / form).read_bytes().startswith(mark)


def test_csv_and_json_are_the_answers_of_the_api(visit: Visit) -> None:
    """The links of the menu hold the filters of the page."""
    page = visit().open("/deals?from=OpenAI")
    page.locator("details.export summary").click()
    for name in ("CSV", "JSON"):
        link = page.get_by_role("link", name=name, exact=True).get_attribute("href")
        assert link and "from=OpenAI" in link
        answer = page.request.get(page.url.split("/deals")[0] + link)
        assert answer.ok and "OpenAI" in answer.text()


def test_the_game_comes_to_an_end(visit: Visit) -> None:
    """Each answer asks the next question; at the end a person stands there with sentences, or who comes nearest."""
    page = visit().open("/game")
    page.locator("a.button").click()
    for _ in range(15):
        page.wait_for_load_state()
        if page.locator("#found").count():
            break
        page.get_by_role("link", name="Yes" if page.locator(".answered li").count() % 2 else "No", exact=True).click()
    expect(page.locator("#found")).to_be_visible()
    expect(page.locator("article.fact h3").first).to_be_visible()


def test_one_box_searches_in_every_script(visit: Visit) -> None:
    """A Chinese and a Hebrew name find the same actor, and sentences in their language."""
    watched = visit()
    for words, language in (("輝達", "zh-Hant"), ("אנבידיה", "he"), ("Nvidia", "fr")):
        page = watched.open("/")
        page.locator("#q").fill(words)
        page.keyboard.press("Enter")
        expect(page.locator("#actors + ul a.party").first).to_have_text("Nvidia")
        page.wait_for_load_state()
        assert page.locator(f"blockquote[lang={language}]").count()


def test_the_description_of_the_api_is_shown(visit: Visit) -> None:
    """From files of our own."""
    page = visit().open("/docs")
    expect(page.get_by_text("/api/v1/facts", exact=True).first).to_be_visible()
