"""What every figure object has, and how its parts make one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Figure(Protocol):
    """What every figure object has."""

    @property
    def title(self) -> str:
        """What is printed above the picture."""

    @property
    def note(self) -> str:
        """What is printed below it."""

    @property
    def nothing(self) -> str | None:
        """Why there is nothing to show; None where there is something."""

    @property
    def description(self) -> str:
        """The picture in one sentence."""


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in the order of its first place."""
    return tuple(dict.fromkeys(names))


def bracketed(words: str) -> str:
    """ " (words)", or nothing where there are none."""
    return f" ({words})" if words else ""


def sentence(figure: Figure, parts: Iterable[str], about: str = "") -> str:
    """The description of a figure: its title, what it is about, and its parts; or why there is nothing to show."""
    head = f"{figure.title}{bracketed(about)}"
    if figure.nothing is not None:
        return f"{head}: nothing to show: {figure.nothing}."
    return f"{head}: {'; '.join(parts)}."
