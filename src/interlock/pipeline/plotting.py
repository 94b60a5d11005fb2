"""Pictures into files: whole or not at all."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

from interlock.pipeline.whole_files import write_whole
from interlock.reporting.pictures import Pictures
from interlock.vocabulary import InterlockError


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a picture goes and which chart it is; None for the first that the verb draws."""

    path: Path
    chart: str | None = None


class BadPicture(InterlockError):
    """A picture that cannot be drawn as asked."""


def write_picture(plot: Plot, pictures: Pictures) -> list[str]:
    """Draw one of the pictures (the first where none is named) into an SVG or PNG file; return what the user should know.

    Raises BadPicture for another ending or name, PlottingUnavailable where matplotlib is not installed.
    """
    from interlock.reporting.plots import MissingCharacters, render

    path, name = plot.path, plot.chart
    ending = path.suffix.lower().removeprefix(".")
    if ending not in ("svg", "png"):
        raise BadPicture(f"{path}: a picture ends in .svg or .png")
    if name is not None and name not in pictures:
        raise BadPicture(f"--chart {name}: this verb draws {', '.join(pictures)}")
    figure = pictures[name or next(iter(pictures))]()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", MissingCharacters)
        data = render(figure, "svg" if ending == "svg" else "png")
    write_whole(path, data)
    return [f"wrote {path}: {figure.title}", *(str(each.message) for each in caught if each.category is MissingCharacters)]
