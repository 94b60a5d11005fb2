"""Settings: flags win over the environment, that over interlock.toml in the current folder, that over the defaults.

A value that cannot be read stops the run; nothing falls back in silence.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from interlock.vocabulary import DataFileError, InterlockError

SETTINGS_FILE = "interlock.toml"
DEFAULT_LEDGER = "interlock.db"
MOST_WORKERS = 256
OFFLINE_READERS = ("grammar", "neural", "both")
READERS = (*OFFLINE_READERS, "llm", "all")
WITH_MODEL = frozenset({"llm", "all"})
"""The readers that ask a language model."""
DEFAULT_READER = "both"
_ONE_READER = f"one of: {', '.join(READERS)}"


class SettingsError(InterlockError):
    """A setting, wherever it comes from, cannot be read."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run goes by. `origins` says where each value comes from: 'flag', 'environment', 'file' or 'default'."""

    ledger: Path
    workers: int = 1
    atlas: tuple[Path, ...] = ()
    reader: str = DEFAULT_READER
    origins: Mapping[str, str] = field(default_factory=dict)
    llm: str | None = None
    llm_provider: str | None = None
    llm_budget: float | None = None  # dollars
    llm_time: float | None = None  # seconds
    llm_price: tuple[float, float] | None = None  # dollars for a million tokens, asked and answered
    llm_cache: Path | None = None


def resolve_settings(
    flags: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Settings:
    """The settings that hold in `folder` (the current one where None). A flag that is None is not set.

    Raises SettingsError or DataFileError.
    """
    environment = os.environ if environment is None else environment
    folder = Path() if folder is None else folder
    values: dict[str, Any] = {"ledger": Path(DEFAULT_LEDGER), "workers": 1, "atlas": (), "reader": DEFAULT_READER}
    origins = dict.fromkeys(values, "default")
    for origin, given in (
        ("file", _from_file(folder)),
        ("environment", _from_environment(environment)),
        ("flag", dict(flags or {})),
    ):
        for name, value in given.items():
            if value is not None and value != ():
                values[name], origins[name] = value, origin
    values["atlas"] = tuple(values["atlas"])
    return Settings(**values, origins=origins)


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if ledger := environment.get("INTERLOCK_LEDGER"):
        found["ledger"] = Path(ledger)
    if workers := environment.get("INTERLOCK_WORKERS"):
        if not workers.isascii() or not workers.isdigit() or not 1 <= int(workers) <= MOST_WORKERS:
            raise SettingsError(f"INTERLOCK_WORKERS is '{workers}'; it wants a whole number from 1 to {MOST_WORKERS}")
        found["workers"] = int(workers)
    if atlas := environment.get("INTERLOCK_ATLAS"):
        found["atlas"] = tuple(Path(part) for part in atlas.split(os.pathsep) if part)
    if reader := environment.get("INTERLOCK_READER"):
        if reader not in READERS:
            raise SettingsError(f"INTERLOCK_READER is '{reader}'; it wants {_ONE_READER}")
        found["reader"] = reader
    return found | _model_from_environment(environment)


def _model_from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """The settings of the language model. A key is no setting: see extraction/language_model/providers.py."""
    given = {
        "llm": environment.get("INTERLOCK_LLM"),
        "llm_provider": environment.get("INTERLOCK_LLM_PROVIDER"),
        "llm_budget": environment.get("INTERLOCK_LLM_BUDGET"),
        "llm_time": environment.get("INTERLOCK_LLM_TIME"),
        "llm_price": environment.get("INTERLOCK_LLM_PRICE"),
        "llm_cache": environment.get("INTERLOCK_LLM_CACHE"),
    }
    found: dict[str, Any] = {}
    for name, value in given.items():
        if value:
            try:
                found[name] = _MODEL_SETTINGS[name](value)
            except ValueError as error:
                raise SettingsError(f"INTERLOCK_{name.upper()} is '{value}'; {error}") from None
    return found


def dollars(text: str) -> float:
    """A sum of money as a person types it: '2', '0.50', '$2'. Raises ValueError."""
    try:
        value = float(text.strip().removeprefix("$"))
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e6:
        raise ValueError("it wants a sum in dollars, such as 2.00")
    return value


def seconds(text: str) -> float:
    """A time as a person types it: '90', '90s', '10m', '1.5h'. Raises ValueError."""
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)\s*([smh]?)", text.strip().lower())
    if not match or float(match[1]) <= 0:
        raise ValueError("it wants a time, such as 90s, 10m or 1h")
    return float(match[1]) * {"": 1, "s": 1, "m": 60, "h": 3600}[match[2]]


def price(text: str) -> tuple[float, float]:
    """Dollars for a million tokens, asked and answered: '0.25/2'. Raises ValueError."""
    asked, slash, answered = text.partition("/")
    try:
        if not slash:
            raise ValueError
        return dollars(asked), dollars(answered)
    except ValueError:
        raise ValueError("it wants two prices for a million tokens, asked and answered, such as 0.25/2.00") from None


_MODEL_SETTINGS: Mapping[str, Callable[[str], Any]] = {
    "llm": str,
    "llm_provider": str,
    "llm_budget": dollars,
    "llm_time": seconds,
    "llm_price": price,
    "llm_cache": Path,
}
"""How the settings of the language model are read."""


def _from_file(folder: Path) -> dict[str, Any]:
    path = folder / SETTINGS_FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from None
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        raise DataFileError(str(path), int(place[1]) if place else text.count("\n") + 1, str(error)) from None
    return {name: _checked(name, value, path, text) for name, value in given.items()}


def _checked(name: str, value: Any, path: Path, text: str) -> Any:
    found = re.search(rf"^[ \t]*[\[\"']*{re.escape(name)}\b", text, re.MULTILINE)
    line = text[: found.start()].count("\n") + 1 if found else 1
    if name == "ledger" and isinstance(value, str) and value:
        return path.parent / value
    if name == "workers" and isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_WORKERS:
        return value
    if name == "atlas" and isinstance(value, list) and all(isinstance(item, str) and item for item in value):
        return tuple(path.parent / item for item in value)
    if name == "reader" and value in READERS:
        return value
    if name in ("llm", "llm_provider") and isinstance(value, str) and value:
        return value
    if name == "llm_cache" and isinstance(value, str) and value:
        return path.parent / value
    if name in ("llm_budget", "llm_time", "llm_price") and isinstance(value, (str, int, float)) and not isinstance(value, bool):
        try:
            return _MODEL_SETTINGS[name](str(value))
        except ValueError as error:
            raise DataFileError(str(path), line, f"'{name}': {error}") from None
    wants = {
        "ledger": "a file name",
        "workers": f"a whole number from 1 to {MOST_WORKERS}",
        "atlas": "a list of file names",
        "reader": _ONE_READER,
        "llm": "the name of a language model",
        "llm_provider": "openai, anthropic, gemini, ollama or an address",
        "llm_budget": "a sum in dollars",
        "llm_time": "a time such as '10m'",
        "llm_price": "two prices such as '0.25/2.00'",
        "llm_cache": "a folder name",
    }
    if name not in wants:
        raise DataFileError(str(path), line, f"no such setting '{name}'; there are: {', '.join(wants)}")
    raise DataFileError(str(path), line, f"'{name}' wants {wants[name]}, not {value!r}")
