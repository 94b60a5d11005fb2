"""The waterfall of losses: a bar for each channel begins where the last one ended; the last bar is the total."""

from __future__ import annotations

from interlock.reporting.plots.interval import Interval, known_ends, money_label
from interlock.reporting.plots.layout import Sample, draw_key, key_height, key_rows
from interlock.reporting.plots.models import LossWaterfall
from interlock.reporting.plots.palette import GREEN, INK, ORANGE, PAPER, QUIET, SUM, UNKNOWN_HATCH
from interlock.reporting.plots.scales import AXIS, Scale, draw_across, scale, whisker
from interlock.reporting.plots.sheet import BODY, MARGIN, SMALL, Sheet, line_height

ROW, BAR = 9.0, 5.0
"""Millimetres from row to row, and of a bar."""
NAMES, LABELS = 36.0, 40.0
"""Millimetres for the channels at the left and the amounts at the right."""

_GAIN_HATCH = "////"
_UNKNOWN_WIDTH = 8.0


def draw(sheet: Sheet, figure: LossWaterfall) -> None:
    """Draws the waterfall and sets the height of the sheet."""
    top = sheet.head(figure.title)
    about = sheet.wrapped(figure.actor, sheet.width - 2 * MARGIN, BODY, 2) if figure.actor else []
    first = top + line_height(BODY) * len(about) + 1.0
    bottom = first + ROW * (len(figure.steps) + 1)
    key = key_rows(sheet, _samples(figure))
    sheet.set_height(bottom + AXIS + key_height(key) + 2.0 + sheet.foot(figure.note))
    sheet.text((MARGIN, top), about, down="top", colour=QUIET)

    rows: list[tuple[str, Interval, float]] = []
    reached = 0.0
    for step in figure.steps:
        rows.append((step.channel, step.loss, reached))
        reached += step.loss.shown or 0.0
    rows.append(("total", figure.total, 0.0))
    ends = [begin + end for _, loss, begin in rows for end in known_ends([loss])]
    along = scale([*ends, *(begin for _, _, begin in rows)], MARGIN + NAMES, sheet.width - MARGIN - LABELS)
    draw_across(sheet, along, first, bottom, figure.currency)
    for number, (channel, loss, begin) in enumerate(rows):
        y = first + (number + 0.5) * ROW
        sheet.text((MARGIN + NAMES - 3.0, y), sheet.wrapped(channel, NAMES - 4.0, BODY, 2), across="right")
        _bar(sheet, along, loss, begin, y, number == len(rows) - 1, figure.currency)
        if number < len(rows) - 1:
            x = along.at(begin + (loss.shown or 0.0))
            sheet.line([(x, y + BAR / 2), (x, y + ROW - BAR / 2)], QUIET, 0.6, (2.0, 1.5))
    draw_key(sheet, key, bottom + AXIS)


def _bar(sheet: Sheet, along: Scale, loss: Interval, begin: float, y: float, total: bool, currency: str | None) -> None:
    label = sheet.wrapped(money_label(loss, currency), LABELS - 3.0, SMALL, 3)
    shown, ends = loss.shown, loss.ends
    start = along.at(begin)
    if shown is None or ends is None:
        sheet.box((start, y - BAR / 2), _UNKNOWN_WIDTH, BAR, PAPER, edge=QUIET, hatch=UNKNOWN_HATCH, ink=QUIET)
        sheet.text((start + _UNKNOWN_WIDTH + 1.5, y), label, SMALL, halo=True)
        return
    stop = along.at(begin + shown)
    face = SUM if total else ORANGE if shown >= 0 else GREEN
    hatch = "" if total or shown >= 0 else _GAIN_HATCH
    sheet.box((min(start, stop), y - BAR / 2), abs(stop - start), BAR, face, edge=INK, hatch=hatch)
    right = max(start, stop)
    if loss.wide:
        low, high = along.at(begin + ends[0]), along.at(begin + ends[1])
        whisker(sheet, ((low, y), (high, y)), BAR / 3)
        right = max(right, high)
    sheet.text((right + 1.5, y), label, SMALL, halo=True)


def _samples(figure: LossWaterfall) -> list[Sample]:
    losses = [step.loss for step in figure.steps]
    shown = [loss.shown for loss in losses if loss.shown is not None]
    samples = [Sample("adds to the loss", ORANGE, hatch="")] if any(number >= 0 for number in shown) else []
    samples += [Sample("lessens it", GREEN, hatch=_GAIN_HATCH)] if any(number < 0 for number in shown) else []
    samples += [Sample("not known", "none", hatch=UNKNOWN_HATCH)] if any(loss.unknown for loss in losses) else []
    wide = any(loss.wide for loss in [*losses, figure.total])
    return [*samples, *([Sample("from the low to the high end", INK)] if wide else [])]
