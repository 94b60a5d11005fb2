"""A run's questions to a language model: made from the settings, estimated before it, told after it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from interlock.atlas import Atlas
from interlock.extraction.language_model.actors import Alike, SameName
from interlock.extraction.language_model.budget import FREE, Budget, Price, price_of
from interlock.extraction.language_model.cache import AnswerCache
from interlock.extraction.language_model.endpoint import Endpoint
from interlock.extraction.language_model.providers import provider_of
from interlock.extraction.language_model.reader import Questions
from interlock.pipeline.engine import OnFailure, Source, from_paths
from interlock.pipeline.settings import Settings, SettingsError
from interlock.vocabulary import ActorKind

__all__ = ["Forecast", "Questions", "forecast", "forecast_text", "outcome_text", "questions_of", "same_names"]

_LIKELY = 0.7
"""How alike two names must at least sound that within one passage they may be of one actor."""
_HERE = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0"})


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a run would ask of a language model. `dollars` is None where the price is not known."""

    model: str
    documents: int
    passages: int
    questions: int
    tokens: int
    dollars: float | None


def questions_of(settings: Settings, environment: Mapping[str, str] | None = None, *, only_estimate: bool = False) -> Questions:
    """The questions that the settings mean. Nothing is sent; where they are only estimated no key is wanted.

    Raises SettingsError where no model is named or a limit in dollars meets an unknown price, EndpointError for a missing key.
    """
    environment = os.environ if environment is None else environment
    if not settings.llm:
        raise SettingsError("name a language model: --llm MODEL, INTERLOCK_LLM, or 'llm' in interlock.toml")
    provider = provider_of(settings.llm_provider, environment, without_key=only_estimate)
    price = Price(*settings.llm_price) if settings.llm_price else price_of(settings.llm)
    if not settings.llm_price and (urlsplit(provider.url).hostname or "") in _HERE:
        price = FREE
    if settings.llm_budget is not None and price is None:
        raise SettingsError(f"the price of {settings.llm} is not known, so no budget can be kept: say it with --llm-price IN/OUT")
    budget = Budget(price, settings.llm_budget, settings.llm_time)
    return Questions(Endpoint(provider, settings.llm), budget, AnswerCache(settings.llm_cache or _cache_folder(environment)))


def forecast(paths: Sequence[str], questions: Questions, on_failure: OnFailure, *, source: Source = from_paths) -> Forecast:
    """What reading these paths would ask at first; what is asked once more because an answer was refused comes on top."""
    documents = passages = asked = tokens_in = tokens_out = 0
    for document in source(paths, None, on_failure):
        estimate = questions.estimate(document)
        documents += 1
        passages += estimate.passages
        asked += estimate.questions
        tokens_in += estimate.tokens_in
        tokens_out += estimate.tokens_out
    price = questions.budget.price
    dollars = None if price is None else price.of(tokens_in, tokens_out)
    return Forecast(questions.endpoint.name, documents, passages, asked, tokens_in + tokens_out, dollars)


def forecast_text(found: Forecast) -> str:
    """The forecast as a line for people."""
    kept = found.passages - found.questions
    known = f", {kept:,} answered before" if kept else ""
    return (
        f"{found.model}: {found.documents:,} documents, {found.passages:,} passages{known}; "
        f"about {found.tokens:,} tokens, {_cost(found.dollars)}"
    )


def outcome_text(questions: Questions) -> str:
    """What was asked, what it cost, and what became of the answers, for people."""
    tally, budget = questions.tally, questions.budget
    about = "" if budget.counted else "about "
    lines = [
        f"{questions.endpoint.name}: {tally.asked:,} questions answered, {tally.kept_answers:,} from before, "
        f"{about}{budget.tokens_in + budget.tokens_out:,} tokens, {_cost(budget.spent, exact=budget.counted)}"
    ]
    dropped = sum(tally.refused.values())
    told = f"{tally.passed:,} claims passed the gate ({tally.put_right:,} at the second try), {dropped:,} dropped"
    if dropped:
        told += ": " + ", ".join(f"{reason} {number}" for reason, number in tally.refused.most_common())
    lines.append(told)
    if tally.no_json:
        lines.append(f"{tally.no_json:,} passages were answered twice without any claim that could be read")
    if tally.unanswered:
        lines.append(f"{tally.unanswered:,} passages were not answered; run it again to ask only for them")
    return "\n".join(lines)


def same_names(atlas: Atlas) -> SameName:
    """The comparison of names that resolution uses too."""
    from interlock.resolution.names import NameMatcher, NameVerdict

    matcher = NameMatcher(atlas)

    def compared(name: str, kind: ActorKind, other: str, other_kind: ActorKind) -> Alike:
        found = matcher.match(name, kind, other, other_kind)
        if found.verdict is NameVerdict.SAME:
            return Alike.YES
        return Alike.UNSURE if found.verdict is NameVerdict.UNSURE and found.score >= _LIKELY else Alike.NO

    return compared


def _cost(dollars: float | None, exact: bool = False) -> str:
    if dollars is None:
        return "price unknown"
    if not dollars:
        return "free"
    return f"{'' if exact else 'about '}${dollars:.4f}" if dollars < 0.1 else f"{'' if exact else 'about '}${dollars:.2f}"


def _cache_folder(environment: Mapping[str, str]) -> Path:
    base = environment.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "interlock" / "answers"
