"""A copy of the project to make mistakes in, and the making of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from literate.project import Project
from literate.recording import store as recording

from tests.mutations.mutation import Mutation
from tests.mutations.site import SITE_PAGE
from tests.support.scratch import MAIN


def copy_project(root: Path) -> Project:
    """Copy all that a check reads, but for a site, of which a small one is made."""
    for folder in ("docs", "snippets", "tests/lessons"):
        shutil.copytree(MAIN / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(MAIN / "mkdocs.yml", root)
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text(SITE_PAGE, encoding="utf-8")
    return Project.at(root)


def apply(mutation: Mutation, root: Path) -> None:
    """Make a mistake.

    Raises:
        ValueError: the old text is not there as often as the mutation says.
    """
    if mutation.is_removed:
        (root / mutation.file).unlink()
    for swapped in mutation.swapped_with:
        one, other = root / mutation.file, root / swapped
        texts = one.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")
        one.write_text(texts[1], encoding="utf-8")
        other.write_text(texts[0], encoding="utf-8")
    for old, new in mutation.edits:
        path = root / mutation.file
        pieces = path.read_text(encoding="utf-8").split(old)
        if len(pieces) - 1 != mutation.of:
            raise ValueError(f"{mutation.name}: {len(pieces) - 1} times in {mutation.file}: {old}")
        before, after = old.join(pieces[: mutation.nth]), old.join(pieces[mutation.nth :])
        path.write_text(before + new + after, encoding="utf-8")
    if mutation.is_forged:
        forge(root / mutation.file)


def forge(output: Path) -> None:
    """Make a recording's index agree with an output that was changed by hand."""
    index = output.parent / recording.INDEX
    head = json.loads(index.read_text(encoding="utf-8"))
    for outputs in head["cells"].values():
        for kind in ("text", "figures"):
            for name in outputs.get(kind, {}):
                content = (output.parent / name).read_text(encoding="utf-8")
                outputs[kind][name] = recording._digest(content)
    index.write_text(json.dumps(head, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
