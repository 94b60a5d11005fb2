"""Which language a text is in: its script decides Hebrew and Chinese, its small words the Latin languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

UNKNOWN = "und"

_HEBREW = re.compile(r"[\u05d0-\u05ea]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]+")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_OTHER = re.compile(r"[\u0370-\u03ff\u0400-\u052f\u0600-\u06ff\u0900-\u0dff\u0e00-\u0eff]+")
_RARE = re.compile(f"{_KANA.pattern}|{_HANGUL.pattern}|{_OTHER.pattern}")

_SAMPLE = 20_000  # characters: enough for any document, bounded for a very long one
_HAN_WEIGHT = 3  # one Chinese character says about as much as three letters
_FOREIGN_SHARE = 0.2  # Latin names may make up four fifths of a Hebrew or Chinese sentence
_FEWEST_WORDS = 5  # below, lingua guesses
_SAMPLED_GUESS = 1000  # characters that a guess looks at
_FEWEST_GUESSED = 3  # words
_LIKELY = 0.5
_CHANGE_OF_LANGUAGE = 4  # small words that a sentence in another language than its document shows: 'van' is in names too

# Words that only one of these languages writes often. Those of languages that Interlock does not read are here so
# that an Italian text is not taken for a Spanish one.
_SMALL_WORDS = {
    code: frozenset(words.split())
    for code, words in {
        "en": (
            "the of and to is was that it for with as are be at by this has have had its from were which or an their "
            "will said would they but not more than been who after about could into his he"
        ),
        "fr": (
            "le les des du et est une dans pour qui par sur pas plus aux avec ce cette ces au ses leur sont ont mais "
            "été être il elle ils elles nous vous dont où selon avait était entre depuis deux l d qu"
        ),
        "es": (
            "el los las del y es una por con para su al lo como más pero sus ha fue son está entre según también años "
            "sobre han hasta muy desde dos ya"
        ),
        "de": (
            "der die das und ist von den mit für auf dem nicht ein eine sich des im auch als wird bei nach hat werden "
            "aus einer zum zur wie über oder sie wurde einen"
        ),
        "it": "il di che è della per non sono gli nel alla dei delle con come più anche dal ha questo si lo",
        "pt": "o os da do em uma não com para na no dos das é ao mais foi pela pelo são ele também",
        "nl": "het een van en dat zijn voor met niet op aan ook naar bij wordt heeft worden werd",
    }.items()
}
_LINGUA = {"ENGLISH": "en", "FRENCH": "fr", "SPANISH": "es", "GERMAN": "de"}


def _letters(pattern: re.Pattern[str], text: str) -> int:
    return sum(map(len, pattern.findall(text)))


@lru_cache(maxsize=1)
def _converters() -> tuple[Callable[[str], str], Callable[[str], str]]:
    import opencc

    return opencc.OpenCC("t2s").convert, opencc.OpenCC("s2t").convert


def _chinese(text: str, inherited: str) -> str:
    """'zh-Hant' or 'zh-Hans' by the characters that only one of the two scripts writes."""
    han = "".join(_HAN.findall(text))[:2000]
    to_simplified, to_traditional = _converters()
    traditional = sum(map(str.__ne__, han, to_simplified(han)))
    simplified = sum(map(str.__ne__, han, to_traditional(han)))
    if inherited.startswith("zh-") and min(traditional, simplified) * 4 > max(traditional, simplified):
        return inherited  # mixed: a character or two of the other script occurs in both
    if traditional != simplified:
        return "zh-Hant" if traditional > simplified else "zh-Hans"
    return inherited if inherited.startswith("zh-") else "zh"


@lru_cache(maxsize=1)
def _detector() -> Any:
    from lingua import Language, LanguageDetectorBuilder

    languages = [getattr(Language, name) for name in _LINGUA]
    return LanguageDetectorBuilder.from_languages(*languages).with_minimum_relative_distance(0.1).build()


def _by_small_words(words: list[str]) -> list[tuple[int, str]]:
    """The two Latin languages with the most small words of theirs among the words, and how many, the most first."""
    scores = ((sum(map(known.__contains__, words)), code) for code, known in _SMALL_WORDS.items())
    return sorted(scores, reverse=True)[:2]


def _latin(text: str, inherited: str) -> str:
    """One of the Latin languages: by its small words, and by lingua where these do not tell."""
    written = _LATIN.findall(text)
    words = [word.lower() for word in written]
    (best, code), (second, _) = _by_small_words(words)
    wanted = _CHANGE_OF_LANGUAGE if inherited in _SMALL_WORDS and code != inherited else 2
    if best >= wanted and best >= 2 * second:
        return code
    if best and best > second and code == inherited:
        return code
    fewest = 3 * _FEWEST_WORDS if inherited in _SMALL_WORDS else _FEWEST_WORDS
    if len(words) < fewest or 2 * sum(word[0].isupper() for word in written) > len(words):
        return inherited  # a name or a list of names is in no language
    found = _detector().detect_language_of(text[:1000].encode("utf-8", "replace").decode())
    return _LINGUA.get(found.name, inherited) if found else inherited


def identify(text: str, inherited: str = UNKNOWN) -> str:
    """The BCP 47 tag of `text`; `inherited` (the language around it) where the text alone does not tell.

    A Hebrew or Chinese sentence with many Latin names is still Hebrew or Chinese.
    """
    if len(text) > _SAMPLE:
        third = _SAMPLE // 3
        middle = len(text) // 2
        text = text[:third] + " " + text[middle : middle + third] + " " + text[-third:]
    latin = _letters(_LATIN, text)
    if text.isascii():
        return _latin(text, inherited) if latin else inherited
    hebrew = _letters(_HEBREW, text)
    han = _letters(_HAN, text)
    weights = {"he": hebrew, "zh": han * _HAN_WEIGHT}
    if _RARE.search(text):
        kana = _letters(_KANA, text)
        weights["ko"] = _letters(_HANGUL, text) * _HAN_WEIGHT
        weights[UNKNOWN] = _letters(_OTHER, text)
        if kana * 8 > han:  # Japanese is never without kana; a Chinese text may quote some
            weights["ja"] = (kana + han) * _HAN_WEIGHT
            weights["zh"] = 0
    code = max(weights, key=weights.__getitem__)
    weight = weights[code]
    if not weight or weight < _FOREIGN_SHARE * (weight + latin):
        return _latin(text, inherited) if latin else inherited
    if code == "zh":
        # OpenCC and lingua take no lone surrogates.
        return _chinese(text.encode("utf-8", "replace").decode(), inherited)
    return code


def identify_whole(text: str) -> str:
    """As `identify`, for a whole document: there is no text around it to wait for, so a short one gets the best guess."""
    code = identify(text)
    return _best_guess(text[:_SAMPLED_GUESS]) if code == UNKNOWN else code


def _best_guess(text: str) -> str:
    """The most likely Latin language of a sentence or two; none for names alone and for other scripts."""
    words = _LATIN.findall(text)
    if len(words) < _FEWEST_GUESSED or not any(map(str.islower, words)) or _letters(_OTHER, text) > _letters(_LATIN, text):
        return UNKNOWN
    (best, code), (second, _) = _by_small_words([word.lower() for word in words])
    if best > second:
        return code
    likeliest = _detector().compute_language_confidence_values(text.encode("utf-8", "replace").decode())[0]
    return _LINGUA[likeliest.language.name] if likeliest.value >= _LIKELY else UNKNOWN


def is_small_word(word: str) -> bool:
    """Whether a word is an article, pronoun or the like of a Latin language: it opens a sentence, never a name."""
    return any(word in known for known in _SMALL_WORDS.values())
