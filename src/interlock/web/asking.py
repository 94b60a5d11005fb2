"""What an address asks for: the query parts of pages and API, as the verbs of the command line take them."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from fastapi import Query
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from interlock.ledger.horizon import Horizon
from interlock.network.flows import FlowBasis, NetworkLayer
from interlock.pipeline.fact_queries import FactQuestion
from interlock.pipeline.network_question import network_question
from interlock.pipeline.networks import NetworkQuestion
from interlock.pipeline.queries import Question, sum_asked
from interlock.pipeline.roll_up import RollUp
from interlock.vocabulary import Kind, Status
from interlock.vocabulary.dates import first_and_last_day

PAGE_ROWS = 100
MOST_ROWS = 10_000


def _day(text: str) -> str:
    try:
        first_and_last_day(text)
    except ValueError as error:
        raise ValueError(f"'{text}' is no date: {error}") from None
    return text


Day = Annotated[str, AfterValidator(_day)]
"""An ISO 8601 prefix: '2025', '2025-10', '2025-10-06', '2025-W44'."""
Sum = Annotated[float, BeforeValidator(lambda given: sum_asked(given) if isinstance(given, str) else given)]
"""A sum as a person types it: '500m', '100bn', '1e9'."""


class Asked(BaseModel):
    """Parts that every page takes. An empty part of a form counts as not given."""

    model_config = ConfigDict(populate_by_name=True, extra="ignore")

    as_of: Day | None = Field(None, description="Only what had been published by this day (an ISO 8601 prefix).")
    learned_by: Day | None = Field(None, description="Only what this ledger had read by this day.")

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        kept = {}
        for name, value in given.items():
            if isinstance(value, list):
                value = [each for each in value if each != ""]
            if value not in ("", []):
                kept[name] = value
        return kept

    @property
    def horizon(self) -> Horizon:
        """What counts as known."""
        return Horizon(self.as_of, self.learned_by)


class FactsAsked(Asked):
    """Which facts."""

    kind: list[Kind] = Field(default=[], description="Kinds of facts; all where none is given.")
    status: list[Status] = Field(default=[], description="Statuses; all where none is given.")
    subject: str | None = Field(None, alias="from", max_length=300, description="Who: an id or a name in any language.")
    object: str | None = Field(None, alias="to", max_length=300, description="Whom: an id or a name in any language.")
    amount_gte: Sum | None = Field(None, description="Least sum, in its own currency; '500m', '100bn' or digits.")
    currency: str | None = Field(None, pattern="^[A-Z]{3}$", description="ISO 4217.")
    date_gte: Day | None = Field(None, description="Happened on this day or later.")
    date_lte: Day | None = Field(None, description="Happened on this day or earlier.")
    language: list[str] = Field(default=[], description="Told in these languages (BCP 47; 'zh' covers both forms).")
    origins_gte: int = Field(1, ge=1, le=1000, description="Least number of independent origins.")
    disputed: bool = Field(False, description="Only what is told otherwise too.")
    roll_up: bool = Field(False, description="Count subsidiaries as their parents, as of the day.")

    def question(self, roll_up: RollUp | None) -> FactQuestion:
        """The question to the facts. Languages are looked at by the caller, who knows them without asking the ledger."""
        claims = Question(
            kinds=tuple(self.kind),
            statuses=tuple(self.status),
            subject=self.subject,
            object=self.object,
            date_gte=self.date_gte,
            date_lte=self.date_lte,
            amount_gte=self.amount_gte,
            currency=self.currency,
            said_by=self.as_of,
            learned_by=self.learned_by,
        )
        return FactQuestion(claims, self.origins_gte, self.disputed, roll_up)


class DealsAsked(FactsAsked):
    """Which deals, in which order, which part of them."""

    sort: str = Field("-amount", pattern="^-?(amount|status|date|origins|who|whom|kind)$")
    page: int = Field(1, ge=1, le=100_000)


class Listed(FactsAsked):
    """A listing for programs."""

    limit: int = Field(PAGE_ROWS, ge=0, le=MOST_ROWS, description="Rows at most; 0 means as many as are allowed.")
    offset: int = Field(0, ge=0)


class NetworkAsked(Asked):
    """Which network: one basis at a time, statuses (those of the basis where none are given), years."""

    basis: FlowBasis = Field(FlowBasis.ANNOUNCED, description="Which flows count; bases are never added.")
    status: list[Status] = Field(default=[], description="Other statuses than those of the basis.")
    years: str | None = Field(None, pattern=r"^\d{4}(-\d{4})?$", description="A year, or '2026-2030'.")
    roll_up: bool = Field(False, description="Count subsidiaries as their parents, as of the day.")
    actor: str | None = Field(None, max_length=300, description="An id or a name in any language.")

    def network_question(self) -> NetworkQuestion:
        """The question to the network."""
        return network_question(
            basis=self.basis,
            statuses=[str(each) for each in self.status],
            years=self.years,
            as_of=self.as_of,
            learned_by=self.learned_by,
            roll_up=self.roll_up,
        )


class MapAsked(NetworkAsked):
    """The network as the map takes it, and what of it is shown at first."""

    layer: list[NetworkLayer] = Field(default=[])
    loop: str | None = Field(None, max_length=32)
    focus: str | None = Field(None, max_length=10_000)


class StressAsked(Asked):
    """A scenario, or shocks of one's own, and a second one to compare with."""

    scenario: str | None = Field(None, pattern="^[a-z0-9-]{1,80}$", description="Name of a shipped scenario.")
    shock: list[str] = Field(default=[], max_length=12, description="Shocks such as 'openai:payments=40%'.")
    versus: str | None = Field(None, pattern="^[a-z0-9-]{1,80}$", description="A shipped scenario to compare with.")
    basis: FlowBasis | None = Field(None, description="That of the scenario, else what is agreed, where none is given.")
    status: list[Status] = Field(default=[])
    years: str | None = Field(None, pattern=r"^\d{4}(-\d{4})?$")
    seed: int = Field(0, ge=0, le=2**32 - 1)

    def network_question(self) -> NetworkQuestion:
        """The question to the network."""
        return network_question(
            basis=self.basis,
            statuses=[str(each) for each in self.status],
            years=self.years,
            as_of=self.as_of,
            learned_by=self.learned_by,
        )


class DigestAsked(Asked):
    """Since when, and about whom or what."""

    since: str | None = Field(None, max_length=40, description="A date, 'run:3', or a time back such as '7d'.")
    about: str | None = Field(None, max_length=300, description="An actor by a name in any language, or a topic.")


class EvidenceAsked(Asked):
    """Facts whose evidence is wanted together."""

    fact: list[str] = Field(default=[], max_length=400)
    title: str | None = Field(None, max_length=300)
    of: int = Field(0, ge=0, description="How many facts stand behind the number, where the address does not name all.")


A = TypeVar("A", bound=Asked)
Ask = Annotated[A, Query()]
