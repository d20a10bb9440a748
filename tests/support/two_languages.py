"""A project of one lesson in two languages, which is read but never built."""

from __future__ import annotations

from pathlib import Path

from literate.project import Project

from tests.support.scratch import write
from tests.support.weaving import WORDS

SNIPPET = "# %% mean\nmean = 168\nprint(mean)\n\n# %% spread\nspread = 5\n"
PAGE = "---\ntitle: {title}\nsnippets: heights.py\n---\n\n/// cell | mean\n///\n\n평균 {{{{ {value} }}}}\n"
SETTINGS = """\
site_url: !ENV [SITE_URL, ""]
extra:
  planned:
    one-hot-encoding: 2-3 원-핫 인코딩
"""
ENGLISH_SETTINGS = """\
INHERIT: ../../mkdocs.yml
extra:
  planned:
    one-hot-encoding: 2-3 One-hot encoding
"""


def words(**known: str) -> str:
    return "".join(f"{name}: '{known.get(name, name)}'\n" for name in WORDS)


def make_project_in_two_languages(root: Path) -> Project:
    """Make a project of one lesson in two languages, and a page that is not a lesson."""
    files = {
        "mkdocs.yml": SETTINGS,
        "docs/en/mkdocs.yml": ENGLISH_SETTINGS,
        "docs/ko/index.md": "---\ntitle: 처음\n---\n",
        "docs/ko/lessons/heights.md": PAGE.format(title="키", value="mean:.1f"),
        "docs/en/lessons/heights.md": PAGE.format(title="Heights", value="mean:.1f"),
        "docs/ko/words.yml": words(output="실행 결과", planned="{title} (준비 중)"),
        "docs/en/words.yml": words(output="Output", planned="{title} (to come)"),
        "snippets/heights.py": SNIPPET,
    }
    for name, text in files.items():
        write(root / name, text)
    return Project(root, ("ko", "en"))
