"""Find the modules that a lesson imports, import the author's, and call functions after an import."""

from __future__ import annotations

import contextlib
import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import metadata
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from ..reading.snippets import Snippet, beside, modules_imported, syntax_tree


def own_names(snippet: Snippet) -> set[str]:
    """Return the top-level names of the sibling modules that a snippet imports, `helper` for helper.py."""
    files = (path.relative_to(snippet.path.parent) for path in beside(snippet) if path.suffix == ".py")
    return {path.parts[0].removesuffix(".py") for path in files}


def installed_imports(snippet: Snippet) -> set[str]:
    """Return the modules that a snippet and its sibling modules import, without the sibling modules."""
    files = [path.read_bytes() for path in beside(snippet) if path.suffix == ".py"]
    found = set(snippet.imports)
    for code in files:
        with contextlib.suppress(
            SyntaxError, ValueError, RecursionError, MemoryError
        ):  # running it reports the error
            found |= modules_imported(syntax_tree(code))
    own = own_names(snippet)
    return {name for name in found if name.split(".")[0] not in own}


@contextlib.contextmanager
def author_modules(names: set[str]) -> Iterator[None]:
    """Make `import` find the author's modules, even if modules of the same names are imported already.

    Arguments:
        names: the top-level names of the author's modules.
    """

    def take() -> dict[str, ModuleType]:
        return {name: sys.modules.pop(name) for name in list(sys.modules) if name.split(".")[0] in names}

    others = take()
    sys.modules.update(_AUTHORS)
    try:
        yield
    finally:
        _AUTHORS.clear()
        _AUTHORS.update(take())
        sys.modules.update(others)


# The author's modules, while other modules of the same names are in `sys.modules`.
_AUTHORS: dict[str, ModuleType] = {}


class _AfterImport(MetaPathFinder):
    """An import hook that calls a function after a module has been imported."""

    def __init__(self, actions: Mapping[str, Callable[[], None]]) -> None:
        self._actions = dict(actions)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        action = self._actions.pop(fullname, None)
        spec = importlib.util.find_spec(fullname) if action else None
        if action is None or spec is None or spec.loader is None:
            return None
        loader: Any = spec.loader
        execute = loader.exec_module

        def execute_and_act(module: ModuleType) -> None:
            del loader.exec_module
            execute(module)
            action()

        loader.exec_module = execute_and_act
        return spec


def after_import(actions: Mapping[str, Callable[[], None]]) -> None:
    """Call functions after modules are imported: now if they are, otherwise as soon as they are.

    Arguments:
        actions: the functions, by module name.
    """
    for name in actions.keys() & sys.modules.keys():
        actions[name]()
    waiting = {name: action for name, action in actions.items() if name not in sys.modules}
    sys.meta_path.insert(0, _AfterImport(waiting))


def imported() -> list[str]:
    """Return the top-level names of the imported modules outside the standard library, sorted."""
    names = {name.split(".")[0] for name in sys.modules}
    return sorted(names - sys.stdlib_module_names)


@cache
def _distributions() -> Mapping[str, list[str]]:
    return metadata.packages_distributions()


def distributions(modules: Sequence[str]) -> dict[str, str]:
    """Return the versions of the distributions of installed modules, by name, sorted."""
    installed = _distributions()
    names = {name for module in modules for name in installed.get(module, ())}
    return {name: metadata.version(name) for name in sorted(names)}
