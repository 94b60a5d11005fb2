"""Chinese characters of a person's name in Latin letters."""

from __future__ import annotations

import pytest

from interlock.resolution.names.pinyin import Pinyin
from interlock.resolution.names.readings import Readings
from interlock.resolution.names.words import NameWords
from interlock.resolution.names.writing import simple

READINGS, WORDS = Readings(Pinyin()), NameWords()


@pytest.mark.parametrize(
    ("latin", "han", "expected"),
    [
        ("Zhou Mingxuan", "周明軒", True),
        ("Mingxuan Zhou", "周明軒", True),
        ("Zhou Mingxuan", "周明珊", False),
        ("Tsai Chia-ling", "蔡佳玲", True),
        ("Lin Shih-chieh", "石傑林", False),
        ("Park Soo-jin", "朴秀珍", True),
        ("Park Soo-jin", "朴秀賢", False),
        ("Nguyễn Văn Hùng", "阮文雄", True),
        ("Phạm Quốc Bảo", "范國強", False),
    ],
)
def test_a_name_spells_its_characters(latin: str, han: str, expected: bool) -> None:
    assert READINGS.spelled(WORDS.parts(latin, True), simple(han)) is expected


def test_a_name_in_pinyin_is_that_of_taiwan() -> None:
    assert READINGS.romanised(WORDS.parts("Hsu Wei-lun", True), WORDS.parts("Xu Weilun", True))


def test_another_syllable_is_another_name() -> None:
    assert not READINGS.romanised(WORDS.parts("Hsu Wei-lun", True), WORDS.parts("Xu Weiming", True))
