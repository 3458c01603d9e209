"""Sizes as people write them."""
from __future__ import annotations

from stemma.errors import BadOption


def bytes_of(size: int | str) -> int:
    """1024 of "1K"; the same units as those of the command line."""
    if isinstance(size, int):
        return size
    number, unit = size[:-1], size[-1:].upper()
    if unit in "KMGT" and unit and number.isdecimal():
        return int(number) << 10 * ("KMGT".index(unit) + 1)
    if size.isdecimal():
        return int(size)
    raise BadOption(f"{size!r} is no size; write it like 512M or 4G")
