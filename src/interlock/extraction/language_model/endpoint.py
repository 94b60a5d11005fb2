"""One question to a language model, one answer: over the `openai` library, which every endpoint here understands."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from interlock.extraction.language_model.providers import EndpointError, Provider, provider_of

if TYPE_CHECKING:
    import openai

__all__ = ["Completion", "Endpoint", "EndpointError", "EndpointRefused", "EndpointUnavailable", "open_endpoint"]

TRIES = 4
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0
"""Seconds before a question is asked again; doubled each time, unless the endpoint says how long."""
_TIMEOUT = 120.0
_LONGEST_ANSWER = 2_000_000
"""Bytes: an endpoint that sends more is cut off."""
_CHARACTERS_A_TOKEN = 2.5
"""Where an endpoint does not count; low, so that a budget rather ends early."""
_DROPPABLE = ("response_format", "temperature", "seed")
"""What newer or smaller models may not take; the question is then asked without it."""


class EndpointUnavailable(EndpointError):
    """No answer to this question, now: no connection, too slow, overloaded, an answer that is none. Another may succeed."""


class EndpointRefused(EndpointError):
    """No question will be answered: a wrong key, an unknown model, a used-up account."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model answered. `cut`: it had more to say than it might; `counted`: the tokens are the endpoint's own count."""

    text: str
    tokens_in: int
    tokens_out: int
    model: str
    cut: bool = False
    counted: bool = True


class Endpoint:
    """A model at a provider. `name` tells both, and never a key."""

    def __init__(
        self, provider: Provider, model: str, *, timeout: float = _TIMEOUT, wait: Callable[[float], None] = time.sleep
    ) -> None:
        self.provider, self.model = provider.name, model
        self.name = f"{provider.name}/{model}"
        self._key = provider.key
        self._timeout, self._wait = timeout, wait
        self._client = _client(provider)
        self._dropped: set[str] = set()
        self._limit = "max_completion_tokens" if provider.name == "openai" else "max_tokens"

    def complete(
        self, system: str, user: str, *, max_tokens: int, as_json: bool = False, seconds: float | None = None
    ) -> Completion:
        """The model's answer, asked for up to four times with growing pauses, all within `seconds` where given.

        Raises EndpointUnavailable or EndpointRefused.
        """
        ends = None if seconds is None else time.monotonic() + seconds
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        wanted: dict[str, Any] = {"model": self.model, "messages": messages, "temperature": 0, "limit": max_tokens}
        if as_json:
            wanted["response_format"] = {"type": "json_object"}
        failed: EndpointUnavailable | None = None
        for attempt in range(TRIES):
            try:
                return self._ask(wanted, ends)
            except _Later as later:
                failed = later.error
                pause = later.pause if later.pause is not None else min(_FIRST_WAIT * 2**attempt, _LONGEST_WAIT)
            if attempt + 1 == TRIES or (ends is not None and time.monotonic() + pause >= ends):
                break
            self._wait(pause)
        assert failed is not None
        raise failed

    def _ask(self, wanted: dict[str, Any], ends: float | None) -> Completion:
        """One try; once more at once without what the model does not take."""
        import openai

        for _ in range(len(_DROPPABLE) + 2):
            given = {name: value for name, value in wanted.items() if name not in self._dropped}
            given[self._limit] = given.pop("limit")
            try:
                return self._sent(given, ends)
            except openai.BadRequestError as error:
                if not self._adapts(str(error), given):
                    raise EndpointUnavailable(f"{self.name} does not take the question: {self._said(error)}") from None
            except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
                raise EndpointRefused(f"{self.name} refuses the key: {self._said(error)}") from None
            except openai.NotFoundError as error:
                raise EndpointRefused(f"{self.name}: there is no such model or address: {self._said(error)}") from None
            except openai.RateLimitError as error:
                if "insufficient_quota" in str(error):
                    raise EndpointRefused(f"{self.name}: the account is used up: {self._said(error)}") from None
                raise self._later(f"{self.name} is asked too often: {self._said(error)}", error) from None
            except openai.APITimeoutError:
                raise self._later(f"{self.name} did not answer in time") from None
            except openai.APIConnectionError as error:
                cause = error.__cause__ or error
                raise self._later(f"{self.name} cannot be reached: {self._said(cause)}") from None
            except openai.APIStatusError as error:
                told = f"{self.name} answers with status {error.status_code}: {self._said(error)}"
                if error.status_code >= 500 or error.status_code in (408, 409, 425):
                    raise self._later(told, error) from None
                raise EndpointUnavailable(told) from None
            except openai.OpenAIError as error:
                raise self._later(f"{self.name} answers with what is no answer: {self._said(error)}") from None
        raise EndpointUnavailable(f"{self.name} takes the question in no form")

    def _sent(self, given: dict[str, Any], ends: float | None) -> Completion:
        """Send and receive, bounded in time and size whatever the other side does."""
        left = self._timeout if ends is None else min(self._timeout, ends - time.monotonic())
        if left <= 0:
            raise EndpointUnavailable(f"{self.name}: no time is left for a question")
        stops = time.monotonic() + left
        body = bytearray()
        with self._client.chat.completions.with_streaming_response.create(**given, timeout=left) as response:
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > _LONGEST_ANSWER:
                    raise EndpointUnavailable(f"{self.name} sends an answer without end")
                if time.monotonic() > stops:
                    raise self._later(f"{self.name} did not answer in time")
        return self._completion(bytes(body), given)

    def _completion(self, body: bytes, given: Mapping[str, Any]) -> Completion:
        from openai.types.chat import ChatCompletion

        try:
            answer = ChatCompletion.model_validate_json(body)
            choice = answer.choices[0]
        except (ValueError, IndexError, TypeError):
            raise self._later(f"{self.name} answers with what is no answer of a language model") from None
        text = choice.message.content or ""
        cut = choice.finish_reason == "length"
        if answer.usage is not None:
            return Completion(text, answer.usage.prompt_tokens, answer.usage.completion_tokens, answer.model, cut)
        asked = sum(len(message["content"]) for message in given["messages"])
        return Completion(text, tokens_of(asked), tokens_of(len(text)), answer.model, cut, counted=False)

    def _adapts(self, told: str, given: Mapping[str, Any]) -> bool:
        """Whether the question can be put in another way after this complaint."""
        if self._limit in told and "max_completion_tokens" in told and self._limit == "max_tokens":
            self._limit = "max_completion_tokens"
            return True
        for name in _DROPPABLE:
            if name in told and name in given:
                self._dropped.add(name)
                return True
        return False

    def _later(self, told: str, error: openai.APIStatusError | None = None) -> _Later:
        pause = None
        if error is not None:
            said = error.response.headers.get("retry-after", "")
            pause = min(float(said), 60.0) if said.isascii() and said.isdigit() else None
        return _Later(EndpointUnavailable(told), pause)

    def _said(self, error: BaseException) -> str:
        """What the other side says, on one short line and without the key."""
        told = " ".join(str(error).split())
        if self._key:
            told = told.replace(self._key, "***")
        return "".join(sign for sign in told if sign.isprintable())[:200] or type(error).__name__


class _Later(Exception):
    """The question may be asked again after `pause` seconds (None: as long as seems right)."""

    def __init__(self, error: EndpointUnavailable, pause: float | None) -> None:
        self.error, self.pause = error, pause
        super().__init__(str(error))


def open_endpoint(model: str, provider: str | None, environment: Mapping[str, str], *, timeout: float = _TIMEOUT) -> Endpoint:
    """The endpoint of a model at a provider: a name of PROVIDERS, an address, or None (OPENAI_BASE_URL, else OpenAI).

    Nothing is sent yet. Raises EndpointError where a key or the library is missing.
    """
    return Endpoint(provider_of(provider, environment), model, timeout=timeout)


def tokens_of(characters: int) -> int:
    """About how many tokens so many characters are; rather too many than too few."""
    return round(characters / _CHARACTERS_A_TOKEN)


def _client(provider: Provider) -> openai.OpenAI:
    try:
        import openai
    except ImportError:
        raise EndpointError("language models want the 'openai' library: pip install 'interlock-ledger[llm]'") from None
    for name in ("openai", "httpx", "httpx2", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)  # their debug lines hold what is sent
    client = openai.OpenAI(
        api_key=provider.key or "none",
        base_url=provider.url,
        max_retries=0,  # pauses are ours, so that they keep to the budget of time
        http_client=openai.DefaultHttpxClient(follow_redirects=False),  # a document goes where the user sent it
    )
    client.organization = client.project = None  # those of OpenAI's variables are not for others
    return client
