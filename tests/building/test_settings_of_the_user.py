"""What users have set up for themselves changes no recording, and a build leaves no litter."""

from __future__ import annotations

from pathlib import Path

from tests.support.scratch import KOREAN, Scratch, contents, write

# Settings that would show: in figures, in what dates print, in every cell, in warnings, in paths.
HOME = {
    ".config/matplotlib/matplotlibrc": "lines.linewidth: 9\ntimezone: Asia/Seoul\ninteractive: True\n",
    ".ipython/profile_default/startup/00-mine.py": "raise SystemExit('mine')\n",
    ".ipython/profile_default/ipython_config.py": "c.InteractiveShell.ast_node_interactivity = 'all'\n",
    ".gitconfig": "[core]\n\tautocrlf = true\n[commit]\n\tgpgsign = true\n",
}
ENVIRONMENT = {
    "TZ": "Pacific/Kiritimati",
    "MPLBACKEND": "webagg",
    "IPYTHONDIR": "mine",
    "PYTHONWARNINGS": "error",
    "PYTHONHASHSEED": "7",
    "NO_COLOR": "1",
    "COLUMNS": "20",
    "OMP_NUM_THREADS": "2",
    "PYTEST_ADDOPTS": "--no-such-option",
    "http_proxy": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9",
}
SNIPPET = """\
# %% settings
import matplotlib as mpl
import matplotlib.dates
mpl.dates.num2date(1)
print(mpl.dates.num2date(1), mpl.is_interactive(), mpl.get_backend())
"last"
"""
PAGE = "---\ntitle: 설정\nsnippets: {}\n---\n\n/// cell | settings\n///\n"


def test_settings_of_the_user_change_nothing(project: Scratch, tmp_path: Path) -> None:
    home = tmp_path / "home of 사용자"
    for name, text in HOME.items():
        write(home / name, text)
    lessons = ["settings-1", "settings-2"]
    for lesson in lessons:
        file = f"{lesson.replace('-', '_')}.py"
        write(project.root / "snippets" / file, SNIPPET)
        write(project.root / "docs/ko/lessons" / f"{lesson}.md", PAGE.format(file))
    before, top = contents(project.recorded, "."), {path.name for path in project.root.iterdir()}
    project.build_well("--fresh", "--no-strict", locale=KOREAN, HOME=str(home), **ENVIRONMENT)
    after = contents(project.recorded, ".")
    assert {name: after[name] for name in before} == before
    for lesson in lessons:
        printed = (project.recorded / lesson / "settings.txt").read_text(encoding="utf-8")
        assert printed == "1970-01-02 00:00:00+00:00 False agg\n'last'\n"
    assert {path.name for path in project.root.iterdir()} == top
