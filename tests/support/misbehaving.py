"""Lessons that misbehave, and a project of them: each is one cell, with the message that it must get.

Where a message belongs to a line of the cell, that line ends with `# here`.
"""

from __future__ import annotations

from pathlib import Path

from tests.support.sample_project import FILES, NAVIGATION
from tests.support.scratch import Scratch, make_project

NETWORK = "a lesson cannot use the network: "
FILE = "raised PermissionError: [Errno 13] a lesson cannot write or change files outside its own folder: "
ABRUPT = "its process exited unexpectedly with exit code "

# What must stop a build, by lesson: its code, and a part of its message. {root} is the project's folder.
ILL: dict[str, tuple[str, str]] = {
    "connects": (
        "import socket\nsocket.create_connection(('127.0.0.1', 9), 1)  # here",
        f"raised PermissionError: {NETWORK}",
    ),
    "connects-a-socket": (
        "import socket\nsocket.socket().connect(('127.0.0.1', 9))  # here",
        f"raised PermissionError: {NETWORK}('127.0.0.1', 9)",
    ),
    "sends": (
        "import socket\nplain = socket.socket(type=socket.SOCK_DGRAM)\n"
        "plain.sendto(b'x', ('1.1.1.1', 53))  # here",
        f"raised PermissionError: {NETWORK}('1.1.1.1', 53)",
    ),
    "listens": (
        "import socket\nsocket.socket().bind(('127.0.0.1', 0))  # here",
        f"raised PermissionError: {NETWORK}('127.0.0.1', 0)",
    ),
    "asks-for-a-name": (
        "import socket\nsocket.getaddrinfo('example.org', 80)  # here",
        f"raised PermissionError: {NETWORK}example.org",
    ),
    "downloads": (
        "import urllib.request\nurllib.request.urlopen('http://example.org/data.csv')  # here",
        f"raised URLError: <urlopen error {NETWORK}example.org>",
    ),
    "writes-into-the-repository": ("open('{root}/docs/ko/words.yml', 'a').close()  # here", FILE),
    "writes-beside-itself": (
        "import pathlib\npathlib.Path(__file__).with_name('new.txt').write_text('')  # here",
        FILE,
    ),
    "writes-from-elsewhere": ("import os\nos.chdir('{root}')\nopen('new.txt', 'w').close()  # here", FILE),
    "writes-through-a-link": (
        "import os\nos.symlink('{root}', 'link')\nopen('link/new.txt', 'w').close()  # here",
        FILE,
    ),
    "writes-to-the-home-folder": (
        "import pathlib\n(pathlib.Path.home() / 'left-by-a-lesson').touch()  # here",
        FILE,
    ),
    "opens-for-writing": ("import os\nos.open('{root}/mkdocs.yml', os.O_RDWR)  # here", FILE),
    "removes": ("import os\nos.remove('{root}/mkdocs.yml')  # here", FILE),
    "removes-all": ("import shutil\nshutil.rmtree('{root}/docs')  # here", FILE),
    "renames": ("import os\nos.rename('{root}/mkdocs.yml', 'mine.yml')  # here", FILE),
    "moves-in": (
        "import os\nopen('mine', 'w').close()\nos.replace('mine', '{root}/mkdocs.yml')  # here",
        FILE,
    ),
    "makes-a-folder": ("import os\nos.makedirs('{root}/new/deep')  # here", FILE),
    "links": ("import os\nos.link('{root}/mkdocs.yml', 'mine.yml')  # here", FILE),
    "leaves-a-link": ("import os\nos.symlink('/etc/hosts', '{root}/hosts')  # here", FILE),
    "shortens": ("import os\nos.truncate('{root}/mkdocs.yml', 0)  # here", FILE),
    "changes-the-mode": ("import os\nos.chmod('{root}/mkdocs.yml', 0)  # here", FILE),
    "touches": ("import os\nos.utime('{root}/mkdocs.yml')  # here", FILE),
    "keeps-a-database": ("import sqlite3\nsqlite3.connect('{root}/new.db')  # here", FILE),
    "writes-by-a-program": (
        "import subprocess\nsubprocess.run(['touch', '{root}/new.txt'], check=True)  # here",
        "raised CalledProcessError",
    ),
    "prints-100-megabytes": ("print('x' * 100_000_000)  # here", "Too much output: more than 1,000,000"),
    "prints-line-by-line": (
        "for _ in range(10**9):\n    print('0123456789' * 10)  # here",
        "Too much output: more than 1,000,000 characters",
    ),
    "prints-100-megabytes-past-python": (
        "import os\nwhile True:\n    os.write(1, b'x' * 2**20)  # here",
        "raised OSError: a file of a lesson cannot exceed 64 MiB.",
    ),
    "prints-by-a-program": (
        "import subprocess\nsubprocess.run(['yes'])",
        "Too much output: more than 1,000,000 bytes",
    ),
    "opens-10,000-figures": (
        "import matplotlib.pyplot as plt\n\nfor _ in range(10_000):\n    plt.figure()  # here",
        "The cell shows more than 100 figures.",
    ),
    "shows-10,000-figures": (
        "import matplotlib.pyplot as plt\n\nfor _ in range(10_000):\n    plt.figure(layout='none')\n"
        "    plt.show()  # here",
        "The cell shows more than 100 figures.",
    ),
    "allocates-without-end": (
        "import numpy as np\n\npieces = []\nwhile True:\n    pieces.append(np.empty(2**24))  # here",
        "raised MemoryError: the lesson exceeded its memory limit of 4 GiB.",
    ),
    "allocates-in-a-library": (
        "import torch\n\ntorch.ones(10**11)  # here",
        "raised RuntimeError: the lesson exceeded its memory limit of 4 GiB.",
    ),
    "forks-without-end": (
        "import os\nwhile True:\n    os.fork()  # here",
        "raised PermissionError: only a lesson's own process can fork, up to 64 processes at a time",
    ),
    "prints-to-a-closed-stdout": (
        "import sys\nsys.stdout.close()\nprint('lost')  # here",
        "raised ValueError",
    ),
    "closes-everything": ("import os\nos.closerange(3, 256)", ABRUPT),
    "exits": ("import os\nos._exit(0)", ABRUPT + "0"),
    "exits-with-a-code": ("import os\nos._exit(7)", ABRUPT + "7"),
}

# What may be odd, but does no harm: its code, and what it prints.
ODD: dict[str, tuple[str, str]] = {
    "forks": (
        "import os\nimport time\n\nchild = os.fork()\nif child == 0:\n    os.setsid()\n    time.sleep(1000)\n"
        "while os.getsid(child) != child:\n    pass\nprint('parent')",
        "parent\n",
    ),
    "goes-on-in-its-child": (
        "import os\nchild = os.fork()\nif child:\n    os.waitpid(child, 0)\n"
        "print('parent' if child else 'child')",
        "child\nparent\n",
    ),
    "starts-what-leaves": (
        "import subprocess\nsubprocess.Popen(['sleep', '1000'], start_new_session=True)\nprint('started')",
        "started\n",
    ),
    "counts-in-other-processes": (
        "import multiprocessing\n\nwith multiprocessing.get_context('fork').Pool(2) as pool:\n"
        "    print(pool.map(abs, [-1, 2]))",
        "[1, 2]\n",
    ),
    "waits-for-itself": (
        "import asyncio\n\n\nasync def tell():\n    await asyncio.sleep(0)\n    print('told')\n\n\n"
        "task = asyncio.new_event_loop()\ntask.run_until_complete(tell())\ntask.close()",
        "told\n",
    ),
    "closes-stdout": ("import os\nimport sys\nprint('first')\nsys.stdout.close()\nos.close(1)", "first\n"),
    "changes-directory": (
        "import os\nfrom pathlib import Path\nos.mkdir('gone')\nos.chdir('gone')\nos.rmdir(os.getcwd())\n"
        "print('nowhere')",
        "nowhere\n",
    ),
    "changes-directory-and-draws": (
        "import os\nimport matplotlib.pyplot as plt\n"
        "os.chdir('/')\nplt.plot([1, 2])\nplt.show()\nprint(os.getcwd())",
        "/\n",
    ),
    "writes-files": (
        "import os, sqlite3, tempfile\nfrom pathlib import Path\nPath('new').mkdir()\n"
        "Path('new/data.txt').write_text('x')\n"
        "os.rename('new/data.txt', 'moved.txt')\nos.remove('moved.txt')\n"
        "with tempfile.NamedTemporaryFile() as file:\n    print(os.listdir())\n"
        "sqlite3.connect('data.db').execute('create table t (x)')\nopen(os.devnull, 'w').close()",
        "['new']\n",
    ),
    "monkey-patches-matplotlib": (
        "import matplotlib\nimport matplotlib.axes\nimport matplotlib.pyplot as plt\n"
        "import matplotlib.backends.backend_svg as svg\n"
        "matplotlib.axes.Axes.plot = lambda *_, **__: None\nplt.show = plt.subplots = None\n"
        "matplotlib.rcParams['lines.linewidth'] = 30\nmatplotlib.rcParamsDefault['font.size'] = 50\n"
        "svg.RendererSVG.draw_path = None\nprint('patched')",
        "patched\n",
    ),
}

PAGE = """\
---
title: {name}
snippets: {file}
---

{name}.

/// cell | first
///

/// cell | main
    alt: {name}
///
"""


def snippet_name(lesson: str) -> str:
    return lesson.replace("-", "_").replace(",", "") + ".py"


def code_of(lesson: str, code: str, root: Path) -> str:
    """Return the snippet of a lesson: one harmless cell and the one that it is about."""
    return "# %% first\nstart = 1\n\n# %% main\n" + code.replace("{root}", str(root)) + "\n"


def lesson_files(lesson: str, code: str, root: Path) -> dict[str, str]:
    """Return the page and the snippet of a lesson, by their path in the project."""
    file = snippet_name(lesson)
    text = PAGE.format(name=lesson, file=file)
    if "plt.plot(" not in code:
        text = text.replace(f"    alt: {lesson}\n", "")
    return {f"docs/ko/{page_name(lesson)}": text, f"snippets/{file}": code_of(lesson, code, root)}


def page_name(lesson: str) -> str:
    return f"lessons/{snippet_name(lesson).removesuffix('.py').replace('_', '-')}.md"


def project_of(root: Path, lessons: dict[str, str]) -> Scratch:
    """Make a project of the two sample lessons and of lessons with some code each."""
    files, navigation = dict(FILES), NAVIGATION.rstrip("\n") + "\n"
    for lesson, code in lessons.items():
        files |= lesson_files(lesson, code, root)
        navigation += f"  - {lesson}: {page_name(lesson)}\n"
    return make_project(root, navigation + "\n", files)
