"""Create projects to measure, with many copies of a lesson: one of ours, and one for markdown-exec."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from literate.project import Project
from literate.reading.glossary import GLOSSARY
from literate.reading.pages import CellBlock, Page, parse_page
from literate.reading.sections import divide
from literate.reading.snippets import read_snippet

LESSON = "negative-log-likelihood"
# The lesson's first half: nine figures, drawn with only NumPy and Matplotlib.
END = "log-likelihood"

_NAV = re.compile(r"^nav:\n(?:[ \t].*\n|\n)*", re.MULTILINE)
# The lessons that the lesson requires and links to are not copied.
_ELSEWHERE = re.compile(r"^requires: .*\n|\]\([\w-]+\.md[^)]*\)|\[(?=[^\]]*\]\([\w-]+\.md)", re.MULTILINE)
_TORCH = re.compile(r"^(?:.*\btorch\b.*)\n", re.MULTILINE)
_DEVICE = 'device = "cpu"\n'


@dataclass(frozen=True)
class Text:
    """The lesson to copy: the code of its cells by name, and its page by language."""

    cells: dict[str, str]
    pages: dict[str, str]

    @property
    def snippet(self) -> str:
        """The snippet file."""
        return "\n".join(f"# %% {name}\n{code}\n" for name, code in self.cells.items())


def read_lesson(project: Project, languages: tuple[str, ...], whole: bool) -> Text:
    """Read the lesson to measure.

    Arguments:
        project: its project.
        languages: the languages to measure.
        whole: whether to measure all of it, with PyTorch, or only its first half.
    """
    snippet = read_snippet(project.snippets / f"{LESSON.replace('-', '_')}.py")
    cells = {cell.name: cell.code for cell in snippet.cells}
    paths = {language: project.docs / language / "lessons" / f"{LESSON}.md" for language in languages}
    pages = {language: path.read_text(encoding="utf-8") for language, path in paths.items()}
    if whole:
        return Text(cells, pages)
    pages = {language: _first_half(text, str(paths[language])) for language, text in pages.items()}
    shown = {block.name for page in pages.values() for block in parse_page(page, "").cells}
    return Text({name: _without_torch(code) for name, code in cells.items() if name in shown}, pages)


def _without_torch(code: str) -> str:
    return _TORCH.sub(lambda found: _DEVICE if "device =" in found[0] else "", code + "\n").rstrip()


def _first_half(text: str, file: str) -> str:
    sections = divide(parse_page(text, file), text)
    line = sections.sections[END].line
    return "\n".join(text.split("\n")[: line - 1]) + "\n"


def copy_name(number: int) -> str:
    """Return the name of a copy of the lesson, from 1."""
    return f"{LESSON}-{number:03}"


def make_project(original: Project, root: Path, lesson: Text, copies: int) -> Project:
    """Create a project of ours with many copies of the lesson and with a glossary, without building it.

    Arguments:
        original: this project, whose scripts, theme, settings and words it copies.
        root: a folder that does not exist.
        lesson: the lesson.
        copies: the number of copies.
    """
    for name in ("scripts", "docs/theme", "docs/styles"):
        shutil.copytree(original.root / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    (root / ".venv").symlink_to(original.root / ".venv", target_is_directory=True)
    names = [copy_name(number) for number in range(1, copies + 1)]
    for language, page in lesson.pages.items():
        settings = original.settings_file(language).relative_to(original.root)
        nav = ["nav:", "  - Home: index.md", *(f"  - {name}: lessons/{name}.md" for name in names)]
        text = _NAV.sub("", (original.root / settings).read_text(encoding="utf-8"))
        _write(root / settings, text + "\n".join([*nav, "  - Glossary: glossary.md", ""]))
        folder = root / "docs" / language
        words = original.docs / language / "words.yml"
        _write(folder / "words.yml", words.read_text(encoding="utf-8"))
        _write(folder / "index.md", "---\ntitle: Home\n---\n\nHome.\n")
        _write(folder / "glossary.md", "---\ntitle: Glossary\n---\n\n/// glossary\n///\n")
        for name in names:
            snippets = f"snippets: {name.replace('-', '_')}.py"
            copied = re.sub(
                r"^snippets: .*$", snippets, _ELSEWHERE.sub("", page), count=1, flags=re.MULTILINE
            )
            _write(folder / "lessons" / f"{name}.md", copied)
    shutil.copy(original.root / "requirements.txt", root)
    glossary = (original.docs / GLOSSARY).read_text(encoding="utf-8")
    _write(root / "docs" / GLOSSARY, re.sub(r"^  lesson: .*\n", "", glossary, flags=re.MULTILINE))
    for name in names:
        _write(root / "snippets" / f"{name.replace('-', '_')}.py", lesson.snippet)
    return Project.at(root)


_FIGURE_OF_PEER = """\
import io
buffer = io.StringIO()
plt.savefig(buffer, format="svg")
plt.close()
print(buffer.getvalue())
"""
_SETTINGS_OF_PEER = """\
site_name: Peer
theme:
  name: material
  font: false
plugins:
  - search
  - markdown-exec
markdown_extensions:
  - attr_list
  - tables
  - toc:
      permalink: true
  - pymdownx.arithmatex:
      generic: true
  - pymdownx.blocks.admonition
  - pymdownx.blocks.details
  - pymdownx.blocks.html
  - pymdownx.highlight
  - pymdownx.superfences
"""


def make_peer(root: Path, lesson: Text, copies: int) -> None:
    """Create a project of Material for MkDocs whose pages markdown-exec runs, with the same code and prose.

    It does not support values in sentences, which stay unchanged; the browser renders formulas.
    """
    page = next(iter(lesson.pages.values()))
    names = [copy_name(number) for number in range(1, copies + 1)]
    nav = ["nav:", "  - Home: index.md", *(f"  - {name}: lessons/{name}.md" for name in names), ""]
    _write(root / "mkdocs.yml", _SETTINGS_OF_PEER + "\n".join(nav))
    _write(root / "docs" / "index.md", "# Home\n")
    for name in names:
        text = _page_of_peer(parse_page(page, ""), lesson.cells, name)
        _write(root / "docs" / "lessons" / f"{name}.md", text)


def _page_of_peer(page: Page, cells: Mapping[str, str], session: str) -> str:
    lines = [f"# {page.front['title']}", ""]
    for part in page.parts:
        if isinstance(part, CellBlock):
            code = cells[part.name]
            draws = "plt.show()" in code
            result = ' html="true"' if draws else ' result="text"'
            code = code.replace("plt.show()", _FIGURE_OF_PEER.rstrip())
            lines += [f'```python exec="true" source="above" session="{session}"{result}', code, "```"]
        else:
            lines.append(part.text)
    return "\n".join(lines) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
