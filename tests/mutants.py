"""Mutation testing of the matcher and the statuses: `make mutants`, or `python tests/mutants.py 240 --seed 2`.

Each mutant is one small change of one module, made as it is imported in a process of its own; nothing on disk changes.
A mutant that no test notices is printed: a test is missing, or the change makes no difference.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).parents[1]
MODULES: Final = ("scan.py", "status.py", "own_voice.py", "carry.py", "support.py", "uncued/*.py", "links/*.py")
TESTS: Final = tuple(
    f"tests/test_{name}.py"
    for name in ("seed", "statuses", "verdicts", "links", "subjects", "turns", "datelines", "entities", "answers")
)
LONGEST: Final = 60
"""CPU seconds after which a mutant that makes attrib hang counts as noticed."""
OPERATORS: Final[dict[type[ast.AST], type[ast.AST]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Continue: ast.Break,
}
HEAVY: Final = ("lxml.etree", "msgspec", "pytest", "regex")
"""What each child would load anew."""
CALLS: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutant(NamedTuple):
    """A change: of which node of a module's tree, in the order of ast.walk, and which of its changes."""

    path: Path
    node: int
    change: int
    line: int
    told: str


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    idle = _idle(tree)
    for number, node in enumerate(ast.walk(tree)):
        if id(node) in idle:
            continue
        for change, new in enumerate(changes(node)):
            told = f"{_shown(node)}  →  {_shown(new)}"
            yield Mutant(path, number, change, getattr(node, "lineno", 0), told)


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a node may be changed to."""
    if isinstance(node, ast.Compare | ast.BoolOp | ast.BinOp):
        yield from _operators(node)
    if isinstance(node, ast.BoolOp):
        for left_out in range(len(node.values)):
            kept = [value for n, value in enumerate(node.values) if n != left_out]
            yield kept[0] if len(kept) == 1 else ast.BoolOp(node.op, kept)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.Constant):
        yield from _constants(node.value)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
        yield _with(node, func=ast.Name(CALLS[node.func.id], ast.Load()))
    elif isinstance(node, ast.Continue):
        yield ast.Break()


def _operators(node: Any) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for n, operator in enumerate(node.ops):
            if type(operator) in OPERATORS:
                yield _with(node, ops=[*node.ops[:n], OPERATORS[type(operator)](), *node.ops[n + 1 :]])
    elif type(node.op) in OPERATORS:
        yield _with(node, op=OPERATORS[type(node.op)]())


def _constants(value: object) -> Iterator[ast.AST]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1)
    elif isinstance(value, str):
        yield ast.Constant(value + "~")


def _with(node: Any, **fields: Any) -> ast.AST:
    new: ast.AST = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _idle(tree: ast.AST) -> set[int]:
    """The nodes that do nothing: docstrings and annotations."""
    idle: set[int] = set()
    for node in ast.walk(tree):
        texts = [node.value] if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) else []
        kinds = [getattr(node, name, None) for name in ("annotation", "returns")]
        for part in [*texts, *kinds]:
            idle |= {id(inner) for inner in ast.walk(part)} if part is not None else set()
    return idle


def _shown(node: ast.AST) -> str:
    if isinstance(node, ast.If | ast.While):
        return f"if {ast.unparse(node.test)}"
    return " ".join(ast.unparse(node).split())[:110]


def mutated(mutant: Mutant) -> ast.Module:
    """Return a module's tree with the change made."""
    tree = ast.parse(mutant.path.read_text(encoding="utf-8"))
    wanted = next(node for number, node in enumerate(ast.walk(tree)) if number == mutant.node)
    new = list(changes(wanted))[mutant.change]

    class Swap(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> Any:
            return ast.copy_location(new, node) if node is wanted else self.generic_visit(node)

    changed: ast.Module = Swap().visit(tree)
    return ast.fix_missing_locations(changed)


class _Importer(MetaPathFinder, Loader):
    """Gives the mutant for its module."""

    def __init__(self, mutant: Mutant) -> None:
        parts = mutant.path.relative_to(ROOT).with_suffix("").parts
        self.package = parts[-1] == "__init__"
        self.name = ".".join(parts[:-1] if self.package else parts)
        self.mutant = mutant

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != self.name:
            return None
        spec = spec_from_loader(name, self, origin=str(self.mutant.path), is_package=self.package)
        if spec is not None and self.package:
            spec.submodule_search_locations = [str(self.mutant.path.parent)]
        return spec

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(mutated(self.mutant), str(self.mutant.path), "exec"), module.__dict__)


def is_noticed(mutant: Mutant | None, tests: Sequence[str]) -> bool:
    """Run the tests, and then the proofs, on a mutant or on attrib as it is, in a child; whether anything fails."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        if mutant is not None:
            sys.meta_path.insert(0, _Importer(mutant))
        import pytest

        failed = True
        try:
            failed = pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]) != 0 or not _proved()
        finally:
            os._exit(int(failed))
    return os.waitpid(child, 0)[1] != 0


def _proved() -> bool:
    """Whether the sentences that prove the rules all do: three thousand small tests of the matcher."""
    from attrib.config import Exit
    from attrib.proving import prove

    return prove(()).exit == Exit.CLEAN


def main() -> None:
    """Try a random sample of all mutants, print those that no test noticed, and the share that one did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--modules", nargs="+", default=MODULES, help="patterns within attrib/")
    parser.add_argument("--tests", nargs="+", default=TESTS)
    given = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    for name in HEAVY:
        import_module(name)
    if is_noticed(None, given.tests):
        sys.exit("the tests fail as it is")
    paths = sorted({path for pattern in given.modules for path in (ROOT / "attrib").glob(pattern)})
    everything = [mutant for path in paths for mutant in mutants_of(path)]
    sample = Random(given.seed).sample(everything, min(given.count, len(everything)))
    noticed, began = 0, time.monotonic()
    for mutant in sample:
        if is_noticed(mutant, given.tests):
            noticed += 1
        else:
            print(f"{mutant.path.relative_to(ROOT)}:{mutant.line}: {mutant.told}", flush=True)
    minutes = (time.monotonic() - began) / 60
    share = noticed / len(sample)
    print(
        f"{noticed} of {len(sample)} mutants noticed ({share:.0%}), of {len(everything)} there are; {minutes:.0f} min"
    )


if __name__ == "__main__":
    main()
