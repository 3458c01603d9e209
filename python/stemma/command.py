"""The command `stemma`, as the package installs it."""
from __future__ import annotations

import os
import pathlib
import sys
from typing import NoReturn

PROGRAM = pathlib.Path(__file__).resolve().parent / "bin" / "stemma"


def main() -> NoReturn:
    """Becomes the program."""
    os.execv(PROGRAM, ["stemma", *sys.argv[1:]])
