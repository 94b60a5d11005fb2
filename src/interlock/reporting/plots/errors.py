"""What may go wrong when a picture is drawn."""

from __future__ import annotations

from interlock.vocabulary.errors import InterlockError


class PlottingUnavailable(InterlockError):
    """The pictures need matplotlib, which is not installed."""

    def __init__(self, missing: str = "matplotlib") -> None:
        self.missing = missing
        super().__init__(f"pictures need {missing}, which is not installed: pip install 'interlock-ledger[plot]'")


class MissingCharacters(UserWarning):
    """No font at hand has some characters of a picture's text; each is shown as "□"."""
