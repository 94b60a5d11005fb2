"""What the pictures of people and of policy show; read `models` first."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from interlock.reporting.plots.figure import bracketed, sentence, unique
from interlock.reporting.plots.interval import Interval, count_label

UNKNOWN_ORIGIN = "origin unknown"
UNKNOWN_DESTINATION = "destination unknown"

_PREFIX = re.compile(r"([0-9]{4})(?:-W([0-9]{2})|-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Move:
    """People who went from one organisation to another; None is an end that the press does not say."""

    origin: str | None
    destination: str | None
    people: Interval


@dataclass(frozen=True, slots=True)
class TalentFlows:
    """Moves of people between organisations."""

    title: str
    moves: tuple[Move, ...]
    note: str = ""

    @property
    def nothing(self) -> str | None:
        """Why there is nothing to show."""
        return None if self.moves else "no move of people was found"

    @property
    def description(self) -> str:
        """Every move in words."""
        return sentence(
            self,
            [
                f"{move.origin or UNKNOWN_ORIGIN} to {move.destination or UNKNOWN_DESTINATION}: {count_label(move.people)}"
                for move in self.moves
            ],
        )


class PolicyKind(StrEnum):
    """What an authority does: forbids or regulates, loosens, or takes a share."""

    RULE = "rule"
    EASING = "easing"
    LEVY = "levy"


@dataclass(frozen=True, slots=True)
class PolicyEvent:
    """One act of an authority.

    `date` is an ISO 8601 prefix ('2025', '2025-10', '2025-10-06', '2025-W44'), None where it is not said; `touches` names
    the deals and products that it bears on. Raises ValueError for a date of another form.
    """

    authority: str
    kind: PolicyKind
    label: str
    date: str | None = None
    touches: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _ = self.span

    @property
    def span(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day that the date may mean; None where it is not said."""
        return None if self.date is None else days_of(self.date)


@dataclass(frozen=True, slots=True)
class PolicyTimeline:
    """Acts of authorities over time, a lane for each authority."""

    title: str
    events: tuple[PolicyEvent, ...]
    note: str = ""

    @property
    def authorities(self) -> tuple[str, ...]:
        """The lanes, in the order of the events."""
        return unique(event.authority for event in self.events)

    @property
    def nothing(self) -> str | None:
        """Why there is nothing to show."""
        return None if self.events else "no rule, easing or levy was found"

    @property
    def description(self) -> str:
        """Every act in words."""
        return sentence(
            self,
            [
                f"{event.date or 'date unknown'}, {event.authority}, {event.kind}: {event.label}"
                + bracketed(f"touches {', '.join(event.touches)}" if event.touches else "")
                for event in self.events
            ],
        )


def days_of(prefix: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of an ISO 8601 prefix: a year, a month, a week or a day. ValueError for anything else."""
    form = _PREFIX.fullmatch(prefix)
    if form is None:
        raise ValueError(f"'{prefix}' is no date: give '2025', '2025-10', '2025-10-06' or '2025-W44'")
    year, week, month, day = (None if part is None else int(part) for part in form.groups())
    assert year is not None
    try:
        if week is not None:
            first = datetime.date.fromisocalendar(year, week, 1)
            return first, first + datetime.timedelta(days=6)
        if month is None:
            return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        if day is None:
            return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
        said = datetime.date(year, month, day)
    except ValueError as error:
        raise ValueError(f"'{prefix}' is no date: the calendar has no such day, week or month") from error
    return said, said
