"""Choose the fonts that measure figures, find missing characters, and formulas that pages cannot render."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..messages import say

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

# Pages show a figure's text in their own font. Matplotlib measures it in these: its own, which has Latin,
# Greek and symbols, and a Korean one (OFL), from a PyPI package.
LATIN, KOREAN = "DejaVu Sans", "NanumGothic"
KOREAN_PACKAGE = "koreanize_matplotlib"
FAMILIES = [LATIN, KOREAN]
_SANS = ("sans-serif", "sans serif", "sans")

_BEYOND_LATIN = re.compile(r"[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]")
_MISSING = re.compile(r"Glyph (?P<code>\d+) .*missing from ")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_DUMMY = 0xA4  # Matplotlib's placeholder in a formula for a character that is missing from all its fonts


class FigureProblem(Exception):
    """A figure cannot be shown; the message, in the user's language, gives the reason and the fix."""


class MissingGlyph(FigureProblem):
    """A character in a figure is missing from all fonts."""


def register_korean_font() -> None:
    """Register the Korean font with Matplotlib, without importing the package that contains it."""
    from matplotlib.font_manager import fontManager

    known = {entry.fname for entry in fontManager.ttflist}
    for path in korean_fonts():
        if str(path) not in known:
            fontManager.addfont(path)


@cache
def korean_fonts() -> list[Path]:
    """Return the files of the Korean font, regular and bold; none if its package is not installed."""
    package = find_spec(KOREAN_PACKAGE)
    if package is None or package.origin is None:
        return []
    folder = Path(package.origin).parent / "fonts"
    return [folder / f"{KOREAN}.ttf", folder / f"{KOREAN}Bold.ttf"]


def forget_fonts() -> None:
    """Look for the Korean font again, since it may have been installed."""
    korean_fonts.cache_clear()


def measured_in(text: str, properties: FontProperties, is_formula: bool) -> FontProperties:
    """Return the font that measures a text.

    This is the author's font if it is installed, and ours for characters missing from it.

    Arguments:
        text: the text.
        properties: the font that the author chose.
        is_formula: whether it contains formulas. Matplotlib renders the words of such a text in one font.
    """
    from matplotlib import rcParams

    wanted = properties.get_family()
    named = [one for name in wanted for one in (rcParams["font.sans-serif"] if name in _SANS else [name])]
    # A font that is not installed here is not on the page either.
    families = list(dict.fromkeys([*filter(_is_installed, named), *FAMILIES]))
    if is_formula and _BEYOND_LATIN.search(text):
        families = [KOREAN]
    if families == wanted:
        return properties
    chosen = properties.copy()
    chosen.set_family(families)
    return chosen


def _is_installed(family: str) -> bool:
    from matplotlib.font_manager import font_family_aliases, fontManager

    return family in font_family_aliases or family in {entry.name for entry in fontManager.ttflist}


def check_characters(text: str) -> None:
    """Check a text without formulas for private-use characters.

    Raises:
        MissingGlyph: it contains one, which the page's font shows differently or not at all.
    """
    if found := _PRIVATE.search(text):
        raise missing_glyph(found[0])


def is_set_by_pages(formula: str, properties: FontProperties) -> bool:
    """Return whether a page's own fonts can show a text with formulas.

    They cannot if Matplotlib uses a mathematical font, a stretchable symbol, an accent, or a line whose
    position depends on the adjacent letters. Such a text is drawn as outlines.

    Raises:
        MissingGlyph: a character of the text is missing from all fonts.
    """
    parsed = _parser().parse(formula, 72, properties)
    for _, _, code, *_ in parsed.glyphs:
        if code == _DUMMY and "¤" not in formula:
            raise _missing_in_formula(formula, properties)
    return not parsed.rects and all(
        _is_ordinary(font.family_name, code) for font, _, code, *_ in parsed.glyphs
    )


@cache
def _parser() -> Any:
    from matplotlib.mathtext import MathTextParser

    return MathTextParser("path")


def _is_ordinary(family: str, code: int) -> bool:
    character = chr(code)
    is_of_text = family.removesuffix(" Mono") == LATIN or family.startswith("Nanum")
    return is_of_text and not (character == "√" or unicodedata.category(character).startswith("M"))


def _missing_in_formula(formula: str, properties: FontProperties) -> MissingGlyph:
    from matplotlib.font_manager import findfont, get_font

    font = get_font(findfont(properties))
    formulas = "".join(formula.split("$")[1::2])
    inside = [character for character in formulas if _BEYOND_LATIN.match(character)]
    outside = [
        character for character in formula if ord(character) > 127 and not font.get_char_index(ord(character))
    ]
    return missing_glyph((inside or outside or ["¤"])[0], in_formula=bool(inside))


def glyph_missing_from(warning: str) -> MissingGlyph:
    """Return the error for Matplotlib's warning about a character missing from the fonts."""
    match = _MISSING.match(warning)
    return missing_glyph(chr(int(match["code"])) if match else "¤")


def missing_glyph(character: str, in_formula: bool = False) -> MissingGlyph:
    """Return the error for a missing character: it names the character, the fonts, and the fix."""
    name = f"{character!r} (U+{ord(character):04X} {unicodedata.name(character, '')})".replace(" )", ")")
    fonts = ", ".join(FAMILIES)
    if in_formula:
        cure = say(
            "식 안에는 한글을 쓸 수 없습니다. `$…$` 밖에 쓰세요.",
            "A formula cannot contain it: write it outside `$…$`.",
        )
    elif "HANGUL" in name and not korean_fonts():
        cure = say(
            "한글 글꼴이 없습니다. `pip install koreanize-matplotlib`으로 설치하세요.",
            "No Korean font is installed: run `pip install koreanize-matplotlib`.",
        )
    else:
        cure = say(
            '다른 글자를 쓰거나, 그 글자가 있는 글꼴을 `plt.rcParams["font.family"]`에 적으세요.',
            'Use another character, or name a font that has it in `plt.rcParams["font.family"]`.',
        )
    message = say(
        f"그림의 글꼴({fonts})에 없는 글자가 있습니다: {name}.",
        f"The fonts of figures ({fonts}) do not have this character: {name}.",
    )
    return MissingGlyph(f"{message} {cure}")
