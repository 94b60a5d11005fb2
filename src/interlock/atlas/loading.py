"""Loads the shipped atlas and a user's own files. Every fault names file and line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from interlock.atlas.entry import Affiliation, AtlasEntry, Renaming
from interlock.datafiles import Node, collection_paused, load_yaml
from interlock.vocabulary import ActorKind
from interlock.vocabulary.dates import is_date

SECTORS = frozenset(
    {
        "lab",
        "chips",
        "equipment",
        "cloud",
        "datacenter",
        "energy",
        "investor",
        "bank",
        "software",
        "hardware",
        "internet",
        "media",
        "telecom",
        "robotics",
        "automotive",
        "university",
        "exchange",
        "regulator",
        "startup",
        "security",
        "defence",
        "consulting",
        "model",
        "chip",
        "service",
    }
)
_LANGUAGES = frozenset({"en", "he", "fr", "zh-Hant", "zh-Hans", "es", "de", "ja", "ko", "ar"})
_KEYS = frozenset(
    {
        "id",
        "kind",
        "name",
        "sectors",
        "country",
        "gender",
        "names",
        "short",
        "famous",
        "ambiguous",
        "ticker",
        "parent",
        "parent_since",
        "affiliations",
        "renamed",
        "wikidata",
    }
)


class Atlas:
    """Actors by id. A later entry with the same id replaces the earlier one, so a user's file can correct ours."""

    def __init__(self, entries: Sequence[AtlasEntry]) -> None:
        self._entries = {entry.id: entry for entry in entries}

    def __iter__(self) -> Iterator[AtlasEntry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, actor_id: str) -> AtlasEntry | None:
        """The actor with this id, or None."""
        return self._entries.get(actor_id)


def load_atlas(extra: Sequence[Path] = ()) -> Atlas:
    """The shipped atlas with the user's files `extra` on top. Raises DataFileError for a wrong file."""
    if not extra:
        return _whole()
    with collection_paused():
        entries = list(_shipped())
        for path in extra:
            entries += _read_file(path)
        return Atlas(entries)


@lru_cache(maxsize=1)
def _whole() -> Atlas:
    with collection_paused():
        return Atlas(_shipped())


@lru_cache(maxsize=1)
def _shipped() -> tuple[AtlasEntry, ...]:
    folder = Path(str(files("interlock.atlas") / "data"))
    entries: list[AtlasEntry] = []
    first_seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        for node in load_yaml(path).items():
            entry = _entry(node)
            if entry.id in first_seen:
                raise node.error(f"the id '{entry.id}' stands in {first_seen[entry.id]} already")
            first_seen[entry.id] = f"{path.name}, line {node.line}"
            entries.append(entry)
    return tuple(entries)


def _read_file(path: Path) -> list[AtlasEntry]:
    return [_entry(node) for node in load_yaml(path).items()]


def _entry(node: Node) -> AtlasEntry:
    found = node.fields(_KEYS, required=frozenset({"id", "kind", "name"}))
    actor_id = found["id"].text()
    if not (actor_id.isascii() and actor_id == actor_id.lower() and " " not in actor_id):
        raise found["id"].error(f"'{actor_id}': an id is lower-case ASCII, words joined by '-'")
    try:
        kind = ActorKind(found["kind"].text())
    except ValueError:
        raise found["kind"].error(f"'{found['kind'].text()}' is none of: {', '.join(ActorKind)}") from None
    gender = _text(found, "gender")
    if gender not in (None, "m", "f"):
        raise found["gender"].error(f"gender is m or f, not '{gender}'")
    return AtlasEntry(
        id=actor_id,
        kind=kind,
        name=found["name"].text(),
        sectors=_sectors(found),
        country=_text(found, "country"),
        gender=gender,
        names=_names(found),
        short=_texts(found, "short"),
        famous=_texts(found, "famous"),
        ambiguous=frozenset(_texts(found, "ambiguous")),
        ticker=_text(found, "ticker"),
        parent=_text(found, "parent"),
        parent_since=_date(found["parent_since"]) if "parent_since" in found else None,
        affiliations=tuple(_affiliation(item) for item in found["affiliations"].items()) if "affiliations" in found else (),
        renamed=tuple(_renaming(item) for item in found["renamed"].items()) if "renamed" in found else (),
        wikidata=_text(found, "wikidata"),
    )


def _text(found: dict[str, Node], key: str) -> str | None:
    return found[key].text() if key in found else None


def _texts(found: dict[str, Node], key: str) -> tuple[str, ...]:
    return found[key].texts() if key in found else ()


def _sectors(found: dict[str, Node]) -> frozenset[str]:
    if "sectors" not in found:
        return frozenset()
    for item in found["sectors"].items():
        if item.text() not in SECTORS:
            raise item.error(f"'{item.text()}' is no sector; known: {', '.join(sorted(SECTORS))}")
    return frozenset(found["sectors"].texts())


def _names(found: dict[str, Node]) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    if "names" in found:
        for key, value in found["names"].pairs():
            if key.text() not in _LANGUAGES:
                raise key.error(f"'{key.text()}' is no language of the atlas; known: {', '.join(sorted(_LANGUAGES))}")
            names[key.text()] = value.texts()
    return names


def _date(node: Node) -> str:
    if not is_date(node.text()):
        raise node.error(f"'{node.text()}' is no date (2025, 2025-10, 2025-10-06)")
    return node.text()


def _affiliation(node: Node) -> Affiliation:
    found = node.fields(frozenset({"organisation", "role", "from", "until"}), frozenset({"organisation"}))
    return Affiliation(
        found["organisation"].text(),
        _text(found, "role"),
        _date(found["from"]) if "from" in found else None,
        _date(found["until"]) if "until" in found else None,
    )


def _renaming(node: Node) -> Renaming:
    found = node.fields(frozenset({"from", "to", "date"}), frozenset({"from", "to", "date"}))
    return Renaming(found["from"].text(), found["to"].text(), _date(found["date"]))
