"""Start the server from which lessons fork before all else: it takes longer to start than to look closely."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection

from .cells import modules_imported, read_snippet_text, syntax_tree
from .freshness import Memory
from .messages import Problem
from .project import Project
from .supervising import MANY, Supervisor

_SNIPPETS = re.compile(r"^snippets:[ \t]*([\w.-]+)[ \t]*$", re.MULTILINE)


def start_early(project: Project, memory: Memory, chosen: Collection[str], fresh: bool) -> None:
    """Start the server with what changed lessons import, if any seem to have changed.

    That is a guess by the text of snippets alone. Whoever runs lessons looks at all that they depend on,
    and starts the server if it does not run yet.

    Arguments:
        project: the project.
        memory: what was run here before.
        chosen: the lessons that may run; all if empty.
        fresh: whether they run even if nothing has changed.
    """
    count, imports = 0, set()
    for page in sorted((project.docs / project.languages[0]).rglob("*.md")):
        # What is wrong with a page or a snippet is told when it is read for good.
        with contextlib.suppress(OSError, ValueError, SyntaxError, RecursionError, MemoryError, Problem):
            named = _SNIPPETS.search(page.read_text(encoding="utf-8"))
            if named and (not chosen or page.stem in chosen):
                text = read_snippet_text(project.snippets / named[1])
                if fresh or not memory.has_run(page.stem, text):
                    imports |= modules_imported(syntax_tree(text))
                    count += 1
    if count:
        Supervisor().preload(imports, warm=count > MANY)
