"""From press pages to Documents: their text, zones, sentences, languages and dates."""

from interlock.reading.paths import read_bytes, read_paths, read_text

__all__ = ["read_bytes", "read_paths", "read_text"]
