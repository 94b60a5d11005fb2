"""What all renderings of a digest share: headings, lines of sources, the numbers and ids behind a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from interlock.reporting.bidi import cleaned
from interlock.reporting.digest.language import DigestLanguage, digest_language
from interlock.reporting.digest.phrases import Phrases
from interlock.reporting.digest.records import (
    REFERENCE,
    REFERENCE_END,
    Citation,
    Digest,
    Section,
    Sentence,
    SourceRow,
)
from interlock.reporting.fact_model import SHORT_ID
from interlock.vocabulary import Claim

_REFERENCE = re.compile(f"{REFERENCE}(\\d+){REFERENCE_END}")
_TITLE, _OUTLET = 300, 120
"""Characters of a title and of an outlet that are shown."""
SECTIONS = tuple(section for section in Section if section is not Section.LEAD)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A cited claim of a source, with the sentences' facts that rest on it."""

    claim: Claim
    facts: tuple[str, ...]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


class Layout:
    """A digest with the words around it."""

    def __init__(self, digest: Digest) -> None:
        self.digest = digest
        self.language: DigestLanguage = digest_language(digest.language)
        self._phrases = Phrases(self.language, {}, {})
        self.numbers = {row.document: row.number for row in digest.sources}

    def word(self, key: str) -> str:
        """A word of the page."""
        return self.language.said("page", key) or key

    def heading(self, section: str) -> str:
        """The heading of a section."""
        told = self.language.said("sections", section) or section
        return told.replace("{date}", self._phrases.day(self.digest.since)) if self.digest.since else told

    def period(self) -> str:
        """The period asked for, in words; empty where it is open on both sides."""
        first, last = self.digest.period
        key = "period" if first and last else "since" if first else "until" if last else ""
        if not key:
            return ""
        told = self.word(key)
        return told.replace("{a}", self._phrases.day(first) if first else "").replace(
            "{b}", self._phrases.day(last) if last else ""
        )

    def parts(self, text: str) -> Iterator[tuple[str, int | None]]:
        """A sentence as runs of text and the numbers of sources between them."""
        at = 0
        for match in _REFERENCE.finditer(text):
            yield text[at : match.start()], None
            yield "", int(match[1])
            at = match.end()
        yield text[at:], None

    def sources_of(self, sentence: Sentence) -> list[int]:
        """The numbers of the sources behind a sentence, in order."""
        return sorted({self.numbers[row.document] for row in sentence.record.citations if row.document in self.numbers})

    def facts_of(self, sentence: Sentence) -> list[str]:
        """The ids of the facts behind a sentence, as `interlock explain` takes them."""
        return [each[:SHORT_ID] for each in sentence.record.facts]

    def quotes_of(self, source: SourceRow) -> list[Quoted]:
        """The cited claims of a source, in the order of the text."""
        cited: dict[str, set[str]] = {}
        for sentence in (*self.digest.sentences, *filter(None, [self.digest.headline])):
            for row in sentence.record.citations:
                if row.document == source.document:
                    cited.setdefault(row.claim, set()).add(row.fact)
        claims = [self.digest.evidence.claims[each] for each in cited]
        claims.sort(key=lambda claim: (claim.evidence.start, claim.id))
        return [Quoted(claim, tuple(sorted(cited[claim.id]))) for claim in claims]

    def first_quote(self, sentence: Sentence, number: int) -> Citation | None:
        """The first citation of a sentence in a source."""
        rows = [row for row in sentence.record.citations if self.numbers.get(row.document) == number]
        return min(rows, key=lambda row: (self.digest.evidence.claims[row.claim].evidence.start, row.claim), default=None)

    def source_words(self, source: SourceRow) -> tuple[str, str, str, str]:
        """Title, outlet, date with language, and of what it is a copy, in the words of the digest's language."""
        title = source.title or self.word("untitled")
        day = self._phrases.day(source.date) if source.date else self.word("undated")
        return _cut(title, _TITLE), _cut(source.outlet, _OUTLET), f"{day}, {self.spoken(source.language)}", self.copied(source)

    def spoken(self, tag: str) -> str:
        """The name of a language."""
        try:
            return Locale.parse(tag, sep="-").get_display_name(self.language.locale) or tag
        except (UnknownLocaleError, ValueError):
            return tag

    def copied(self, source: SourceRow) -> str:
        """'translation of [2]', where it is a copy."""
        of = f"[{source.copy_of}]" if source.copy_of else cleaned(source.named_source or "")
        relation = self.language.said("terms", f"relation.{source.relation}")
        return self.word("copy_of").replace("{relation}", relation).replace("{source}", of) if relation and of else ""

    def models(self) -> str:
        """Names of the models that worded sentences."""
        return ", ".join(sorted({each.writer for each in self.digest.sentences} - {"template"}))
