"""Labelled passages: short texts with every actor marked in place and their gold claims, in a form that people write.

A file holds passages one after another. Each begins with `=== ID`, then `key: value` lines, then three parts that begin
with `--- text`, `--- actors` and `--- claims`. In the text an actor is marked where it stands: `[Oracle|oracle]`. The form
is described in corpus/passages/GUIDE.md; `read_passages` checks all of it and names the line of each fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from interlock.evaluation.passage_claims import ClaimFault, PassageClaim, parse_claim
from interlock.vocabulary import ActorKind

LANGUAGES = {"he": "he", "zht": "zh-Hant", "zhs": "zh-Hans", "fr": "fr", "en": "en", "es": "es", "de": "de"}
"""The language of a passage by the first part of its id."""

AUTHOR = "author"
"""The key that stands for the document's own voice."""

_BRACKET = re.compile(r"[\[\]{}]")
_MARK = re.compile(r"\[([^\[\]|]+)\|([a-z0-9_]+)\]")
_HEADER = re.compile(r"=== (([a-z]+)-[a-z0-9]+-\d{3})$")
_ACTOR = re.compile(r"([a-z0-9_]+)\s*=\s*(.+?)\s*:\s*([a-z]+)(?:\s*:\s*(.+))?$")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")
_FIELDS = ("event", "date", "style")
_PARTS = ("text", "actors", "claims")


@dataclass(frozen=True, slots=True)
class MarkedMention:
    """Where the text speaks of an actor, by name, pronoun or description; half-open offsets."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class PassageActor:
    """An actor of the passage: its English name, its kind, and the keys of its members where it is a group."""

    key: str
    name: str
    kind: ActorKind
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One labelled passage. `text` is without marks; mentions and claims hold offsets into it."""

    id: str
    language: str
    event: str
    date: str
    style: str
    text: str
    mentions: tuple[MarkedMention, ...]
    actors: dict[str, PassageActor]
    claims: tuple[PassageClaim, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file of passages, and where."""

    path: str
    line: int
    passage: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}, line {self.line} ({self.passage}): {self.reason}"


@dataclass(slots=True)
class _Raw:
    id: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    parts: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    strays: list[tuple[int, str]] = field(default_factory=list)


def read_passages(path: Path) -> tuple[list[Passage], list[Fault]]:
    """The passages of a file that are without fault, and the faults of the others."""
    passages, faults = [], []
    seen: set[str] = set()
    for raw in _split(path.read_text(encoding="utf-8").splitlines()):
        problems = list(_check_head(raw, seen))
        if not problems:
            passage, problems = _build(raw)
            if not problems:
                passages.append(passage)
        faults += [Fault(str(path), line, raw.id, reason) for line, reason in problems]
        seen.add(raw.id)
    return passages, faults


def _split(lines: list[str]) -> Iterator[_Raw]:
    raw: _Raw | None = None
    part: list[tuple[int, str]] | None = None
    for number, line in enumerate(lines, start=1):
        if line.startswith("=== "):
            if raw:
                yield raw
            raw, part = _Raw(line.rstrip(), number), None
        elif not raw:
            if line.strip():
                raw = _Raw("", number)  # something stands before the first passage
        elif line.startswith("--- "):
            name = line[4:].strip()
            if name not in _PARTS:
                raw.strays.append((number, f"'--- {name}' is no part: {', '.join(_PARTS)}"))
            elif name in raw.parts:
                raw.strays.append((number, f"'--- {name}' stands twice"))
            part = raw.parts.setdefault(name, [])
        elif part is not None:
            part.append((number, line))
        elif line.strip():
            key, _, value = (told.strip() for told in line.partition(":"))
            if key not in _FIELDS:
                raw.strays.append((number, f"'{key}' is no field of a passage: {', '.join(_FIELDS)}"))
            elif key in raw.fields:
                raw.strays.append((number, f"'{key}:' stands twice"))
            raw.fields[key] = value
    if raw:
        yield raw


def _check_head(raw: _Raw, seen: set[str]) -> Iterator[tuple[int, str]]:
    match = _HEADER.match(raw.id)
    if not match or match[2] not in LANGUAGES:
        yield raw.line, f"a passage begins with '=== LANG-WRITER-NNN', LANG one of {', '.join(LANGUAGES)}"
    if raw.id in seen:
        yield raw.line, "this id stands twice"
    for key in _FIELDS:
        if not raw.fields.get(key):
            yield raw.line, f"'{key}:' is missing"
    told = raw.fields.get("date")
    if told and not _is_date(told):
        yield raw.line, "'date:' is YYYY-MM-DD"
    yield from raw.strays
    if not any(line.strip() for _, line in raw.parts.get("text", [])):
        yield raw.line, "there is no text"


def _is_date(told: str) -> bool:
    try:
        return bool(_DATE.match(told)) and date.fromisoformat(told).isoformat() == told
    except ValueError:
        return False


def _build(raw: _Raw) -> tuple[Passage, list[tuple[int, str]]]:
    match = _HEADER.match(raw.id)
    assert match
    text_lines = raw.parts["text"]
    text, mentions = _unmark("\n".join(line for _, line in text_lines).strip("\n"))
    actors, problems = _actors(raw.parts.get("actors", []))
    problems = [*_check_marks(text_lines, actors), *problems]
    claims: list[PassageClaim] = []
    labels: set[str] = set()
    totals: list[tuple[int, str]] = []
    kinds = {key: actor.kind for key, actor in actors.items()}
    for number, line in raw.parts.get("claims", []):
        if not line.strip():
            continue
        try:
            claim = parse_claim(line.strip(), text, kinds)
        except ClaimFault as error:
            problems += [(number, reason) for reason in error.reasons]
            continue
        claims.append(claim)
        if claim.label and claim.label in labels:
            problems.append((number, f"two claims have the label '{claim.label}'"))
        labels |= {claim.label} if claim.label else set()
        totals += [(number, claim.part_of)] if claim.part_of else []
    problems += [(line, f"part_of names '{told}', and no claim has that label") for line, told in totals if told not in labels]
    fields = raw.fields
    passage = Passage(
        match[1],
        LANGUAGES[match[2]],
        fields["event"],
        fields["date"],
        fields["style"],
        text,
        tuple(mentions),
        actors,
        tuple(claims),
    )
    return passage, problems


def _actors(lines: list[tuple[int, str]]) -> tuple[dict[str, PassageActor], list[tuple[int, str]]]:
    """The actors by key, and what is wrong with their lines."""
    actors: dict[str, PassageActor] = {}
    places: dict[str, int] = {}
    problems: list[tuple[int, str]] = []
    for number, line in lines:
        if not line.strip():
            continue
        try:
            actor = _actor(line.strip())
        except ValueError as error:
            problems.append((number, str(error)))
            continue
        if actor.key in actors:
            problems.append((number, f"'{actor.key}' stands twice among the actors"))
        actors[actor.key], places[actor.key] = actor, number
    for actor in actors.values():
        for member in actor.members:
            if member not in actors:
                problems.append((places[actor.key], f"'{member}', a member of '{actor.key}', is not among the actors"))
    return actors, problems


def _check_marks(lines: list[tuple[int, str]], actors: dict[str, PassageActor]) -> Iterator[tuple[int, str]]:
    """Marks that are broken or name no actor, with the line where they stand."""
    place, marked = 0, "\n".join(line for _, line in lines)
    numbers = [number for number, line in lines for _ in line + "\n"]
    unknown: set[str] = set()
    while found := _BRACKET.search(marked, place):
        number, match = numbers[found.start()], _MARK.match(marked, found.start())
        if match is None:
            near = marked[max(0, found.start() - 12) : found.start() + 24].replace("\n", " ")
            yield number, f"a mark is broken near '{near}': write [words|key], key in a-z0-9_, no other brackets or braces"
            return
        if match[2] not in actors and match[2] not in unknown:
            unknown.add(match[2])
            yield number, f"'{match[2]}' is marked in the text and not among the actors"
        place = match.end()


def _unmark(marked: str) -> tuple[str, list[MarkedMention]]:
    """The text without marks, and the mentions that the marks enclose."""
    plain, mentions, at, length = [], [], 0, 0
    for match in _MARK.finditer(marked):
        before = marked[at : match.start()]
        plain += [before, match[1]]
        start = length + len(before)
        length = start + len(match[1])
        mentions.append(MarkedMention(start, length, match[2]))
        at = match.end()
    plain.append(marked[at:])
    return "".join(plain), mentions


def _actor(line: str) -> PassageActor:
    match = _ACTOR.match(line)
    if not match:
        raise ValueError("an actor is 'key = English name : kind' (for a group optionally ': member,member')")
    key, name, kind, members = match.groups()
    if kind not in set(ActorKind):
        raise ValueError(f"'{kind}' is no kind of actor: {', '.join(ActorKind)}")
    return PassageActor(key, name, ActorKind(kind), tuple(part.strip() for part in members.split(",")) if members else ())
