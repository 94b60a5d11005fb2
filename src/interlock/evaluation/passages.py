"""Labelled passages: short texts with every actor marked in place and their gold claims, in a form that people write.

A file holds passages one after another. Each begins with `=== ID`, then `key: value` lines, then three parts that begin
with `--- text`, `--- actors` and `--- claims`. In the text an actor is marked where it stands: `[Oracle|oracle]`. The form
is described in corpus/passages/GUIDE.md; `read_passages` checks all of it and names the line of each fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from interlock.evaluation.passage_claims import ClaimFault, PassageClaim, parse_claim
from interlock.vocabulary import ActorKind

LANGUAGES = {"he": "he", "zht": "zh-Hant", "zhs": "zh-Hans", "fr": "fr", "en": "en", "es": "es", "de": "de"}
"""The language of a passage by the first part of its id."""

AUTHOR = "author"
"""The key that stands for the document's own voice."""

_MARK = re.compile(r"\[([^\[\]|]+)\|([a-z0-9_]+)\]")
_HEADER = re.compile(r"=== (([a-z]+)-[a-z0-9]+-\d{3})$")
_ACTOR = re.compile(r"([a-z0-9_]+)\s*=\s*(.+?)\s*:\s*([a-z]+)(?:\s*:\s*(.+))?$")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")


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


def read_passages(path: Path) -> tuple[list[Passage], list[Fault]]:
    """The passages of a file that are without fault, and the faults of the others."""
    passages, faults = [], []
    seen: set[str] = set()
    for raw in _split(path.read_text(encoding="utf-8").splitlines()):
        found = [Fault(str(path), line, raw.id, reason) for line, reason in _check_head(raw, seen)]
        if not found:
            passage, problems = _build(raw)
            found = [Fault(str(path), line, raw.id, reason) for line, reason in problems]
            if not found:
                passages.append(passage)
        faults += found
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
        elif raw and line.startswith("--- "):
            part = raw.parts.setdefault(line[4:].strip(), [])
        elif raw and part is not None:
            part.append((number, line))
        elif raw and ":" in line:
            key, _, value = line.partition(":")
            raw.fields[key.strip()] = value.strip()
    if raw:
        yield raw


def _check_head(raw: _Raw, seen: set[str]) -> Iterator[tuple[int, str]]:
    match = _HEADER.match(raw.id)
    if not match or match[2] not in LANGUAGES:
        yield raw.line, f"a passage begins with '=== LANG-WRITER-NNN', LANG one of {', '.join(LANGUAGES)}"
    if raw.id in seen:
        yield raw.line, "this id stands twice"
    for key in ("event", "date", "style"):
        if not raw.fields.get(key):
            yield raw.line, f"'{key}:' is missing"
    if not _DATE.match(raw.fields.get("date", "")):
        yield raw.line, "'date:' is YYYY-MM-DD"
    for name in raw.parts:
        if name not in ("text", "actors", "claims"):
            yield raw.line, f"'--- {name}' is no part: text, actors, claims"
    if not any(line.strip() for _, line in raw.parts.get("text", [])):
        yield raw.line, "there is no text"


def _build(raw: _Raw) -> tuple[Passage, list[tuple[int, str]]]:
    problems: list[tuple[int, str]] = []
    match = _HEADER.match(raw.id)
    assert match
    text_lines = raw.parts["text"]
    text, mentions = _unmark("\n".join(line for _, line in text_lines).strip("\n"))
    if "[" in text or "]" in text:
        problems.append((text_lines[0][0], f"a mark is broken near '{_around_bracket(text)}': write [words|key], key in a-z0-9_"))
    actors: dict[str, PassageActor] = {}
    for number, line in raw.parts.get("actors", []):
        if line.strip():
            try:
                actor = _actor(line.strip())
                actors[actor.key] = actor
            except ValueError as error:
                problems.append((number, str(error)))
    first = text_lines[0][0] if text_lines else raw.line
    for key in sorted({mention.key for mention in mentions} - set(actors)):
        problems.append((first, f"'{key}' is marked in the text and not among the actors"))
    for actor in actors.values():
        for member in actor.members:
            if member not in actors:
                problems.append((first, f"'{member}', a member of '{actor.key}', is not among the actors"))
    claims: list[PassageClaim] = []
    marked = {mention.key for mention in mentions}
    for number, line in raw.parts.get("claims", []):
        if not line.strip():
            continue
        try:
            claims.append(parse_claim(line.strip(), text, {key: actor.kind for key, actor in actors.items()}, marked))
        except ClaimFault as error:
            problems += [(number, reason) for reason in error.reasons]
    labels = {claim.label for claim in claims if claim.label}
    for claim in claims:
        if claim.part_of and claim.part_of not in labels:
            problems.append((first, f"part_of names '{claim.part_of}', and no claim has that label"))
    fields = raw.fields
    passage = Passage(
        match[1], LANGUAGES[match[2]], fields["event"], fields["date"], fields["style"], text, tuple(mentions), actors, tuple(claims)
    )
    return passage, problems


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


def _around_bracket(text: str) -> str:
    place = min(i for i in (text.find("["), text.find("]")) if i >= 0)
    return text[max(0, place - 12) : place + 24].replace("\n", " ")
