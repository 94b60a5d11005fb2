"""How a name is written: its script, and its letters folded so that ways of writing one name fall together."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from interlock.datafiles import load_yaml
from interlock.vocabulary.folding import fold_name

HAN = re.compile(r"[\u3400-\u9fff]")
HEBREW = re.compile(r"[\u0590-\u05ff]")
_SCRIPTS = (
    ("han", HAN),
    ("hebrew", HEBREW),
    ("kana", re.compile(r"[\u3041-\u30fa]")),
    ("hangul", re.compile(r"[\uac00-\ud7a3]")),
)
SYLLABARIES = frozenset(("kana", "hangul"))
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})


@lru_cache(maxsize=65536)
def simple(name: str) -> str:
    """A name folded: case, accents, width, one kind of quote, simplified characters."""
    folded = fold_name(name).strip().translate(_LETTERS)
    return str(_converter().convert(folded)).translate(_variants()) if HAN.search(folded) else folded


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC  # loaded where there is Chinese

    return OpenCC("t2s")


@lru_cache(maxsize=1)
def _variants() -> dict[int, str]:
    """Characters for which another is usual, those of Japan among them."""
    rows = load_yaml(Path(str(files("interlock.resolution") / "data" / "spellings.yaml"))).pairs()
    return {ord(pair[0]): pair[1] for key, node in rows if key.text() == "variants" for pair in node.texts()}


def script_of(name: str) -> str:
    """The script of a name: 'han', 'hebrew', 'kana', 'hangul' or 'latin'. Chinese characters go before kana."""
    if name.isascii():
        return "latin"
    return next((script for script, letters in _SCRIPTS if letters.search(name)), "latin")


def bare(word: str) -> str:
    """A Hebrew word without the letters inside it that stand for vowels: these are written or not, as one likes."""
    return word[:1] + re.sub("[אויע]", "", word[1:-1]) + word[-1:]
