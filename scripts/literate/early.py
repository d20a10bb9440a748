"""Start the server from which lessons fork before all else: it takes longer to start than to look closely."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection

from .cells import Snippet, read_snippet
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
    due: list[Snippet] = []
    for page in sorted((project.docs / project.languages[0]).rglob("*.md")):
        # What is wrong with a page or a snippet is told when it is read for good.
        with contextlib.suppress(OSError, ValueError, Problem):
            named = _SNIPPETS.search(page.read_text(encoding="utf-8"))
            if named and (not chosen or page.stem in chosen):
                path = project.snippets / named[1]
                snippet = read_snippet(path, project.name(path))
                if fresh or not memory.has_run(page.stem, snippet):
                    due.append(snippet)
    if due:
        imports = {name for snippet in due for name in snippet.imports}
        Supervisor().preload(imports, warm=len(due) > MANY)
