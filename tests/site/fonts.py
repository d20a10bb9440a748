"""The fonts in which tests see the pages, whatever fonts the machine has.

Browsers on Linux ask fontconfig for fonts, and a machine may have no Korean one; others always have one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol
from xml.sax.saxutils import escape

import matplotlib
from literate.environment import TEST_TOOLS
from playwright.sync_api import Browser

KOREAN = TEST_TOOLS / "node_modules" / "@expo-google-fonts" / "nanum-gothic"
LATIN = Path(matplotlib.get_data_path(), "fonts", "ttf")
# Noto Sans KR, for which the pages ask by name, is ten times as large.
FAMILIES = {"Noto Sans KR": "NanumGothic", "sans-serif": "NanumGothic", "monospace": "DejaVu Sans Mono"}


class Launch(Protocol):
    """Starts a browser, which ends with the block."""

    def __call__(self, own_fonts: bool = True) -> AbstractContextManager[Browser]:
        """Start it in the fonts that the tests bring, or in the machine's."""


def use_only(fonts: Sequence[Path], families: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Write a configuration of fontconfig, and return the environment in which it replaces the machine's.

    Arguments:
        fonts: the folders of the only fonts that a browser finds.
        families: the family that a browser uses in place of another one, by the other's name.
        folder: where the configuration and its cache are written.
    """
    rules = [f"<dir>{escape(str(font))}</dir>" for font in fonts]
    rules += [f"<cachedir>{escape(str(folder / 'cache'))}</cachedir>"]
    rules += [
        f'<alias binding="strong"><family>{asked}</family><prefer><family>{used}</family></prefer></alias>'
        for asked, used in families.items()
    ]
    path = folder / "fonts.conf"
    path.write_text("\n".join(["<fontconfig>", *rules, "</fontconfig>"]), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(path)}
