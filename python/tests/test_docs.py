"""The examples in the docstrings are true, and the types are those that are stated."""
import doctest
import importlib
import inspect
import pathlib
import pkgutil
import subprocess
import sys

import pytest

import stemma

MODULES = sorted(f"stemma.{module.name}" for module in pkgutil.iter_modules(stemma.__path__) if module.name not in ("_core", "__main__", "spark"))


def test_every_example_gives_what_it_says():
    tried = 0
    for module in ["stemma", *MODULES]:
        result = doctest.testmod(importlib.import_module(module), globs={"stemma": stemma})
        assert result.failed == 0, module
        tried += result.attempted
    assert tried >= 12


@pytest.mark.parametrize("name", stemma.__all__)
def test_everything_public_is_described(name):
    thing = getattr(stemma, name)
    assert name == "__version__" or inspect.getdoc(thing)
    if inspect.isclass(thing):
        for method, value in vars(thing).items():
            if not method.startswith("_") and callable(value):
                assert inspect.getdoc(getattr(thing, method)), f"{name}.{method}"


def test_types_are_consistent(tmp_path):
    program = tmp_path / "uses.py"
    program.write_text("import pathlib\nimport stemma\n"
                       "links, clusters = stemma.dedup(['a text'])\n"
                       "reveal_type(links)\nreveal_type(stemma.trace(pathlib.Path('x')).edges.column_names)\n"
                       "reveal_type(stemma.names('a', 'b').score)\nstemma.dedup(['a text'], level='half')\n")
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "cache", program], capture_output=True,
                          text=True, cwd=tmp_path)
    for expected in ("stemma._copies.Links", "list[", "float"):
        assert expected in done.stdout, done.stdout
    assert done.stdout.count(" error: ") == 1 and '"level"' in done.stdout


def test_the_package_itself_holds_to_its_types(tmp_path):
    package = pathlib.Path(stemma.__file__).parent
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--ignore-missing-imports", "--cache-dir", tmp_path / "cache", "-p",
                           "stemma"], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert (package / "py.typed").exists()
