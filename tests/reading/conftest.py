"""Gives each test a reader that collects failures."""

from __future__ import annotations

import pytest
from reading.standin import LANGUAGES, Reader

from interlock.reading import read_paths
from interlock.vocabulary import Document, UnreadableDocument


@pytest.fixture
def read() -> Reader:
    """Read paths to the end: the documents and the failures."""

    def reader(*paths: object) -> tuple[list[Document], list[UnreadableDocument]]:
        failures: list[UnreadableDocument] = []
        documents = list(read_paths([str(path) for path in paths], on_failure=failures.append, languages=LANGUAGES))
        return documents, failures

    return reader
