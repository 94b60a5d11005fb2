"""What is said of two names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NameVerdict(StrEnum):
    """Whether two names are of one actor."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The verdict, the rule that gave it, how sure it is (0 to 1), and a sentence for people."""

    verdict: NameVerdict
    rule: str
    score: float
    why: str
