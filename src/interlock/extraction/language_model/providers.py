"""Where language models answer: the providers known by name, any other by its address, and which key belongs to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from interlock.vocabulary import InterlockError


class EndpointError(InterlockError):
    """A language model gave no answer. The message never holds a key."""


@dataclass(frozen=True, slots=True)
class Provider:
    """An endpoint that speaks the OpenAI protocol. `key` is None where it wants none; it is in no `repr`."""

    name: str
    url: str
    key: str | None = field(default=None, repr=False)


_SHIPPED: Mapping[str, tuple[str, str | None]] = {
    "openai": ("https://api.openai.com/v1", "OPENAI_API_KEY"),
    "anthropic": ("https://api.anthropic.com/v1", "ANTHROPIC_API_KEY"),
    "gemini": ("https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI_API_KEY"),
    "ollama": ("http://localhost:11434/v1", None),
}
PROVIDERS = tuple(_SHIPPED)


def provider_of(said: str | None, environment: Mapping[str, str], *, without_key: bool = False) -> Provider:
    """The provider of a name or an address; without one OPENAI_BASE_URL, else OpenAI.

    Raises EndpointError for an unknown name, an address that is none, or a missing key (unless `without_key`: what is only
    estimated asks nobody).
    """
    keys = {
        "OPENAI_API_KEY": environment.get("OPENAI_API_KEY"),
        "ANTHROPIC_API_KEY": environment.get("ANTHROPIC_API_KEY"),
        "GEMINI_API_KEY": environment.get("GEMINI_API_KEY"),
    }
    own = environment.get("INTERLOCK_LLM_KEY")  # of an endpoint named by its address; it is sent nowhere else
    base = environment.get("OPENAI_BASE_URL")
    if said in (None, "openai") and base:
        return Provider(_place(base), _checked(base), keys["OPENAI_API_KEY"] or own)
    name = said or "openai"
    if name not in _SHIPPED:
        return Provider(_place(name), _checked(name), own)
    url, variable = _SHIPPED[name]
    key = keys[variable] if variable else None
    if variable and not key and not without_key:
        raise EndpointError(f"{name} wants a key: set {variable}, or name an endpoint of your own with --llm-provider URL")
    return Provider(name, url, key)


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EndpointError(
            f"'{url[:80]}' is no provider: it wants {', '.join(PROVIDERS)}, or an address such as http://localhost:8000/v1"
        )
    if parts.username or parts.password:
        raise EndpointError(f"the address of {parts.hostname} holds a name or a password; a key belongs into INTERLOCK_LLM_KEY")
    return url.rstrip("/")


def _place(url: str) -> str:
    parts = urlsplit(url)
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise EndpointError(f"the port of the endpoint '{parts.hostname}' is no number") from None
    return f"{parts.hostname}{port}"
