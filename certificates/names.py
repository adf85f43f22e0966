"""Whether the name that a checker typed is the name on the copy (credentials.md 4.3). Pure.

An equivalence, never a likeness: case, accents, strokes, hyphens, apostrophes, dots and blanks do not count, and
everything else does. A checker cannot type every letter; but a name that is nearly right is a wrong name.
"""

import hmac
import unicodedata

# Letters that no decomposition takes apart and that many keyboards lack. Read as people without them write them.
_STROKES = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŋ": "ng"})
# Apostrophes and okinas that Unicode calls letters, and the Arabic line that only stretches a word.
_LETTERS_LIKE_MARKS = frozenset("\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u0640\ua78b\ua78c")


def _is_accent(letter: str) -> bool:
    """Marks that may be left out in writing: accents, and the vowel points of Arabic and Hebrew. Not the vowel signs of
    Indic scripts or the voicing marks of kana, which make another name.
    """
    combining = unicodedata.combining(letter)
    return combining == 1 or 10 <= combining <= 36 or combining >= 200


def _counts(letter: str) -> bool:
    if letter in _LETTERS_LIKE_MARKS or _is_accent(letter):
        return False
    return unicodedata.category(letter)[0] not in "PZCS"


def key(text: str) -> str:
    """What is left of a name when everything that does not count is taken away. key(key(x)) == key(x)."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).casefold()
    plain = unicodedata.normalize("NFKD", folded.translate(_STROKES))
    return "".join(filter(_counts, plain))


def accepted(name: str, check_name: str) -> frozenset[str]:
    """The keys that match: the part a checker is asked for, and the whole name with that part first or last."""
    words, part = [key(w) for w in name.split()], [key(w) for w in check_name.split()]
    forms = {"".join(words), "".join(part)}
    for at in range(len(words) - len(part) + 1) if part else ():
        if words[at : at + len(part)] == part:
            rest = words[:at] + words[at + len(part) :]
            forms |= {"".join(part + rest), "".join(rest + part)}
    return frozenset(forms - {""})


def matches(typed: str, name: str, check_name: str) -> bool:
    """Whether `typed` names the holder. Every form is compared, in time that does not depend on where they differ."""
    given = key(typed).encode()
    return sum(hmac.compare_digest(given, form.encode()) for form in accepted(name, check_name)) > 0
