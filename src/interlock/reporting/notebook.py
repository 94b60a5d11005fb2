"""Tables for notebooks, as HTML: each row opens to its facts and their sentences. Everything that texts say is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

_MOST = 50
_CELL = Markup("<td style='text-align:left' dir='auto'>{}</td>")
_TABLE = Markup(
    "<p><strong>{}</strong></p><table><thead><tr>{}<th>sentences</th></tr></thead><tbody>{}</tbody></table><p>{}{}</p>"
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence behind a number: what it says, in which language, where and when."""

    text: str
    language: str
    title: str
    said: str | None


def table_html(title: str, rows: Sequence[Mapping[str, object]], evidence: Sequence[Sequence[Quote]], note: str = "") -> str:
    """An HTML table of the rows, each with the quotes behind it in a fold. At most 50 rows; how many more there are is told."""
    if not rows:
        return str(Markup("<p><strong>{}</strong>: nothing</p>").format(title))
    names = list(dict.fromkeys(name for row in rows for name in row))
    head = Markup("").join(Markup("<th style='text-align:left'>{}</th>").format(name.replace("_", " ")) for name in names)
    body = Markup("").join(
        Markup("<tr>{}<td>{}</td></tr>").format(
            Markup("").join(_CELL.format(_cell(row.get(name))) for name in names),
            _fold(quotes),
        )
        for row, quotes in zip(rows[:_MOST], evidence, strict=False)
    )
    more = f"{len(rows) - _MOST} more rows. " if len(rows) > _MOST else ""
    return str(_TABLE.format(title, head, body, more, note))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.6g}"
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _fold(quotes: Sequence[Quote]) -> Markup:
    if not quotes:
        return Markup("")
    rows = Markup("").join(
        Markup("<blockquote dir='auto' lang='{}'>{}<br><small>{}{}</small></blockquote>").format(
            each.language, each.text, each.title, f", {each.said}" if each.said else ""
        )
        for each in quotes
    )
    return Markup("<details><summary>{}</summary>{}</details>").format(len(quotes), rows)
