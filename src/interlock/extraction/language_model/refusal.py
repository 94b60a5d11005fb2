"""Why a proposed claim is not believed."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The sorts of reasons, as they are counted."""

    FORM = "form"  # no claim of the vocabulary
    QUOTE = "quote"  # not in the passage, too long, or in no part that can be evidence
    INSTRUCTION = "instruction"  # the words speak to a machine
    FIGURE = "figure"  # another number, unit or currency than the quote's
    DATE = "date"
    ACTOR = "actor"  # neither named in the passage nor resolvable from it
    PARTIES = "parties"  # such an actor cannot stand on that side of the kind
    DIRECTION = "direction"
    SPEECH = "speech"  # a question or a supposition, which claims nothing
    SUPPORT = "support"  # neither reader sees anything of the kind in these words


class Refusal(Exception):
    """One reason, with a sentence that tells the model, or a person, what is wrong."""

    def __init__(self, reason: Reason, told: str) -> None:
        self.reason, self.told = reason, told
        super().__init__(f"{reason}: {told}")
