"""The command `stemma`, as the package installs it: the program itself, with Parquet before and behind `dedup` and `trace`."""
from __future__ import annotations

import argparse
import os
import pathlib
import subprocess
import sys
from typing import NoReturn

from stemma import _parquet
from stemma.errors import BadOption, Error

PROGRAM = pathlib.Path(__file__).resolve().parent / "bin" / "stemma"

_NOTE = """
Parquet (with Python's package; needs pyarrow):
  {usage}
  Inputs may be Parquet files, or folders of them. The columns are those that --text-field and its like name.
{more}"""
_NOTES = {
    "dedup": _NOTE.format(usage="stemma dedup FILE.parquet... -o OUT [--emit] [--format parquet|jsonl]", more="""\
  OUT/ gets links.parquet and clusters.parquet in place of JSONL, and with --emit kept/, Parquet files with all their columns.
  --format parquet writes these for other inputs, too; --format jsonl writes JSONL. A table is held in memory.
"""),
    "trace": _NOTE.format(usage="stemma trace FILE.parquet... [-o FILE] [--json FILE] [--parquet DIR]", more="""\
  --parquet DIR writes the parts of the report as Parquet: documents, stories, edges, readings, passages, skipped, notices.
"""),
}


def main(words: list[str] | None = None) -> NoReturn:
    """Becomes the program, unless Parquet is read or written."""
    words = sys.argv[1:] if words is None else words
    verb = words[0] if words else ""
    if verb in _NOTES and {"-h", "--help"} & set(words):
        done = subprocess.run([PROGRAM, verb, "--help"], check=False)
        print(_NOTES[verb], end="")
        sys.exit(done.returncode)
    if verb not in _NOTES or not _is_of_parquet(words[1:]):
        sys.stdout.flush()
        os.execv(PROGRAM, ["stemma", *words])
    try:
        sys.exit(_dedup(words[1:]) if verb == "dedup" else _trace(words[1:]))
    except Error as error:
        print(f"stemma: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


def _is_of_parquet(words: list[str]) -> bool:
    """Whether an input is Parquet, or an output shall be. The word behind -o is an output."""
    inputs = [word for before, word in zip(["", *words], words) if before not in ("-o", "--output") and not word.startswith("-")]
    return any(word.split("=")[0] in ("--format", "--parquet") for word in words) or any(map(_parquet.is_parquet, inputs))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(f"stemma: {message}\nTry `{self.prog} --help`.", file=sys.stderr)
        sys.exit(2)


def _parser(verb: str, fields: list[str]) -> argparse.ArgumentParser:
    parser = _Parser(prog=f"stemma {verb}", add_help=False, allow_abbrev=False)
    parser.add_argument("inputs", nargs="+", metavar="INPUT")
    parser.add_argument("--quiet", action="store_true")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--max-document-bytes", default="64M")
    for field in fields:
        parser.add_argument(f"--{field}-field", default=field)
    return parser


def _dedup(words: list[str]) -> int:
    from stemma._copies import dedup
    from stemma._sizes import bytes_of
    parser = _parser("dedup", ["id", "published", "text"])
    parser.add_argument("-o", "--output", required=True, type=pathlib.Path)
    parser.add_argument("--format", choices=["parquet", "jsonl"])
    parser.add_argument("--emit", action="store_true")
    parser.add_argument("--level", default="both")
    parser.add_argument("--representative", default="earliest")
    parser.add_argument("--min-resemblance", type=float, default=0.5)
    parser.add_argument("--min-containment", type=float, default=0.3)
    parser.add_argument("--min-run-words", type=int, default=40)
    parser.add_argument("--memory", default="4G")
    parser.add_argument("--max-inflation", type=int, default=200)
    parser.add_argument("--work")
    given = parser.parse_args(words)
    are_rows = any(map(_parquet.is_parquet, given.inputs))
    kept = given.output / "kept"
    if given.emit and kept.exists():
        raise BadOption(f"{kept} is there already; remove it or choose another output")
    copies = dedup([pathlib.Path(path) for path in given.inputs], output=given.output, emit=given.emit and not are_rows,
                   level=given.level, representative=given.representative, min_resemblance=given.min_resemblance,
                   min_containment=given.min_containment, min_run_words=given.min_run_words, threads=given.threads,
                   memory=given.memory, max_document_bytes=bytes_of(given.max_document_bytes), max_inflation=given.max_inflation, work=given.work,
                   id_field=given.id_field, published_field=given.published_field, text_field=given.text_field)
    if (given.format or ("parquet" if are_rows else "jsonl")) == "parquet":
        for name, table in (("links", copies.links), ("clusters", copies.clusters)):
            table.save(given.output / f"{name}.parquet")
            (given.output / f"{name}.jsonl").unlink()
    if given.emit and copies.redundant_rows is not None:
        _parquet.write_kept(_parquet.files_of(given.inputs), copies.redundant_rows.to_arrow().column(0), kept)
    if not given.quiet:
        print(f"{copies.summary['documents']:,} documents, {len(copies.links):,} links, {len(copies.clusters):,} clusters, "
              f"{copies.redundant:,} redundant; {len(copies.skipped):,} skipped\nwritten: {given.output}")
    return 1 if len(copies.skipped) else 0


def _trace(words: list[str]) -> int:
    from stemma._report import TABLES
    from stemma._sizes import bytes_of
    from stemma._trace import trace
    parser = _parser("trace", ["id", "title", "published", "outlet", "text"])
    outputs = {"-o": ".html", "--json": ".json", "--dot": ".dot", "--graphml": ".graphml", "--newick": ".newick", "--tei": ".xml"}
    parser.add_argument("-o", "--output")
    for option in list(outputs)[1:]:
        parser.add_argument(option)
    parser.add_argument("--parquet", type=pathlib.Path)
    parser.add_argument("--no-times", action="store_true")
    parser.add_argument("--gazetteer")
    parser.add_argument("--memory")
    given = parser.parse_args(words)
    report = trace([pathlib.Path(path) for path in given.inputs], times=not given.no_times, threads=given.threads,
                   max_document_bytes=bytes_of(given.max_document_bytes), gazetteer=given.gazetteer, memory=given.memory, id_field=given.id_field,
                   title_field=given.title_field, published_field=given.published_field, outlet_field=given.outlet_field,
                   text_field=given.text_field)
    written = []
    for option, suffix in outputs.items():
        path = getattr(given, "output" if option == "-o" else option[2:])
        if path == "-":
            sys.stdout.write(report.in_form(suffix))
        elif path:
            report.save(path, suffix)
        written += [path] if path else []
    if given.parquet:
        given.parquet.mkdir(parents=True, exist_ok=True)
        for name in TABLES:
            report.table(name).save(given.parquet / f"{name}.parquet")
        written.append(f"{given.parquet}/")
    if not given.quiet and "-" not in written:
        print(f"{report._report.document_count:,} documents, {len(report.stories):,} stories", *(f"written: {path}" for path in written), sep="\n")
    return 1 if len(report.skipped) else 0
