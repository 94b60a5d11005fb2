"""The names that extractors and news services give to the fields of an article, so that their exports can be read as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Record = Mapping[str, Any]

# trafilatura, newspaper, news-please, Fundus, Common Crawl's news, GDELT, Event Registry, NewsAPI, schema.org; our own first.
TEXT = ("text", "maintext", "plaintext", "plain_text", "articleBody", "article_text", "body", "content", "raw_text")
URL = ("url", "address", "source", "link", "requested_url", "responded_url", "canonical_url", "uri", "URL")
TITLE = ("title", "headline", "title_page", "name", "Title")
SITE = ("site", "sitename", "source-hostname", "publisher", "source", "hostname", "source_domain", "domain")
AUTHOR = ("author", "authors", "byline")
DATE = (
    "date",
    "published",
    "date_publish",
    "publish_date",
    "publishing_date",
    "published_date",
    "published_at",
    "publishedAt",
    "datePublished",
    "date_published",
    "pub_date",
    "dateTimePub",
)
RETRIEVED = ("retrieved", "date_download", "crawl_date", "download_date")
_NAMES = ("name", "title", "uri")


def text_of(record: Record) -> str | None:
    """The article's text. Raises ValueError for one that is no text, or that a news service has cut off."""
    for name in TEXT:
        value = record.get(name)
        if value is None or value == "":
            continue
        text = _joined(value) if isinstance(value, dict) else value
        if not isinstance(text, str):
            raise ValueError(f"field '{name}' is not a text")
        if name == "content" and text.rstrip().endswith(" chars]"):
            raise ValueError("field 'content' holds only the beginning of the article; fetch its address instead")
        if text.strip():
            return text
    return None


def address_of(record: Record) -> str | None:
    """Where the article is: the first of the fields that holds an address; 'url' and 'address' may hold anything."""
    for name in URL:
        value = record.get(name)
        if isinstance(value, str) and value and (name in ("url", "address") or value.startswith(("http://", "https://"))):
            return value
        if name in ("url", "address") and value not in (None, "") and not isinstance(value, str):
            raise ValueError(f"field '{name}' is not a text")
    return None


def first_of(record: Record, names: tuple[str, ...]) -> str | None:
    """The first of these fields that says something; of several names in it all of them."""
    for name in names:
        value = record.get(name)
        if value is None or value == "" or (value == [] and names is AUTHOR):
            continue
        found = ", ".join(_names(value))
        if not found:
            raise ValueError(f"field '{name}' is not a text")
        if not found.startswith(("http://", "https://")):
            return found
    return None


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value[:20]:
            yield from _names(each)
    elif isinstance(value, dict):
        yield from [each for name in _NAMES if isinstance(each := value.get(name), str) and each][:1]


def _joined(body: Record) -> str | None:
    """The body of an article in sections, as Fundus writes it: summary, then headlines and paragraphs."""
    blocks: list[str] = [each for each in body.get("summary") or () if isinstance(each, str)]
    for section in body.get("sections") or ():
        if isinstance(section, dict):
            for name in ("headline", "paragraphs"):
                blocks += [each for each in section.get(name) or () if isinstance(each, str)]
    return "\n\n".join(blocks) or None
