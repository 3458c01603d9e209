"""Could two spellings be one name?"""
from __future__ import annotations

from typing import NamedTuple

from stemma import _core


class NameLikeness(NamedTuple):
    """How alike two names are, and why."""

    score: float  #: 0 to 1; from 0.75 on they may well be one name.
    reasons: list[str]  #: Short clauses for people, the weightiest first.


def names(a: str, b: str) -> NameLikeness:
    """How alike two names are, in any script.

    The order of the two does not matter. A name is cut at 16 words of 32 letters.

    >>> stemma.names("Vranjevo", "Vrajnevo").score > 0.8
    True
    >>> stemma.names("Frank Richter", "Frederik Richter").score < 0.6
    True
    """
    return NameLikeness(*_core.names(a, b))
