"""One style sheet for the whole site, and only those of KaTeX's fonts that its formulas use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from ..environment import NODE
from ..messages import Problem, say
from ..project import Project

_KATEX = NODE / "node_modules" / "katex" / "dist"
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")
_SOURCES = re.compile(r"src:(url\([^)]*\.woff2\) format\(\"woff2\"\))[^;}]*")


def style_files(project: Project) -> dict[PurePosixPath, bytes]:
    """Return the style sheet and the fonts that it names, by path below a language's stage.

    Every browser that can show the site reads woff2, so KaTeX's other fonts are left out.

    Raises:
        Problem: KaTeX is not installed.
    """
    sheet, fonts = _KATEX / "katex.min.css", sorted((_KATEX / "fonts").glob("*.woff2"))
    if not fonts or not sheet.is_file():
        message = say(
            "KaTeX가 없습니다. .venv를 지우고 다시 실행하세요.",
            "KaTeX is not installed. Remove .venv and run this again.",
        )
        raise Problem(message)
    katex = _SOURCES.sub(r"src:\1", sheet.read_text(encoding="utf-8")).replace("url(fonts/", "url(katex/")
    own = [path.read_text(encoding="utf-8") for path in sorted(_own_sheets(project))]
    assets = PurePosixPath("assets")
    return {
        assets / "site.css": "\n".join([*_material(), katex, *own]).encode("utf-8"),
        **{assets / "katex" / font.name: font.read_bytes() for font in fonts},
    }


def _material() -> list[str]:
    """Return Material's own style sheets; the first begins with the character set, which must come first."""
    spec = find_spec("material")
    assert spec is not None and spec.origin is not None
    folder = Path(spec.origin).parent / "templates" / "assets" / "stylesheets"
    names = [next(folder.glob(f"{name}.*.min.css")) for name in ("main", "palette")]
    return [_SOURCE_MAP.sub("", path.read_text(encoding="utf-8")) for path in names]


def _own_sheets(project: Project) -> list[Path]:
    return list((project.docs / "styles").glob("*.css"))


_FACE = re.compile(r"@font-face\{[^}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_FAMILY = re.compile(r"font(?:-family)?:[^;]*?(KaTeX_\w+)")
_WEIGHT = re.compile(r"font-weight:(\w+)|font:(?:[a-z]+ )*(bold|[5-9]00)")
_STYLE = re.compile(r"font-style:(\w+)|font:(?:[a-z]+ )*(italic)")
_FILE = re.compile(r"url\(katex/([^)]+)\)")
_FORMULA_CLASS = re.compile(r'class="([^"]+)"')
_COMPOUND = re.compile(r"(?:\.[\w-]+)+")
_WEIGHTS = {"normal": "400", "bold": "700"}


@dataclass(frozen=True)
class _Setting:
    """What a rule says of the font; None where it leaves a property as it is."""

    family: str | None
    weight: str | None
    style: str | None


def keep_used_typefaces(site: Path, sheet: str) -> None:
    """Write the site's style sheet without the fonts that no page uses, and remove their files.

    A font is used when a rule that asks for it applies to classes that pages have; where a rule sets only a
    weight or a slant, it counts for every family. So no font is missed, and hardly one too many kept.

    Arguments:
        site: the folder of the whole site, with all its pages.
        sheet: the style sheet with all fonts.
    """
    used = used_files(sheet, _attributes_of(site.rglob("*.html")))

    def keep(match: re.Match[str]) -> str:
        file = _FILE.search(match[0])
        return match[0] if file is None or file[1] in used else ""

    kept = _FACE.sub(keep, sheet).encode("utf-8")
    path = site / "assets" / "site.css"
    if not path.is_file() or path.read_bytes() != kept:
        # The published site may hold the same file: it must not change in its place.
        path.unlink(missing_ok=True)
        path.write_bytes(kept)
    for font in (site / "assets" / "katex").glob("*.woff2"):
        if font.name not in used:
            font.unlink()


@lru_cache(maxsize=4)  # what is served asks for the same with almost every change
def used_files(sheet: str, attributes: frozenset[str]) -> set[str]:
    """Return the names of the font files that elements may use.

    Arguments:
        sheet: a style sheet with KaTeX's rules.
        attributes: the class attribute of each element, each at least once.
    """
    combinations = [set(attribute.split()) for attribute in attributes]
    settings = [
        _setting(body)
        for selectors, body in _RULE.findall(_FACE.sub("", sheet))
        if "KaTeX_" in body or ".katex" in selectors
        if any(_may_apply(selector, combinations) for selector in selectors.split(","))
    ]
    weights = {"400"} | {one.weight for one in settings if one.weight and not one.family}
    styles = {"normal"} | {one.style for one in settings if one.style and not one.family}
    wanted = {
        (one.family, weight, style)
        for one in settings
        if one.family
        for weight in ({one.weight} if one.weight else weights)
        for style in ({one.style} if one.style else styles)
    }
    faces = {
        file[1]: (one.family, one.weight or "400", one.style or "normal")
        for face in _FACE.findall(sheet)
        if (file := _FILE.search(face)) and (one := _setting(face))
    }
    known = set(faces.values())
    # What a family lacks the browser makes from what it has.
    lacking = {family for family, weight, style in wanted if (family, weight, style) not in known}
    return {file for file, face in faces.items() if face in wanted or face[0] in lacking}


def _setting(body: str) -> _Setting:
    def found(pattern: re.Pattern[str]) -> str | None:
        match = pattern.search(body)
        return next(filter(None, match.groups())) if match else None

    weight = found(_WEIGHT)
    return _Setting(found(_FAMILY), _WEIGHTS.get(weight or "", weight), found(_STYLE))


def _attributes_of(pages: Iterable[Path]) -> frozenset[str]:
    found = [(path, path.stat()) for path in pages]
    return frozenset().union(*(_attributes(path, stat.st_mtime_ns, stat.st_ino) for path, stat in found))


@lru_cache(maxsize=1024)  # most pages are the same files as when the site was last made
def _attributes(page: Path, time: int, place: int) -> frozenset[str]:
    """Return the class attributes in a page that was written at a time, in a place of the disk."""
    return frozenset(_FORMULA_CLASS.findall(page.read_text(encoding="utf-8")))


def _may_apply(selector: str, combinations: list[set[str]]) -> bool:
    compounds = [set(found[0].split(".")) - {""} for found in _COMPOUND.finditer(selector)]
    return bool(compounds) and all(any(need <= have for have in combinations) for need in compounds)
