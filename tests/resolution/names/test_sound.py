"""How words of two scripts end."""

from __future__ import annotations

import pytest

from interlock.resolution.names.sound import SoundTable

TABLE = SoundTable()


@pytest.mark.parametrize(
    ("one", "script", "other", "other_script", "expected"),
    [
        ("shira", "latin", "שירה", "hebrew", True),
        ("shira", "latin", "שיר", "hebrew", False),
        ("שיר", "hebrew", "shira", "latin", False),
        ("giulia", "latin", "朱莉娅", "han", True),
        ("giulia", "latin", "朱利奥", "han", False),
        ("rodrigo", "latin", "罗德里戈", "han", True),
        ("brandt", "latin", "ברנדט", "hebrew", True),
    ],
)
def test_last_vowels_agree_or_not(one: str, script: str, other: str, other_script: str, expected: bool) -> None:
    assert TABLE.end_alike(one, script, other, other_script) is expected
