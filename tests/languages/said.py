"""What the tables of sentences in a language are checked with: the grammar reader of that language alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from interlock.atlas import load_atlas
from interlock.extraction import GrammarReader
from interlock.languages import load_language
from interlock.reading import read_text
from interlock.vocabulary import Claim

Expected = tuple[str, str, str | None, float | None, str | None]
"""Kind (for reports: the metric), subject, object, one quantity, status; None where it does not matter."""


@dataclass(frozen=True)
class Sentences:
    """Reads sentences of one language behind a `context`, by which one full of foreign names is still known as its language."""

    code: str
    context: str

    @cached_property
    def reader(self) -> GrammarReader:
        """With this language and the shipped atlas."""
        return GrammarReader((load_language(self.code),), load_atlas())

    def read(self, text: str) -> tuple[Claim, ...]:
        """The claims of a sentence."""
        document = read_text(
            self.context + text, f"{self.code}.txt", published="2026-03-04", languages=[load_language(self.code)]
        )
        return self.reader.read(document)

    def check(self, text: str, expected: list[Expected]) -> None:
        """Every expected claim must be there."""
        claims = self.read(text)
        for one in expected:
            if one[0] == "says":
                assert any(claim.kind == "says" and claim.subject.name == one[1] for claim in claims), claims
            else:
                told = [(c.kind, c.metric, c.subject.name, c.object and c.object.name, c.status) for c in claims]
                assert _holds(claims, one), told


def _holds(claims: tuple[Claim, ...], expected: Expected) -> bool:
    kind, subject, target, quantity, status = expected
    for claim in claims:
        same = (
            kind in (claim.kind, claim.metric)
            and claim.subject.name == subject
            and (claim.object.name if claim.object else None) == target
        )
        values = [found.value for found in claim.quantities().values()]
        if (
            same
            and (quantity is None or any(value and abs(value - quantity) < 0.01 * quantity for value in values))
            and status in (None, claim.status)
        ):
            return True
    return False
