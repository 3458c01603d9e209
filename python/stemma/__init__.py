"""Stemma: how a story spread. Which texts tell it, who copied whom, and what changed on the way."""
from stemma._core import __version__
from stemma.errors import BadOption, CannotWrite, Error, MissingPackage, NoInput
from stemma.names import NameLikeness, names

__all__ = ["BadOption", "CannotWrite", "Error", "MissingPackage", "NameLikeness", "NoInput", "__version__", "names"]
