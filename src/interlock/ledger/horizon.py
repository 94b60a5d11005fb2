"""What counts as known: by when it was said, by when we learned it, up to which run."""

from __future__ import annotations

from dataclasses import dataclass

from interlock.vocabulary.dates import first_and_last_day


@dataclass(frozen=True, slots=True)
class Horizon:
    """What counts as known. `said` is the last day of publication (the day first seen where that is unknown), `learned`
    the last day on which a document was first seen, `run` the number of the last run; None leaves it open."""

    said: str | None = None
    learned: str | None = None
    run: int | None = None

    def is_open(self) -> bool:
        """Whether everything counts."""
        return self.said is None and self.learned is None and self.run is None


EVERYTHING = Horizon()


def horizon_terms(horizon: Horizon, documents: str) -> tuple[list[str], list[object]]:
    """Conditions on a table of documents, by its alias, and their parameters."""
    terms, values = list[str](), list[object]()
    if horizon.said is not None:
        terms.append(f"coalesce({documents}.published, substr({documents}.first_seen, 1, 10)) <= ?")
        values.append(first_and_last_day(horizon.said)[1])
    if horizon.learned is not None:
        terms.append(f"substr({documents}.first_seen, 1, 10) <= ?")
        values.append(first_and_last_day(horizon.learned)[1])
    if horizon.run is not None:
        terms.append(f"{documents}.run <= ?")
        values.append(horizon.run)
    return terms, values


def told_by(horizon: Horizon) -> tuple[str, list[object]]:
    """A query for the claims that some document tells which counts as known, and its parameters."""
    terms, values = horizon_terms(horizon, "k")
    condition = " AND ".join(terms) or "1"
    return f"SELECT v.claim FROM witnesses v JOIN documents k ON k.id = v.document WHERE {condition}", values  # noqa: S608
