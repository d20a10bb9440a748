"""Build the site's only style sheet, and list KaTeX's fonts."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path, PurePosixPath

from ..environment import NODE
from ..messages import Problem, say
from ..project import Project

_KATEX = NODE / "node_modules" / "katex" / "dist"
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")
_IMPORT = re.compile(r'@import "([^"/]+)";')
_SOURCES = re.compile(r"src:(url\([^)]*\.woff2\) format\(\"woff2\"\))[^;}]*")


def style_files(project: Project) -> dict[PurePosixPath, bytes]:
    """Return the style sheet and its fonts, by path below a language's stage.

    Every supported browser reads woff2, so KaTeX's other fonts are omitted.

    Raises:
        Problem: KaTeX is not installed, or our sheets and their list in docs/styles/site.css differ.
    """
    sheet, fonts = _KATEX / "katex.min.css", sorted((_KATEX / "fonts").glob("*.woff2"))
    if not fonts or not sheet.is_file():
        message = say(
            "KaTeX가 없습니다. .venv를 지우고 다시 실행하세요.",
            "KaTeX is not installed. Remove .venv and run this again.",
        )
        raise Problem(message)
    katex = _SOURCES.sub(r"src:\1", sheet.read_text(encoding="utf-8")).replace("url(fonts/", "url(katex/")
    own = [path.read_text(encoding="utf-8") for path in _own_sheets(project)]
    assets = PurePosixPath("assets")
    return {
        assets / "site.css": "\n".join([*_material(), katex, *own]).encode("utf-8"),
        **{assets / "katex" / font.name: font.read_bytes() for font in fonts},
    }


def _material() -> list[str]:
    """Return Material's style sheets; the first begins with `@charset`, which must come first."""
    folder = Path(str(files("material")), "templates", "assets", "stylesheets")
    names = [next(folder.glob(f"{name}.*.min.css")) for name in ("main", "palette")]
    return [_SOURCE_MAP.sub("", path.read_text(encoding="utf-8")) for path in names]


def _own_sheets(project: Project) -> list[Path]:
    """Return our style sheets in the order of docs/styles/site.css, and the heights of explorables."""
    order = project.docs / "styles" / "site.css"
    unlisted = {path.name for path in order.parent.glob("*.css")} - {order.name}
    sheets = []
    for line, text in enumerate(project.text(order).split("\n"), 1):
        if not (found := _IMPORT.fullmatch(text)):
            continue
        if found[1] not in unlisted:
            message = say(
                f"{found[1]} 파일이 없거나 두 번 적혔습니다.", f"{found[1]} is missing or listed twice."
            )
            raise Problem(message, project.name(order), line)
        unlisted.remove(found[1])
        sheets.append(order.with_name(found[1]))
    for name in sorted(unlisted):
        message = say(f"{name}을(를) @import하지 않았습니다.", f"{name} is not imported.")
        raise Problem(message, project.name(order))
    return sheets + sorted((project.docs / "theme" / "assets" / "explorables").glob("*.room.css"))
