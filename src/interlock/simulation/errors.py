"""What can go wrong in a simulation."""

from __future__ import annotations

from interlock.vocabulary import InterlockError


class NotConverged(InterlockError):
    """A solve that did not settle. It gives no number; `sweeps` and `residual` say how far it came."""

    def __init__(self, what: str, sweeps: int, residual: float) -> None:
        super().__init__(
            f"{what} did not settle after {sweeps} sweeps (change of the last one {residual:.3g}); no number is given"
        )
        self.sweeps, self.residual = sweeps, residual


class AuditFailure(InterlockError):
    """An invariant of the accounts does not hold: a fault of the program, never of the data. The run is refused."""


class BadInput(InterlockError):
    """An input that means nothing: names the field and the actor or contract."""
