"""When a sum is due: a total over its period, year by year, as intervals."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from interlock.network.amounts import NOTHING, Amount, AmountBasis
from interlock.network.flows import FINANCING, SALES, Flow, Instrument
from interlock.vocabulary import AS_DEPLOYED, Bound, Status
from interlock.vocabulary.dates import first_and_last_day

_PER_YEAR = {"year": 1.0, "quarter": 4.0, "month": 12.0, "week": 52.18, "day": 365.25}
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
SHORTEST, LONGEST = 1.0, 5.0
"""Years over which a purchase or lease may be spread where no text says how long it runs."""
NO_PERIOD = f"purchases and leases without a stated period are due over {SHORTEST:.0f} to {LONGEST:.0f} years"
NO_START = "a contract without a stated start begins in the first year of the window"
EVENLY = "a total with a stated period is spread evenly over it"
BY_STEPS = "funding that is said to be paid as something is deployed may fall due in any year, in part or in whole"
AT_ONCE = "equity, loans, grants and acquisitions without a stated period are paid at once"


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is due in each year of a window, in dollars. `assumptions` says what no text says."""

    years: tuple[int, ...]
    due: tuple[Amount, ...]
    assumptions: tuple[str, ...]


def years_of(period: str | None) -> tuple[float | None, float | None]:
    """The length of a period in years and the year in which it begins, each None where it does not say."""
    if not period:
        return None, None
    match = _DURATION.fullmatch(period)
    if match and any(match.groups()):
        years, months, weeks, days = (int(each or 0) for each in match.groups())
        return years + months / 12 + weeks / 52.18 + days / 365.25, None
    first, slash, last = period.partition("/")
    if not slash:
        return 1.0 if len(period) == 4 else None, float(period[:4])
    begins = None if first == ".." else _as_year(first_and_last_day(first)[0])
    ends = None if last == ".." else _as_year(first_and_last_day(last)[1])
    length = None if begins is None or ends is None else max(ends - begins, 1 / 365)
    return length, begins


def comes_by_steps(flow: Flow) -> bool:
    """Whether a flow is funding still to come that texts tie to deployment."""
    return AS_DEPLOYED in flow.notes and flow.instrument in FINANCING and flow.status is not Status.DONE


def whole(flow: Flow) -> Amount:
    """The whole sum of a flow; of a rate the rate times its years, or one year and more where no text says how many."""
    if flow.per not in _PER_YEAR or not flow.amount.known:
        return flow.amount
    yearly = flow.amount.times(_PER_YEAR[flow.per], AmountBasis.DERIVED)
    length, _ = years_of(flow.period)
    if length is not None and length >= 1:
        return yearly.times(length)
    return Amount(yearly.low, None, math.inf, Bound.AT_LEAST, AmountBasis.DERIVED)


def _as_year(day: str) -> float:
    year, month, _ = (int(part) for part in day.split("-"))
    return year + (month - 1) / 12


def schedule(flow: Flow, years: Iterable[int]) -> Schedule:
    """What of a flow is due in each year.

    A stated rate ("60bn a year") wins over an even spread. A total with a period is spread evenly from the start told, else from
    the first year of the window. A purchase or lease without a period is due over 1 to 5 years: then each of the first five years
    may bear between nothing and all that a shorter run would put there. Funding tied to deployment may be due in any year.
    """
    window = tuple(years)
    first = window[0]
    said: list[str] = []
    length, begins = years_of(flow.period)
    start = begins
    if start is None and flow.date and flow.status is not Status.DONE and flow.instrument in SALES:
        start = float(flow.date[:4])
    if start is None and flow.status is Status.DONE and flow.date:
        start = float(flow.date[:4])
    if start is None:
        start = float(first)
        said.append(NO_START)
    if flow.per in _PER_YEAR:
        return _rate(flow, window, length, start, said)
    if comes_by_steps(flow):
        said.append(BY_STEPS)
        return Schedule(window, tuple(_step(flow.amount) if year >= int(start) else NOTHING for year in window), tuple(said))
    if length is not None and length > 0:
        said.append(EVENLY)
        amounts = [flow.amount.times(_overlap(year, start, length) / length, AmountBasis.DERIVED) for year in window]
        return Schedule(window, tuple(amounts), tuple(said))
    if flow.instrument in SALES and flow.status is not Status.DONE:
        said.append(NO_PERIOD)
        return Schedule(window, tuple(_spread(flow.amount, year - int(start)) for year in window), tuple(said))
    if flow.instrument is not Instrument.LEVY and flow.status is not Status.DONE:
        said.append(AT_ONCE)
    return Schedule(window, tuple(flow.amount if int(start) == year else NOTHING for year in window), tuple(said))


def _rate(flow: Flow, window: tuple[int, ...], length: float | None, start: float, said: list[str]) -> Schedule:
    assert flow.per is not None
    yearly = flow.amount.times(_PER_YEAR[flow.per], AmountBasis.STATED if flow.per == "year" else AmountBasis.DERIVED)
    if length is None:
        due = [yearly if year >= int(start) else NOTHING for year in window]
    else:
        due = [yearly.times(_overlap(year, start, max(length, 1.0))) for year in window]
    return Schedule(window, tuple(due), tuple(said))


def _overlap(year: int, start: float, length: float) -> float:
    """The part of a year, between 0 and 1, that lies in a run of `length` years from `start`."""
    return max(0.0, min(year + 1.0, start + length) - max(float(year), start))


def _spread(amount: Amount, year: int) -> Amount:
    """The year's part of a total that runs over one to five years, nobody says how many.

    In year k (from 0) a run of n years bears X/n where k < n: at most X/(k+1), at least X/5 in the first year and nothing later,
    where the run may be over.
    """
    longest = int(LONGEST)
    if not 0 <= year < longest:
        return NOTHING
    low = amount.low / longest if year == 0 else 0.0
    return replace(amount, low=low, mode=None, high=amount.high / (year + 1), bound=Bound.BETWEEN, basis=_assumed(amount))


def _step(amount: Amount) -> Amount:
    """Nothing to all of a sum that is due when something is deployed, nobody says when."""
    return replace(amount, low=0.0, mode=None, bound=Bound.BETWEEN, basis=_assumed(amount))


def _assumed(amount: Amount) -> AmountBasis:
    return amount.at_least_as(AmountBasis.ASSUMED).basis
