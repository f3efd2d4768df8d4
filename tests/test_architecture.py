"""Imports go one way; files and functions stay small."""

import ast
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "base": set(),
    "corpus": {"base"},
    "prompts": {"base"},
    "drafting": {"base", "corpus", "prompts"},
    "evals": {"base", "corpus", "prompts", "drafting"},
    "pages": {"base", "corpus", "prompts", "drafting", "evals", "wiring"},
    "serving": {"base", "corpus", "prompts", "drafting", "evals", "wiring"},
    "commands": {"base", "corpus", "prompts", "drafting", "evals", "wiring", "serving"},
}
OURS = {*MAY_IMPORT, "wiring", "entry", "cli", "app"}
FILES = sorted(p for package in MAY_IMPORT for p in (ROOT / package).rglob("*.py"))


@dataclass(frozen=True)
class Seen:
    """What the tests ask of a file; its tree is not kept."""

    lines: int
    imports: set[str]
    long: list[str]  # functions


@cache
def seen(path: Path) -> Seen:
    source, imports, long = path.read_text(encoding="utf-8"), list[str](), list[str]()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            imports += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            imports.append(node.module)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno > 40:
            long.append(node.name)
    return Seen(source.count("\n"), {name.split(".")[0] for name in imports}, long)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    assert seen(path).imports & OURS <= MAY_IMPORT[package] | {package}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_are_small(path: Path) -> None:
    assert seen(path).lines <= 300
    assert seen(path).long == []


def test_nothing_names_a_registry_or_this_machine() -> None:
    words = ("pypi" + ".org", "/wo" + "rk/", "/ro" + "ot/", "index" + "-url")
    texts = [
        p
        for suffix in ("py", "md", "toml", "txt", "yaml")
        for p in ROOT.rglob(f"*.{suffix}")
        if ".venv" not in p.parts and "out" not in p.parts
    ]
    for path in [*texts, ROOT / "Makefile", ROOT / ".ci" / "run"]:
        found = [w for w in words if w in path.read_text(encoding="utf-8", errors="replace")]
        assert found == [], path


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_the_installed_program_has_its_data(package: str) -> None:
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]["*"]
    kept = (p for p in (ROOT / package).rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc"))
    assert {f"**/*{p.suffix}" for p in kept} <= set(shipped)
