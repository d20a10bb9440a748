"""The project with two lessons once more, with an English edition beside the Korean one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from literate.project import Project
from literate.reading.sections import read_sections
from literate.translating.editing import Translation

from tests.support.sample_project import NAVIGATION
from tests.support.scratch import MAIN, Scratch, change, write

HEIGHTS = """\
---
title: Heights
---

We measured heights. Coins are in [another lesson](fair-coins.md#expected-share).

## The data {#data}

/// cell | imports
///

/// cell | heights
///

The smallest height is {{ heights.min():.2f }}.

/// cell | mean
///

The mean is {{ mean:.4f }}.

/// cell | spread
///

The largest and the smallest height are {{ spread:.3f }} apart.

/// cell | curve
    alt: A broken line around the mean, {{ mean:.4f }}

Three heights with the mean {{ mean:.4f }}
///

## The scale {#scale}

/// cell | scaled
///

The first value is {{ scaled[0]:.4f }}; it comes from [the data](#data).
"""
INDEX = """\
---
title: Start
---

Learn about [heights](lessons/ten-heights.md) and [coins](lessons/fair-coins.md).
"""
STATUS = "---\ntitle: {}\n---\n\n{}\n\n/// translation-status\n///\n"
SETTINGS = """\
INHERIT: ../../mkdocs.yml
docs_dir: ../../build/en
site_dir: ../../site/en
hooks: [../../scripts/mkdocs_hooks.py]
theme: {language: en, custom_dir: ../theme}
site_name: Heights and coins
"""
STATUS_ENTRY = "  - 번역 현황: translation-status.md\n"
ENGLISH_NAMES = {"처음": "Start", "키": "Heights", "동전": "Coins", "번역 현황": "Status"}


def add_english(project: Scratch) -> Scratch:
    """Add the page on translations and an English edition: home and one lesson done, the other not begun."""
    change(
        project.root / "mkdocs.yml", NAVIGATION.rstrip(), NAVIGATION.rstrip() + "\n" + STATUS_ENTRY.rstrip()
    )
    navigation = NAVIGATION.rstrip() + "\n" + STATUS_ENTRY
    for korean, english in ENGLISH_NAMES.items():
        navigation = navigation.replace(f"- {korean}:", f"- {english}:")
    docs = project.root / "docs"
    write(docs / "ko" / "translation-status.md", STATUS.format("번역 현황", "어디까지 옮겼는지 셉니다."))
    for name, text in {
        "mkdocs.yml": SETTINGS + navigation,
        "index.md": INDEX,
        "lessons/ten-heights.md": HEIGHTS,
        "translation-status.md": STATUS.format("Status", "How far it has come."),
    }.items():
        write(docs / "en" / name, text)
    shutil.copy2(MAIN / "docs" / "en" / "words.yml", docs / "en" / "words.yml")
    translation = Translation(Project.at(project.root), "en")
    for path in translation.pages:
        translation.done(path, [])
    return project


def english_page(project: Scratch) -> Path:
    return project.root / "docs" / "en" / "lessons" / "ten-heights.md"


def digest(project: Scratch, section: str, lesson: str = "ten-heights") -> str:
    """Return the digest of a section of a Korean lesson as it is now."""
    path = project.root / f"docs/ko/lessons/{lesson}.md"
    return read_sections(Project(project.root), path).sections[section].digest


def commit(root: Path) -> None:
    """Commit the pages of a project, in a repository of its own."""
    for arguments in (["init", "-q"], ["add", "-A", "--", "docs"], ["commit", "-qm", "Write"]):
        subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)
