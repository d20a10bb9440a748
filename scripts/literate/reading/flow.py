"""Find what each top-level statement of some code does with names, from its syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass
class _Flow(ast.NodeVisitor):
    """Collects what visited statements do with names, in the order in which they run.

    `known` are the bound names whose earlier values are not needed afterwards. `changes` are names whose
    values may change, and `stores` those whose values certainly change. `later` are the names that functions
    use when they are called. `calls` are the called functions, as paths: `np.random.seed`. `modules` are the
    imported modules and their contents, by the name that they are bound to.

    A loop counts as running at least once: else a name that only a loop binds would be needed from above.
    """

    known: set[str] = field(default_factory=set)
    uses: set[str] = field(default_factory=set)
    binds: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)
    stores: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)
    modules: list[tuple[str, str]] = field(default_factory=list)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self._bind(node.id)
        elif node.id not in self.known:
            self.uses.add(node.id)
        if isinstance(node.ctx, ast.Del):
            self.binds.add(node.id)
            self.known.discard(node.id)

    def _bind(self, name: str) -> None:
        self.binds.add(name)
        self.known.add(name)

    def _visit_all(self, nodes: Iterable[ast.AST | None]) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        self._visit_all([node.value, *node.targets])

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._visit_all([node.value, node.target if node.value else None])

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        if isinstance(node.target, ast.Name):
            if node.target.id not in self.known:
                self.uses.add(node.target.id)
            # `x += 1` changes a list that has other names too.
            self.stores.add(node.target.id)
            self._bind(node.target.id)
        else:
            self.visit(node.target)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self._visit_all([node.value, node.target])

    def visit_Attribute(self, node: ast.Attribute | ast.Subscript) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.stores |= _root(node)
        self.generic_visit(node)

    visit_Subscript = visit_Attribute

    def visit_Call(self, node: ast.Call) -> None:
        # A method may change its object, and a function what it gets.
        if isinstance(node.func, ast.Attribute):
            self.changes |= _root(node.func)
        if (path := ast.unparse(node.func)).replace(".", "").isidentifier():
            self.calls.add(path)
        for argument in [*node.args, *(one.value for one in node.keywords)]:
            if isinstance(argument, ast.Name):
                self.changes.add(argument.id)
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        # A method whose result nobody keeps is called to change its object.
        if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
            self.stores |= _root(node.value.func)
        self.visit(node.value)

    def visit_For(self, node: ast.For) -> None:
        self._visit_all([node.iter, node.target, *node.body, *node.orelse])

    def visit_If(self, node: ast.If) -> None:
        self.visit(node.test)
        before = set(self.known)
        self._visit_all(node.body)
        after, self.known = self.known, before
        self._visit_all(node.orelse)
        self.known &= after

    def _visit_comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp
    ) -> None:
        outside, binds = set(self.known), set(self.binds)
        for one in node.generators:
            self._visit_all([one.iter, one.target, *one.ifs])
        self._visit_all([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])
        walrus = {one.target.id for one in ast.walk(node) if isinstance(one, ast.NamedExpr)}
        self.known, self.binds = outside | walrus, binds | walrus

    visit_ListComp = visit_SetComp = visit_GeneratorExp = visit_DictComp = _visit_comprehension

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            name = alias.asname or alias.name.split(".")[0]
            self._bind(name)
            self.modules.append((name, alias.name))

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            self._bind(alias.asname or alias.name)
            self.modules.append((alias.asname or alias.name, f"{module}.{alias.name}"))

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self._visit_all([node.type])
        if node.name:
            self._bind(node.name)
        self._visit_all(node.body)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._visit_all([*node.decorator_list, *node.args.defaults, *node.args.kw_defaults])
        self.later |= _names_of_calls(node.args, node.body)
        self._bind(node.name)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._visit_all([*node.args.defaults, *node.args.kw_defaults])
        self.later |= _names_of_calls(node.args, [ast.Expr(node.body)])

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._visit_all([*node.decorator_list, *node.bases, *(one.value for one in node.keywords)])
        known, binds = set(self.known), set(self.binds)
        self._visit_all(node.body)
        self.known, self.binds = known, binds
        self._bind(node.name)


@dataclass(kw_only=True)
class Statement(_Flow):
    """A top-level statement of a cell, and the names that it uses, binds and changes."""

    cell: str
    node: ast.stmt


def _root(node: ast.expr) -> set[str]:
    """Return the name at which a path begins, `a` for `a.b[0].c()`, if it begins at a name."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _names_of_calls(arguments: ast.arguments, body: Sequence[ast.stmt]) -> set[str]:
    """Return the names from outside that a function uses when it is called."""
    flow = _Flow()
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    local = {one.arg for one in [*every, arguments.vararg, arguments.kwarg] if one is not None}
    flow.known |= local
    for statement in body:
        flow.visit(statement)
    declared = {
        name
        for statement in body
        for node in ast.walk(statement)
        if isinstance(node, ast.Global)
        for name in node.names
    }
    return (flow.uses | flow.later | declared) - (local | flow.binds - declared)


@lru_cache(maxsize=1024)  # a page asks again for every cell of its lesson when one has changed
def statements(cell: str, code: str) -> tuple[Statement, ...]:
    """Return the top-level statements of a cell.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError: it is not Python.
    """
    found = tuple(Statement(cell=cell, node=node) for node in ast.parse(code).body)
    for statement in found:
        statement.visit(statement.node)
    return found
