"""What stands in front of a plain text: a date line or Markdown front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interlock.languages.schema import DateRules
from interlock.reading.blocks import Block
from interlock.reading.dating import match_clock, match_date, parse_date

# Labels of file formats, not words of a language: what scrapers and note programs write in front of a date.
_LABEL = re.compile(
    r"[\s\ufeff]*(?:(?:publication[ _-]?)?date|published(?:[ _-]?(?:at|on))?|publié le"
    r"|publicado el|fecha|veröffentlicht am|datum|תאריך|פורסם(?: ב)?|日期|[發发](?:[布佈]|表)(?:日期|[時时][間间]))"
    r"\s*[:：=]?\s*[\"']?",
    re.IGNORECASE,
)
_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.{0,8000}?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^(title|date|published|author|site|url)[ \t]*:[ \t]*(.+?)[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_FIRST_LINES = 5
_DATED_LINE = 60
_LONGEST_ABOVE = 250  # a headline may stand above the date, a paragraph may not


@dataclass(frozen=True, slots=True)
class Front:
    """The date and title in front of a text. The text itself begins at `end`; what is before is boilerplate."""

    end: int = 0
    published: str | None = None
    published_from: str | None = None
    title: str | None = None
    author: str | None = None


def read_front(text: str, rules: Sequence[DateRules] = (), *, markdown: bool = False) -> Front:
    """Front matter of a Markdown file, or a labelled date at the very front of any text."""
    if markdown and (matter := _MATTER.match(text)):
        fields = {key.lower(): value.strip("\"' ") for key, value in _FIELD.findall(matter[1])}
        published = parse_date(fields.get("date") or fields.get("published"), rules)
        return Front(
            matter.end(),
            published,
            "front matter" if published else None,
            fields.get("title") or None,
            fields.get("author") or None,
        )
    if (label := _LABEL.match(text)) and (found := match_date(text, label.end(), rules)):
        end = match_clock(text, found[1])
        return Front(end, found[0], "date line")
    return Front()


def find_date_line(text: str, blocks: Sequence[Block], rules: Sequence[DateRules] = ()) -> tuple[int, str] | None:
    """The index and date of a line among the first that holds a date and little else ('4 November 2025, 10:30')."""
    for index, block in enumerate(blocks[:_FIRST_LINES]):
        line = text[block.start : min(block.end, block.start + _LONGEST_ABOVE)]
        if len(line) > _DATED_LINE:
            if len(line) == _LONGEST_ABOVE or line[-1] in ".。":
                return None  # the article has begun
            continue
        label = _LABEL.match(line)
        found = match_date(line, label.end() if label else 0, rules)
        if not found:
            if line[-1] in ".。":
                return None
            continue
        end = match_clock(line, found[1])
        rest = line[end:].strip(" \t|,;·•-–")
        # Behind a time of day a site adds words ('3 min read'); behind a bare date words make it a headline.
        if not rest or (end > found[1] and len(rest) <= 40):
            return index, found[0]
    return None
