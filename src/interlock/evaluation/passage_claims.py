"""One claim line of a labelled passage: `kind subject > object ; field value {words of the text} ; … ; q {first … last}`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from interlock.vocabulary import KINDS, METRICS, ActorKind, Bound, Kind, Status
from interlock.vocabulary.claim import LONGEST_EVIDENCE

_LINE = re.compile(r"(?:(\w+):\s*)?([a-z_]+)\s+([a-z0-9_+]+)\s*(?:>\s*([a-z0-9_+]+))?$")
_FIELD = re.compile(r"([a-z_]+)(?:\s+([^{}]*?))?\s*(?:\{(.*)\})?$", re.DOTALL)
_NUMBER = r"-?\d+(?:\.\d+)?(?:e\d+)?"
_VALUE = re.compile(rf"({_NUMBER})(?:\.\.({_NUMBER}))?$")
_DATE = re.compile(r"\d{4}(-(\d{2}(-\d{2})?|Q[1-4]|H[12]|W\d{2}))?$")
_RATES = ("year", "quarter", "month", "week", "day", "hour")
_QUANTITIES = ("amount", "share", "power", "count")
_TOLD = ("status", "metric", "role", "asset", "origin", "date", "period", "per", "position", "by", "deal", "part_of", "note")
"""Fields that say something before any words in braces."""
_WORDS = ("q", "condition", "minor")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the text and where they stand."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoldQuantity:
    """A quantity of a gold claim. `low` and `high` hold both ends of a range, then `value` is None."""

    value: float | None
    bound: Bound
    low: float | None = None
    high: float | None = None
    currency: str | None = None
    unit: str | None = None
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class PassageClaim:
    """A gold claim of a passage; subjects, objects and sources are keys of its actors. Several are joint parties."""

    kind: Kind
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    evidence: Words
    label: str | None = None
    core: bool = True
    quantities: dict[str, GoldQuantity] = field(default_factory=dict)
    status: Status | None = None
    status_words: Words | None = None
    metric: str | None = None
    role: str | None = None
    asset: str | None = None
    origin: str | None = None
    date: str | None = None
    period: str | None = None
    per: str | None = None
    position: int | None = None
    sources: tuple[str, ...] = ()
    deal: str | None = None
    part_of: str | None = None
    condition: Words | None = None
    notes: tuple[str, ...] = ()
    alternatives: tuple[tuple[Kind, tuple[str, ...], tuple[str, ...]], ...] = ()


class ClaimFault(Exception):
    """A claim line is not as it should be; `reasons` says each thing that is wrong."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__("; ".join(reasons))


def parse_claim(line: str, text: str, actors: dict[str, ActorKind]) -> PassageClaim:
    """Read and check one claim line. Raises ClaimFault with every reason found.

    `actors` are the declared keys with their kinds.
    """
    return _Builder(text, actors).build(line)


class _Builder:
    """Collects the fields of one line and what is wrong with them."""

    def __init__(self, text: str, actors: dict[str, ActorKind]) -> None:
        self.text, self.actors = text, actors
        self.reasons: list[str] = []
        self.fields: dict[str, tuple[str, str | None]] = {}
        self.others: list[str] = []

    def build(self, line: str) -> PassageClaim:
        head, *rest = _fields(line) or [""]
        label, kind, subjects, objects = self._head(head)
        for part in rest:
            match = _FIELD.match(part)
            if not match:
                self.reasons.append(f"'{part}' is no field: name value {{words}}")
            elif match[1] == "or":
                self.others.append(match[2] or "")
            elif match[1] in self.fields:
                self.reasons.append(f"'{match[1]}' stands twice")
            else:
                self.fields[match[1]] = ((match[2] or "").strip(), match[3])
        for name, (told, words) in self.fields.items():
            if name not in _QUANTITIES and name not in _TOLD and name not in _WORDS:
                self.reasons.append(f"'{name}' is no field of a claim")
            elif name in _TOLD and not told and not (words and name in ("role", "asset")):
                self.reasons.append(f"'{name}' says nothing")
        evidence = self._evidence()
        claim = None
        if evidence and kind:
            claim = self._claim(label, kind, subjects, objects, evidence)
        if self.reasons or claim is None:
            raise ClaimFault(self.reasons or ["unreadable claim"])
        return claim

    def _head(self, head: str) -> tuple[str | None, Kind | None, tuple[str, ...], tuple[str, ...]]:
        match = _LINE.match(head)
        if not match:
            self.reasons.append(f"'{head}' is no claim: kind subject > object")
            return None, None, (), ()
        label, kind, subjects, objects = match[1], match[2], _keys(match[3]), _keys(match[4])
        if kind not in set(Kind):
            self.reasons.append(f"'{kind}' is none of the kinds: {', '.join(Kind)}")
            return label, None, subjects, objects
        self._parties(Kind(kind), subjects, objects)
        return label, Kind(kind), subjects, objects

    def _parties(self, kind: Kind, subjects: tuple[str, ...], objects: tuple[str, ...]) -> None:
        row = KINDS[kind]
        for key in (*subjects, *objects):
            if key != "author" and key not in self.actors:
                self.reasons.append(f"'{key}' is not among the actors")
        if not objects and not row.object_optional and row.object:
            self.reasons.append(f"{kind} needs an object")
        if objects and not row.object:
            self.reasons.append(f"{kind} has no object")
        for keys, allowed, side in ((subjects, row.subject, "subject"), (objects, row.object, "object")):
            for key in keys:
                actor = self.actors.get(key)
                if actor and actor not in allowed:
                    self.reasons.append(f"{kind} cannot have a {actor} ('{key}') as its {side}: {', '.join(sorted(allowed))}")
        if any(key in subjects for key in objects) and kind is not Kind.SAYS:
            self.reasons.append("subject and object are the same")

    def _evidence(self) -> Words | None:
        if "q" not in self.fields or not self.fields["q"][1]:
            self.reasons.append("'q {first words … last words}' is missing")
            return None
        words = (self.fields["q"][1] or "").strip()
        first, ellipsis, last = (part.strip() for part in words.partition("…"))
        start = self.text.find(first)
        if start < 0:
            self.reasons.append(f"q: '{first}' is not in the text")
            return None
        if self.text.find(first, start + 1) >= 0:
            self.reasons.append(f"q: '{first}' stands more than once in the text: give more words")
            return None
        end = start + len(first)
        if ellipsis:
            found = self.text.find(last, end)
            if found < 0:
                self.reasons.append(f"q: '{last}' does not follow '{first}'")
                return None
            end = found + len(last)
        if end - start > LONGEST_EVIDENCE:
            self.reasons.append(f"q has {end - start} characters: {LONGEST_EVIDENCE} at most")
        return Words(self.text[start:end], start, end)

    def _inside(self, name: str, words: str | None, evidence: Words, strict: bool = True) -> Words | None:
        """Where words stand within the evidence; faults where they do not."""
        if not words:
            return None
        place = self.text.find(words, evidence.start, evidence.end)
        if place < 0:
            place = -1 if strict else self.text.find(words)
            if place < 0:
                self.reasons.append(f"{name}: '{words}' is not in {'the evidence (q)' if strict else 'the text'}")
                return None
        return Words(words, place, place + len(words))

    def _claim(
        self, label: str | None, kind: Kind, subjects: tuple[str, ...], objects: tuple[str, ...], evidence: Words
    ) -> PassageClaim:
        value = {name: told for name, (told, _) in self.fields.items()}
        words = {name: told for name, (_, told) in self.fields.items()}
        quantities = {name: q for name in _QUANTITIES if name in self.fields and (q := self._quantity(name, evidence))}
        status = value.get("status") or None
        if status and status not in set(Status):
            self.reasons.append(f"'{status}' is no status: {', '.join(Status)}")
            status = None
        metric = value.get("metric") or None
        if kind is Kind.REPORTS and metric not in METRICS:
            self.reasons.append(f"reports needs a metric, one of: {', '.join(METRICS)}")
        if metric and kind is not Kind.REPORTS:
            self.reasons.append("only reports has a metric")
        date, per, position = value.get("date"), value.get("per"), value.get("position")
        if date and not _DATE.match(date):
            self.reasons.append(f"date '{date}': 2025, 2025-10 or 2025-10-06")
        if per and per not in _RATES:
            self.reasons.append(f"per '{per}': one of {', '.join(_RATES)}")
        if position and not position.isdigit():
            self.reasons.append(f"position '{position}' is no place")
            position = None
        sources = _keys(value.get("by", "").replace(",", "+").replace(" ", "") or None)
        for key in (*sources, *([value["origin"]] if value.get("origin") else [])):
            if key not in self.actors:
                self.reasons.append(f"'{key}' is not among the actors")
        return PassageClaim(
            kind=kind,
            subjects=subjects,
            objects=objects,
            evidence=evidence,
            label=label,
            core="minor" not in self.fields,
            quantities=quantities,
            status=Status(status) if status else None,
            status_words=self._inside("status", words.get("status"), evidence),
            metric=metric,
            role=value.get("role") or words.get("role"),
            asset=value.get("asset") or words.get("asset"),
            origin=value.get("origin"),
            date=date,
            period=value.get("period"),
            per=per,
            position=int(position) if position else None,
            sources=sources,
            deal=value.get("deal"),
            part_of=value.get("part_of"),
            condition=self._inside("condition", words.get("condition"), evidence, strict=False),
            notes=tuple(value.get("note", "").split()),
            alternatives=tuple(self._alternative(other) for other in self.others),
        )

    def _alternative(self, told: str) -> tuple[Kind, tuple[str, ...], tuple[str, ...]]:
        _, kind, subjects, objects = self._head(told)
        return kind or Kind.SAYS, subjects, objects

    def _quantity(self, name: str, evidence: Words) -> GoldQuantity | None:
        told, surface = self.fields[name]
        parts = told.split()
        number = _VALUE.match(parts[0]) if parts else None
        if not number:
            self.reasons.append(f"{name}: '{told}' does not begin with a number (100e9, or 10e9..15e9)")
            return None
        rest = parts[1:]
        currency = rest.pop(0) if name == "amount" and rest and re.fullmatch(r"[A-Z]{3}", rest[0]) else None
        if name == "amount" and currency is None:
            self.reasons.append("amount needs an ISO currency: amount 100e9 USD at_most {up to $100 billion}")
        bound = Bound.EXACT
        if rest and rest[0] in set(Bound):
            bound = Bound(rest.pop(0))
        value, high = float(number[1]), float(number[2]) if number[2] else None
        if high is not None:
            if bound in (Bound.AT_LEAST, Bound.AT_MOST):
                self.reasons.append(f"{name}: a range is not '{bound}'")
            if not value < high:
                self.reasons.append(f"{name}: the range '{parts[0]}' does not rise")
            bound = Bound.BETWEEN
        elif bound is Bound.BETWEEN:
            self.reasons.append(f"{name}: 'between' needs both ends: 10e9..15e9")
        unit = " ".join(rest) or None
        if unit and name != "count":
            self.reasons.append(f"{name}: '{unit}' is no bound: {', '.join(Bound)}")
        if name == "share" and max(abs(value), abs(high or 0)) > 1:
            self.reasons.append("share is a fraction: 49 % is 0.49; a multiple above 1 is no share")
        if not surface:
            self.reasons.append(f"{name}: the words of the text are missing, in braces")
        ranged = high is not None
        return GoldQuantity(
            None if ranged else value,
            bound,
            value if ranged else None,
            high,
            currency,
            unit,
            self._inside(name, surface, evidence),
        )


def _fields(line: str) -> list[str]:
    """Split at ';' outside braces."""
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(line):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if sign == ";" and depth == 0:
            parts.append(line[start:place].strip())
            start = place + 1
    parts.append(line[start:].strip())
    return [part for part in parts if part]


def _keys(told: str | None) -> tuple[str, ...]:
    return tuple(key for key in told.split("+") if key) if told else ()
