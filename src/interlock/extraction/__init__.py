"""From sentences to claims: each with the span of the untouched text that says it. No span, no claim."""

from interlock.extraction.reader import GrammarReader, Reader

__all__ = ["GrammarReader", "Reader"]
