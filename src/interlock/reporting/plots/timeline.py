"""Policy over time: a lane for each authority, a mark for each act, as long as its date is vague."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from interlock.reporting.bidi import isolated
from interlock.reporting.plots.layout import Sample, draw_key, key_height, key_rows
from interlock.reporting.plots.models_moves import PolicyEvent, PolicyKind, PolicyTimeline
from interlock.reporting.plots.palette import INK, POLICY, QUIET, RULE
from interlock.reporting.plots.sheet import BODY, MARGIN, SMALL, Sheet, line_height

LANE = 32.0
"""Millimetres for the names of the authorities."""
UNDATED = 40.0
"""Millimetres for the acts whose date is not said, at the right edge."""
LABEL = 44.0
"""The widest label, in millimetres."""

_MARK = 2.6
_PADDING = 1.6
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class _Block:
    """An act with its mark from `start` to `end` and its label at `left`, in millimetres across."""

    event: PolicyEvent
    start: float
    end: float
    left: float
    right: float
    lines: tuple[str, ...]
    quiet: int  # how many of the last lines say what the act touches

    @property
    def high(self) -> float:
        return _MARK + line_height(SMALL) * len(self.lines) + _PADDING


@dataclass(frozen=True, slots=True)
class _Days:
    """The days that the timeline shows, and where they lie."""

    first: date
    last: date
    start: float
    end: float

    def at(self, day: date, whole: bool = False) -> float:
        """The place of a day's beginning, or of its end."""
        share = ((day - self.first).days + whole) / ((self.last - self.first).days + 1)
        return self.start + share * (self.end - self.start)


def draw(sheet: Sheet, figure: PolicyTimeline) -> None:
    """Draws the timeline and sets the height of the sheet."""
    top = sheet.head(figure.title)
    spans = [event.span for event in figure.events if event.span is not None]
    undated = len(spans) < len(figure.events)
    left, right = MARGIN + LANE, sheet.width - MARGIN
    edge = right - UNDATED if undated and spans else right
    days = None
    if spans:
        days = _Days(_month_start(min(first for first, _ in spans)), _month_end(max(last for _, last in spans)), left, edge)
    lanes = [(name, _rows(sheet, figure, name, days, (left, edge, right))) for name in figure.authorities]
    axis = line_height(SMALL) * 1.2 + 1.5
    heights = [
        max(sum(max(block.high for block in row) for row in rows) + _PADDING, line_height(BODY) * 2 + _PADDING)
        for _, rows in lanes
    ]
    key = key_rows(sheet, _samples(figure))
    bottom = top + axis + sum(heights)
    sheet.set_height(bottom + 2.0 + key_height(key) + sheet.foot(figure.note))
    if days is not None:
        _axis(sheet, days, top + axis, bottom)
    if undated:
        sheet.text((edge + 2.0 if spans else left + 2.0, top + axis - 1.0), "date unknown", SMALL, down="bottom", colour=QUIET)
        x = edge if spans else left
        sheet.line([(x, top), (x, bottom)], QUIET, 0.8, (3.0, 2.0), order=1.2)
    y = top + axis
    for (name, rows), height in zip(lanes, heights, strict=True):
        sheet.line([(MARGIN, y), (right, y)], QUIET, 0.6, order=1.2)
        sheet.text((MARGIN, y + _PADDING), sheet.wrapped(name, LANE - 2.0, BODY, 3), down="top")
        at = y + _PADDING
        for row in rows:
            for block in row:
                _draw_block(sheet, block, at)
            at += max(block.high for block in row)
        y += height
    sheet.line([(MARGIN, bottom), (right, bottom)], QUIET, 0.6, order=1.2)
    draw_key(sheet, key, bottom + 2.0)


def _rows(
    sheet: Sheet, figure: PolicyTimeline, authority: str, days: _Days | None, edges: tuple[float, float, float]
) -> list[list[_Block]]:
    """The acts of one authority in rows in which no two lie over each other."""
    mine = [event for event in figure.events if event.authority == authority]
    blocks = [_block(sheet, event, days, edges) for event in mine]
    rows: list[list[_Block]] = []
    for block in sorted(blocks, key=lambda block: block.start):
        for row in rows:
            if all(block.left >= other.right or other.left >= block.right for other in row):
                row.append(block)
                break
        else:
            rows.append([block])
    return rows


def _block(sheet: Sheet, event: PolicyEvent, days: _Days | None, edges: tuple[float, float, float]) -> _Block:
    left, edge, right = edges
    span = event.span
    if span is None or days is None:
        begin, limit = (edge if days is not None else left) + 2.0, right
        start = end = begin + _MARK / 2
    else:
        start, end = days.at(span[0]), days.at(span[1], whole=True)
        if span[0] == span[1]:
            start = end = (start + end) / 2
        begin, limit = start - _MARK / 2, edge - 1.0
    floor = begin if span is None else min(left, begin)
    widest = min(LABEL, limit - floor - 4.0)
    said = sheet.wrapped(event.label, widest, SMALL, 3)
    names = ", ".join(isolated(name) for name in event.touches)
    touched = sheet.wrapped(f"→ {names}", widest, SMALL, 3) if event.touches else []
    dated = [event.date] if event.date else []
    lines = (*dated, *said, *touched)
    width = max(sheet.measure(line, SMALL) for line in lines) + 3.0
    at = max(min(begin, limit - width), floor)
    return _Block(event, start, end, min(at, start - _MARK / 2), max(at + width, end + _MARK / 2), lines, len(touched))


def _draw_block(sheet: Sheet, block: _Block, top: float) -> None:
    colour, shape = POLICY[block.event.kind]
    y = top + _MARK / 2
    if block.end > block.start:
        sheet.line([(block.start, y), (block.end, y)], colour, 2.4, order=3.0)
        for x in (block.start, block.end) if block.end - block.start > 2 * _MARK else ():
            sheet.line([(x, y - 1.0), (x, y + 1.0)], colour, 1.2, order=3.0)
    sheet.marker(((block.start + block.end) / 2, y), shape, colour, 6.0, hollow=block.event.kind is PolicyKind.EASING)
    text_left = block.left
    told = len(block.lines) - block.quiet
    first = top + _MARK + 0.5
    step = line_height(SMALL)
    for number, line in enumerate(block.lines):
        dated = number == 0 and block.event.date is not None
        colour = QUIET if dated or number >= told else INK
        sheet.text((text_left, first + (number + 0.5) * step), line, SMALL, colour=colour, halo=True)


def _axis(sheet: Sheet, days: _Days, top: float, bottom: float) -> None:
    """Lines at the years, and at the months or quarters where they have room, with their names above."""
    total = (days.last - days.first).days
    month_room = (days.end - days.start) / max(1, total) * 30
    every = 1 if month_room > 9.0 else 3 if month_room > 3.2 else 12
    at = days.first
    last_label = -1e9
    while at <= days.last:
        x = days.at(at)
        if (at.month - 1) % every == 0 or at == days.first:
            january = at.month == 1
            sheet.line([(x, top), (x, bottom)], QUIET if january else RULE, 0.6 if january else 0.4, order=1.0)
            words = str(at.year) if january or every == 12 else _MONTHS[at.month - 1]
            if at == days.first and not january and every < 12:
                words = f"{words} {at.year}"
            if x >= last_label:
                sheet.text((x, top - 1.0), words, SMALL, down="bottom", colour=QUIET)
                last_label = x + sheet.measure(words, SMALL) + 1.5
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)


def _month_start(day: date) -> date:
    return day.replace(day=1)


def _month_end(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _samples(figure: PolicyTimeline) -> list[Sample]:
    used = {event.kind for event in figure.events}
    samples = [
        Sample(str(kind), POLICY[kind][0], marker=POLICY[kind][1], hollow=kind is PolicyKind.EASING)
        for kind in PolicyKind
        if kind in used
    ]
    if any(event.span is not None and event.span[0] < event.span[1] for event in figure.events):
        samples.append(Sample("some day within this time", QUIET))
    if any(event.touches for event in figure.events):
        samples.append(Sample("deals and products that it touches", QUIET, sign="→"))
    return samples
