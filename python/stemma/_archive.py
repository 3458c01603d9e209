"""stemma.Archive: an index on disk that grows day by day."""
from __future__ import annotations

import datetime
import functools
import json
import os
import threading
from collections.abc import Iterable
from typing import Any, Literal

from stemma import _core
from stemma._input import Documents, rows_of
from stemma._report import Report
from stemma._trace import Progress, options_of
from stemma.errors import BadOption

_TABLES = ("documents", "stories", "edges", "apparatus")
_FORMS = ("jsonl", "csv")
_FIELDS = ("id", "title", "published", "outlet", "text")
_left_behind: list[_core.Archive] = []  # of a parent process: a child must neither use nor close what a parent has open


class Archive:
    """Documents on disk that say who told a passage before (docs/archive.md).

    What :meth:`add` and :meth:`remove` have returned from survives a kill and a power cut. One process writes at a time, any number read
    meanwhile. Several threads may share an Archive; they take turns. After a fork each process opens the folder anew.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     archive = stemma.Archive.create(folder + "/news")
    ...     added = archive.add([{"id": "a", "text": "The river rose by two metres in a night, and the old bridge was closed."}])
    ...     answer = archive.query("Officials said the river rose by two metres in a night, and the old bridge was closed.")
    >>> added["documents"], [match["id"] for match in answer["matches"]]
    (1, ['a'])
    """

    def __init__(self, path: str | os.PathLike[str], *, threads: int = 0, times: bool = True, max_document_bytes: int = 64 << 20,
                 story_threshold: float = 0.0, gazetteer: str | os.PathLike[str] | None = None) -> None:
        """Opens an archive. Raises NoInput where there is none, or one of another format."""
        self._path = os.fspath(path)
        self._given: dict[str, Any] = {"threads": threads, "times": times, "max_document_bytes": max_document_bytes,
                                       "story_threshold": story_threshold, "gazetteer": gazetteer}
        self._options = options_of(**self._given)
        self._lock = threading.Lock()
        self._process = os.getpid()
        self._archive = _core.Archive(self._path, self._options)

    @classmethod
    def create(cls, path: str | os.PathLike[str], **options: Any) -> Archive:
        """Makes an empty archive in a new folder and opens it. Raises CannotWrite where there is something already."""
        _core.Archive.create(os.fspath(path))
        return cls(path, **options)

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process opens the folder anew."""
        return functools.partial(Archive, **self._given), (os.path.abspath(self._path),)

    def _opened(self) -> _core.Archive:
        if self._process != os.getpid():
            _left_behind.append(self._archive)
            self._archive = _core.Archive(self._path, self._options)
            self._process = os.getpid()
            self._lock = threading.Lock()  # a thread of the parent may have held the other
        return self._archive

    def add(self, documents: Documents, *, progress: Progress | None = None) -> dict[str, Any]:
        """Adds documents, in every form that :func:`stemma.trace` takes; with the fields id, title, published, outlet, text.

        Returns counts: documents (new ones), text_bytes, known (there already), joined (that belong to a story), skipped; touched
        (numbers of stories), notes (source, line, reason). Raises CannotWrite for a full disk or where another process writes.
        """
        rows = rows_of(documents, self._options.fields, _FIELDS)
        archive = self._opened()
        with self._lock:
            if isinstance(rows, list):
                return archive.add_paths(rows, progress)
            return archive.add_rows(rows, progress)

    def remove(self, ids: str | Iterable[str]) -> int:
        """Removes documents by their ids; how many. Raises NoInput for an id that is not there, and removes nothing then."""
        archive = self._opened()
        with self._lock:
            return archive.remove([ids] if isinstance(ids, str) else list(ids))

    def query(self, text: str, *, since: str | datetime.date | None = None, until: str | datetime.date | None = None,
              outlet: str | None = None, language: str | None = None, most: int = 10) -> dict[str, Any]:
        """Who told this before: the form ``stemma.answer/1`` of docs/archive.md as a dict, with ``matches``, the best first.

        since, until: a day or a time (ISO 8601, date or datetime); documents without a time are left out then.
        """
        archive = self._opened()
        with self._lock:
            answer = archive.query(text, _written(since), _written(until), outlet, language, most)
        found: dict[str, Any] = json.loads(answer)
        return found

    def stories(self, most: int = 100) -> list[dict[str, Any]]:
        """Stories of two documents or more, the one that changed last first: story, documents, first_published, last_published
        (seconds since 1970 or None), changed, title."""
        archive = self._opened()
        with self._lock:
            return archive.stories(most)

    def story(self, name: int | str) -> Report:
        """What :func:`stemma.trace` finds of one story, named by its number or by the id of one of its documents.

        Raises NoInput where there is none.
        """
        archive = self._opened()
        with self._lock:
            return Report(archive.story(str(name)))

    def stats(self) -> dict[str, Any]:
        """How large it is: documents, removed, stories, segments, text_bytes, packed_bytes, index_bytes; damaged segments."""
        archive = self._opened()
        with self._lock:
            return archive.stats()

    def check(self, *, progress: Progress | None = None) -> dict[str, Any]:
        """Reads everything again: documents, segments, and faults, a list that is empty where all is as it was written."""
        archive = self._opened()
        with self._lock:
            return archive.check(progress)

    def compact(self, *, progress: Progress | None = None) -> None:
        """Makes as few segments as there can be, without what was removed."""
        archive = self._opened()
        with self._lock:
            archive.compact(progress)

    def export(self, what: Literal["documents", "stories", "edges", "apparatus"], form: Literal["jsonl", "csv"] = "jsonl") -> str:
        """A table of all, as text. What cannot be read is left out, and is in ``check()["faults"]``."""
        if what not in _TABLES or form not in _FORMS:
            raise BadOption(f"an archive exports {', '.join(_TABLES)} as {' or '.join(_FORMS)}")
        archive = self._opened()
        with self._lock:
            return archive.export(_TABLES.index(what), _FORMS.index(form))[0]

    def __repr__(self) -> str:
        return f"<stemma.Archive {self._path!r}>"


def _written(bound: str | datetime.date | None) -> str | None:
    return bound.isoformat() if isinstance(bound, datetime.date) else bound
