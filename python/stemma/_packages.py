"""Optional packages, imported where they are asked for and no sooner."""
from __future__ import annotations

import importlib
from typing import Any

from stemma.errors import MissingPackage

_WHERE = {"pyarrow": "parquet", "pandas": "pandas", "polars": "polars", "networkx": "graph"}


def package(name: str, purpose: str) -> Any:
    """The module of this name; MissingPackage, which says what to install, where it is not there."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as missing:
        top = name.partition(".")[0]
        raise MissingPackage(f"{purpose} needs {top}: pip install 'stemma[{_WHERE[top]}]'", name=top) from missing
