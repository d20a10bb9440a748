"""What a lesson depends on is found beside its snippet."""

from __future__ import annotations

from pathlib import Path

from literate.reading.snippets import beside, read_snippet

from tests.support.scratch import write


def test_modules_packages_and_data_are_found_and_nothing_outside(tmp_path: Path) -> None:
    folder = tmp_path / "snippets"
    files = {
        "lesson.py": "# %% imports\nimport numpy, plain, pack.inner\nfrom parts import one, other\n",
        "plain.py": "DATA = 'data/heights.csv', '/etc/hosts', 'no.such', '.'\n",
        "data/heights.csv": "1\n",
        "pack/__init__.py": "",
        "pack/inner/__init__.py": "from ..sibling import x\nfrom . import near\n",
        "pack/inner/near.py": "",
        "pack/sibling.py": "from ........ import above\n",
        "parts/one.py": "",
        "parts/unused.py": "",
        "unused.py": "",
    }
    for name, text in files.items():
        write(folder / name, text)
    found = [path.relative_to(folder).as_posix() for path in beside(read_snippet(folder / "lesson.py"))]
    wanted = set(files) - {"lesson.py", "parts/unused.py", "unused.py"}
    assert found == sorted(wanted, key=lambda name: (folder / name).parts)
