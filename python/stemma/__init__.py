"""Stemma: how a story spread. Which texts tell it, who copied whom, and what changed on the way.

>>> import stemma
>>> stemma.names("Vranjevo", "Vrajnevo").score > 0.8
True
"""
from stemma._archive import Archive
from stemma._copies import Clusters, Copies, Links, dedup
from stemma._core import __version__
from stemma._names import NameLikeness, names
from stemma._report import Comparison, Report
from stemma._table import Table
from stemma._trace import compare, trace
from stemma.errors import BadOption, CannotWrite, Error, MissingPackage, NoInput

__all__ = [
    "Archive", "BadOption", "CannotWrite", "Clusters", "Comparison", "Copies", "Error", "Links", "MissingPackage", "NameLikeness",
    "NoInput", "Report", "Table", "__version__", "compare", "dedup", "names", "trace",
]
