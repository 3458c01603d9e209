"""stemma.trace and stemma.compare."""
from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, Union

from stemma import _core
from stemma._input import Documents, field_names, is_existing, rows_of, rows_of_objects
from stemma._report import Comparison, Report
from stemma._sizes import bytes_of
from stemma.errors import BadOption

#: Called now and then with the stage, how much of it is done, and of how much (0 where that is not known).
Progress = Callable[[str, int, int], object]


def options_of(*, threads: int, max_document_bytes: int, times: bool = True, story_threshold: float = 0.0,
               gazetteer: str | os.PathLike[str] | None = None, thesaurus: str | os.PathLike[str] | None = None,
               vectors: str | os.PathLike[str] | None = None) -> _core.Options:
    """Options of the core. Raises BadOption for what is no number."""
    options = _core.Options()
    try:
        options.threads = threads
        options.max_document_bytes = max_document_bytes
        options.story_threshold = story_threshold
    except TypeError as fault:
        raise BadOption("threads and max_document_bytes are whole numbers from 0 on, story_threshold is a number") from fault
    options.use_times = times
    options.gazetteer = os.fspath(gazetteer or "")
    options.thesaurus = os.fspath(thesaurus or "")
    options.vectors = os.fspath(vectors or "")
    return options


def trace(documents: Documents, *, times: bool = True, threads: int = 0, story_threshold: float = 0.0,
          max_document_bytes: int = 64 << 20, memory: int | str | None = None, gazetteer: str | os.PathLike[str] | None = None,
          id_field: str = "id", title_field: str = "title", published_field: str = "published", outlet_field: str = "outlet",
          text_field: str = "text", progress: Progress | None = None) -> Report:
    """How stories spread over documents: who copied whom, and what changed on the way.

    documents
        A table (pyarrow, pandas, Polars, anything with ``__arrow_c_stream__``), a list of dicts or of strings, or paths: a string
        or ``pathlib.Path``, or a list of ``Path`` (plain text, JSONL, each also packed, Parquet, folders). Fields are id, title,
        published (ISO 8601, a time, or seconds since 1970), outlet and text; only text is needed. A row without id is called
        by its number, from 0. The texts are held in memory, and what is found of them: 7 GB for a million texts of 3 kB.
    times
        Whether publication times are evidence.
    threads
        1 to 256; 0 for as many as the machine has. The report does not depend on it.
    story_threshold
        Two tellings join one story from this similarity on, 0 to 1; 0 for the built-in one.
    max_document_bytes
        A longer text is skipped, with its reason.
    memory
        Bytes that texts and what is found of them may take, from 64 MiB on, or a string like "4G"; all that the machine has where
        nothing is said. What would take more is refused before it is begun.
    gazetteer
        A table of places in place of the one that comes with Stemma (docs/facts.md).

    Raises BadOption for an option out of range and for what needs more memory, NoInput where nothing can be read. What cannot be
    read is in ``skipped``.

    >>> report = stemma.trace([
    ...     {"id": "a", "text": "The levee near Vranjevo broke at dawn. Officials said 38 people were taken to safety by boat."},
    ...     {"id": "b", "text": "The levee near Vranjevo broke at dawn. Officials said 58 people were taken to safety by boat."},
    ... ])
    >>> len(report.documents), len(report.stories)
    (2, 1)
    """
    fields = field_names(id_field, title_field, published_field, outlet_field, text_field)
    options = options_of(threads=threads, max_document_bytes=max_document_bytes, times=times, story_threshold=story_threshold,
                         gazetteer=gazetteer)
    options.memory_bytes = _core.memory_of_machine() if memory is None else bytes_of(memory)
    options.fields = fields
    rows = rows_of(documents, fields, (id_field, title_field, published_field, outlet_field, text_field))
    if isinstance(rows, list):
        return Report(_core.trace_paths(rows, options, progress))
    return Report(_core.trace_rows(rows, options, progress))


#: A text to compare: the text itself or a mapping with the field text; or a path of a file with one document.
Text = Union[str, "os.PathLike[str]", Mapping[str, Any]]


def compare(a: Text, b: Text, *, threads: int = 0, max_document_bytes: int = 64 << 20,
            gazetteer: str | os.PathLike[str] | None = None, thesaurus: str | os.PathLike[str] | None = None,
            vectors: str | os.PathLike[str] | None = None, progress: Progress | None = None) -> Comparison:
    """Two texts side by side: which words of one stand behind which words of the other, and which facts differ.

    a, b
        Each a text (a string), a mapping with the field ``text`` and perhaps id, title, outlet and published, or a
        ``pathlib.Path`` of a file with one document.
    vectors
        Word vectors in text form (docs/compare.md).

    Raises BadOption and NoInput as :func:`stemma.trace` does.

    >>> found = stemma.compare("Police said 38 people were hurt in the fire on Monday.",
    ...                        "Police said 58 people were hurt in the fire on Monday.")
    >>> found.share_left > 0.5
    True
    """
    options = options_of(threads=threads, max_document_bytes=max_document_bytes, gazetteer=gazetteer, thesaurus=thesaurus,
                         vectors=vectors)
    if isinstance(a, os.PathLike) and isinstance(b, os.PathLike):
        return Comparison(_core.compare_paths(os.fspath(a), os.fspath(b), options, progress))
    if isinstance(a, os.PathLike) or isinstance(b, os.PathLike):
        raise BadOption("give two paths or two texts, not one of each")
    for text in (a, b):
        if isinstance(text, str) and is_existing(text):
            raise BadOption(f"{text!r} is a file; compare(pathlib.Path(...), ...) compares files, a string is a text")
    rows = rows_of_objects([_named(a, "left"), _named(b, "right")], options.fields)
    return Comparison(_core.compare_rows(rows, options, progress))


def _named(text: str | Mapping[str, Any], name: str) -> dict[str, Any]:
    if isinstance(text, str):
        return {"id": name, "text": text}
    return {"id": name, **text}
