"""Colours, dashes and hatches."""

from __future__ import annotations

import pytest

from interlock.reporting.plots import Instrument
from interlock.reporting.plots.palette import INK, INSTRUMENTS, LINE_KEY, PAPER, QUIET, contrast, dashes_of, series_style
from interlock.vocabulary import Status


def test_no_two_series_look_the_same() -> None:
    """Of the first 56; six neighbours differ in their hatch alone too, so that they can be told apart in grey."""
    assert len({series_style(number) for number in range(56)}) == 56
    assert len({series_style(number)[1] for number in range(7)}) == 7


def test_every_instrument_has_a_colour_of_its_own() -> None:
    """Seven of them."""
    assert len({INSTRUMENTS[instrument] for instrument in Instrument}) == len(Instrument)


def test_every_status_has_a_line_that_the_key_explains() -> None:
    """Done is solid, planned dashed, talks dotted, and no other status looks done."""
    explained = [dashes for dashes, _ in LINE_KEY]
    assert all(dashes_of(status) in explained for status in Status)
    assert {status for status in Status if not dashes_of(status)} == {Status.DONE, Status.AGREED}
    assert len({dashes_of(Status.DONE), dashes_of(Status.PLANNED), dashes_of(Status.TALKS), dashes_of(Status.DENIED)}) == 4


def test_black_on_white_has_the_greatest_contrast() -> None:
    """21 to 1 by the guidelines; a colour on itself has 1."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#0072B2", "#0072B2") == pytest.approx(1.0)


def test_text_can_be_read_on_white() -> None:
    """At least 4.5 to 1 (Web Content Accessibility Guidelines, level AA)."""
    assert min(contrast(colour, PAPER) for colour in (INK, QUIET)) >= 4.5
