"""Names as they are typed: a key without case, spaces and marks, and Hangul by keystroke and by initial.

A name of Hangul is typed a letter at a time, so a search sees syllables that are still being composed:
"성" may be on its way to "서울", and "관ㅇ" to "관악구". Many type initials alone: "ㄱㅇㄱ".
"""

import re
import unicodedata
from collections.abc import Callable

_FIRST, _LAST = 0xAC00, 0xD7A3  # the composed syllables (The Unicode Standard, section 3.12)
_VOWELS, _FINALS = 21, 28
_INITIAL = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWEL = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ".split()
_FINAL = [
    "", *"ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".split(),
]  # fmt: skip
#: Letters that take two keystrokes, such as a final that the next vowel would take one half of.
_TWO_KEYS = str.maketrans(
    {
        "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ",
        "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ", "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ",
        "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    }
)  # fmt: skip
_CONSONANTS = frozenset(_INITIAL)
_HANGUL = re.compile("[ㄱ-ㅣ가-힣]")


class _Letters(dict[int, str]):
    """What becomes of each character, by its code point, found when it is first met (for `str.translate`)."""

    def __init__(self, becomes: Callable[[str], str]) -> None:
        super().__init__()
        self._becomes = becomes

    def __missing__(self, code: int) -> str:
        self[code] = found = self._becomes(chr(code))
        return found


def key(name: str) -> str:
    """The letters and digits of a name in lower case, without accents; the same for however it is set.

    >>> key("Seongdong-gu"), key("Évaluation 2022"), key("성동 구"), key("ＡＢ")
    ('seongdonggu', 'evaluation2022', '성동구', 'ab')
    """
    return "".join(words(name))


def words(name: str) -> list[str]:
    """The words of a name, each as its key; a hyphen parts them.

    >>> words("Gwanak-gu's Office"), words("서울 성동구")
    (['gwanak', 'gus', 'office'], ['서울', '성동구'])
    """
    return unicodedata.normalize("NFC", name).translate(_KEPT).split()


def _kept(character: str) -> str:
    if has_hangul(character):
        return character.translate(_TWO_KEYS)
    plain = unicodedata.normalize("NFKD", character).casefold()
    if len(plain) > 1:
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    if plain.isalnum():
        return plain
    return "" if character in "'’‘" or unicodedata.combining(character) else " "


def has_hangul(keyed: str) -> bool:
    """Whether a key has a syllable or a letter of Hangul."""
    return _HANGUL.search(keyed) is not None


def keystrokes(keyed: str) -> str:
    """A key with its Hangul by the letters it is typed with.

    >>> keystrokes("관악구"), keystrokes("관ㅇ"), keystrokes("ai센터")
    ('ㄱㅗㅏㄴㅇㅏㄱㄱㅜ', 'ㄱㅗㅏㄴㅇ', 'aiㅅㅔㄴㅌㅓ')
    """
    return keyed.translate(_TYPED)


def _typed(character: str) -> str:
    place = ord(character) - _FIRST
    if not 0 <= place <= _LAST - _FIRST:
        return character
    initial, rest = divmod(place, _VOWELS * _FINALS)
    vowel, final = divmod(rest, _FINALS)
    return _INITIAL[initial] + _VOWEL[vowel] + _FINAL[final]


def initials(keyed: str) -> str:
    """A key with each syllable by its first letter; it is as long as the key.

    >>> initials("관악구"), initials("관ㅇㄱ"), initials("ai센터")
    ('ㄱㅇㄱ', 'ㄱㅇㄱ', 'aiㅅㅌ')
    """
    return keyed.translate(_FIRST_TYPED)


def _first_typed(character: str) -> str:
    return _typed(character)[:1] if _FIRST <= ord(character) <= _LAST else character


_KEPT, _TYPED, _FIRST_TYPED = _Letters(_kept), _Letters(_typed), _Letters(_first_typed)


def is_abbreviated(keyed: str) -> bool:
    """Whether a key has consonants that may each stand for a syllable.

    >>> is_abbreviated("ㄱㅇㄱ"), is_abbreviated("관ㅇㄱ"), is_abbreviated("관악")
    (True, True, False)
    """
    return not _CONSONANTS.isdisjoint(keyed)


def stands_for(abbreviated: str, keyed: str) -> bool:
    """Whether a key begins with what another abbreviates: its consonants stand for syllables.

    >>> stands_for("관ㅇ", "관악구"), stands_for("관ㅇ", "강원"), stands_for("ㄱㅇㄱ", "관악구")
    (True, False, True)
    """
    begins = keyed[: len(abbreviated)]
    return len(begins) == len(abbreviated) and all(
        short in (full, initials(full)) for short, full in zip(abbreviated, begins, strict=True)
    )
