"""Find characters of a translation that readers cannot see, or cannot tell from others."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

# Not letters, but without ink all the same: fillers, the blank of Braille, variations of Mongolian letters.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\U00016fe4")
# Spaces that are narrower than a letter's own, and the Ogham space, which is a line.
_THIN = frozenset("\u1680\u2004\u2005\u2006\u2007\u2008\u200a\u205f")
# Emoji and some scripts need these between characters; between others they are not visible.
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
_KEYCAP = "\u20e3"
# More marks on one letter cover the lines beside it; no orthography needs more than three.
MOST_MARKS = 3
# Latin letters of phonetics and of African languages that look like letters of ASCII.
_LATIN_ALIKE = frozenset("ɑɡɩɪʋƖǀǁǃǝꞁꞮı")
# Languages that write the last of these have one of the following as well.
_BESIDE_DOTLESS = frozenset("ğşə")
_JAMO = re.compile("[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")
# Scripts that one word may mix with each other and with Latin.
_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "BOPOMOFO", "IDEOGRAPHIC")
_SCRIPTS = dict.fromkeys(_EAST_ASIAN, "CJK") | dict.fromkeys(("ARABIC-INDIC", "EXTENDED"), "ARABIC")
_SCRIPTS |= dict.fromkeys(("FEMININE", "MASCULINE"), "LATIN")
_MIXED = frozenset(("", "LATIN", "CJK", "HANGUL"))
_UNJOINED = frozenset(("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "HANGUL", "CJK", "LOOK-ALIKE"))
# Nobody takes a word of these for a Latin or Hangul one; a letter of theirs within such a word is rejected.
_APART = frozenset(("ARABIC", "HEBREW", "DEVANAGARI", "BENGALI", "TAMIL", "THAI"))
# A page in another script than Latin has at least one letter of it for so many Latin ones.
LEAST_SHARE = 4
# Most lines have only these, which are visible and distinct.
_USUAL = re.compile("[\t -~\xa0-\xac\xae-\u017f–—‘’“”…가-힣]*")
_WORD = re.compile(r"[^\W_]+")


@cache
def script(sign: str) -> str:
    """Return the script of a letter or digit, LOOK-ALIKE for a variant of another one, or "" for neither.

    The source of scripts is the first word of Unicode's names.
    """
    category = unicodedata.category(sign)
    if sign.isascii() or not (category[0] == "L" or category in ("Nd", "Nl", "So")):
        return "LATIN" if sign.isascii() and sign.isalpha() else ""
    name = unicodedata.name(sign, "UNNAMED").split()
    decomposition = unicodedata.decomposition(sign).split()
    is_variant = decomposition[:1] and (decomposition[0].startswith("<") or len(decomposition) == 1)
    if category == "So":  # a letter in a circle or square
        return "LOOK-ALIKE" if {"LATIN", "LETTER"} <= set(name) else ""
    is_alike = is_variant and name[0] not in ("THAI", "LAO", "FEMININE", "MASCULINE")
    if is_alike or sign in _LATIN_ALIKE or "SMALL CAPITAL" in " ".join(name) or _JAMO.match(sign):
        return "LOOK-ALIKE"
    return "" if name[0] == "MODIFIER" else _SCRIPTS.get(name[0], name[0])


def foreign_letters(text: str, original: str) -> frozenset[str]:
    """Return the letters and digits of a translation that are neither Latin, nor its own, nor the original's.

    Its own script is the one in which most of its words are written that the original does not have.
    """
    if text.isascii():
        return frozenset()
    strange = {sign for sign in set(text) - set(original) if script(sign) not in ("", "LATIN", *_APART)}
    if not _BESIDE_DOTLESS.isdisjoint(text):
        strange.discard("ı")
    if not strange:
        return frozenset()
    words = set(_WORD.findall(text)) - set(_WORD.findall(original))
    counted = Counter(one for word in words for one in map(script, word) if one not in ("", "LOOK-ALIKE"))
    latin = counted.pop("LATIN", 0)
    own, count = counted.most_common(1)[0] if counted else ("", 0)
    return frozenset(sign for sign in strange if script(sign) != own or count * LEAST_SHARE < latin)


def misleading(text: str, foreign: frozenset[str] = frozenset()) -> str | None:
    """Return the first misleading character of a text as `U+0430`, or None.

    Arguments:
        text: the text, with its entities decoded.
        foreign: letters that are not allowed, as from `foreign_letters`.
    """
    if _USUAL.fullmatch(text) and (not foreign or foreign.isdisjoint(text)):
        return None
    marks = 0
    for at, sign in enumerate(text):
        if " " <= sign <= "~":
            marks = 0
            continue
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        is_unseen = _is_unseen(sign, text[at - 1 : at], text[at + 1 : at + 2])
        if sign in foreign or marks > MOST_MARKS or is_unseen:
            return f"U+{ord(sign):04X}"
    for word in _WORD.findall(text):
        scripts = set() if word.isascii() else {script(sign) for sign in word}
        # Latin stands beside East Asian letters in one word, but not beside letters that look like it.
        if len(scripts - _MIXED) > ("LATIN" not in scripts):
            odd = max(word, key=lambda sign: (script(sign) not in _MIXED, ord(sign)))
            return f"U+{ord(odd):04X}"
    return None


def _is_unseen(sign: str, before: str = "", after: str = "") -> bool:
    category = unicodedata.category(sign)
    if sign in _JOINERS:
        if not before or before.isspace():
            return True
        if sign in "\u200c\u200d":
            return before.isascii() or not after or after.isascii() or script(before) in _UNJOINED
        return after != _KEYCAP if before.isascii() else script(before) != ""
    if category == "Me":
        return sign != _KEYCAP or before != "\ufe0f"
    if sign in _BLANK or sign in _THIN:
        return True
    is_noncharacter = ord(sign) & 0xFFFE == 0xFFFE or "\ufdd0" <= sign <= "\ufdef"
    is_control = category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and sign not in "\t\n"
    return is_noncharacter or is_control or "\U000e0100" <= sign <= "\U000e01ef"


def spelled_out(text: str) -> str:
    """Return a text with `U+202E` in place of each character that is not visible."""
    return "".join(f"U+{ord(sign):04X}" if _is_unseen(sign) else sign for sign in text)
