"""The command that the wheel installs, with Parquet before and behind it."""
import json
import pathlib
import subprocess
import sys

import pyarrow
import pyarrow.parquet
import pytest

import stemma

COMMAND = pathlib.Path(sys.executable).parent / "stemma"


def ran(*words, code=0):
    command = [COMMAND] if COMMAND.exists() else [sys.executable, "-m", "stemma"]
    done = subprocess.run([*command, *words], capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    return done


@pytest.fixture
def shards(levee, tmp_path):
    """A folder of two Parquet files with a column that Stemma does not know."""
    folder = tmp_path / "shards"
    folder.mkdir()
    table = pyarrow.Table.from_pylist([{**document, "mine": number} for number, document in enumerate([*levee, {**levee[0], "id": "again"}])])
    pyarrow.parquet.write_table(table.slice(0, 2), folder / "a.parquet")
    pyarrow.parquet.write_table(table.slice(2), folder / "b.parquet", row_group_size=1)
    (folder / "_SUCCESS").touch()
    return folder


def test_the_program_itself_is_there(levee_lines, tmp_path):
    assert "stories" in ran("trace", "--help").stdout
    assert "Parquet" in ran("dedup", "--help").stdout
    ran("trace", levee_lines, "-o", tmp_path / "report.html", "--quiet")
    assert (tmp_path / "report.html").stat().st_size > 10_000
    assert ran("dedup", tmp_path / "none.jsonl", "-o", tmp_path / "out", code=2).stderr.startswith("stemma: ")


def test_dedup_reads_and_writes_parquet(shards, tmp_path):
    said = ran("dedup", shards, "-o", tmp_path / "out", "--emit").stdout
    assert said.startswith("5 documents, ")
    links, clusters = stemma.dedup(shards)
    assert pyarrow.parquet.read_table(tmp_path / "out" / "links.parquet").to_pylist() == links.to_pylist()
    assert pyarrow.parquet.read_table(tmp_path / "out" / "clusters.parquet").to_pylist() == clusters.to_pylist()
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "links.parquet", "clusters.parquet", "summary.json", "skipped.jsonl", "notices.jsonl", "kept"}
    kept = sorted((tmp_path / "out" / "kept").rglob("*.parquet"))
    assert [path.name for path in kept] == ["a.parquet", "b.parquet"]
    rows = [row for path in kept for row in pyarrow.parquet.read_table(path).to_pylist()]
    assert [(row["id"], row["mine"]) for row in rows] == [("post", 0), ("pulse", 2), ("bank", 3)]
    assert "there already" in ran("dedup", shards, "-o", tmp_path / "out", "--emit", code=2).stderr


def test_parquet_and_jsonl_of_the_same_records_give_the_same_links(levee, shards, levee_lines, tmp_path):
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(levee), tmp_path / "levee.parquet")
    ran("dedup", tmp_path / "levee.parquet", "-o", tmp_path / "one", "--format", "jsonl")
    ran("dedup", levee_lines, "-o", tmp_path / "other")
    assert (tmp_path / "one" / "links.jsonl").read_bytes() == (tmp_path / "other" / "links.jsonl").read_bytes()
    assert (tmp_path / "one" / "clusters.jsonl").read_bytes() == (tmp_path / "other" / "clusters.jsonl").read_bytes()
    ran("dedup", levee_lines, "-o", tmp_path / "third", "--format", "parquet")
    assert pyarrow.parquet.read_table(tmp_path / "third" / "links.parquet").num_rows > 0


def test_trace_reads_and_writes_parquet(shards, tmp_path):
    ran("trace", shards, "--json", tmp_path / "report.json", "--parquet", tmp_path / "tables", "-o", tmp_path / "report.html")
    report = stemma.trace(shards)
    assert json.loads((tmp_path / "report.json").read_text()) == report.to_dict()
    assert pyarrow.parquet.read_table(tmp_path / "tables" / "edges.parquet").to_pylist() == report.edges.to_pylist()
    assert json.loads(ran("trace", shards, "--json", "-").stdout) == report.to_dict()


def test_without_pyarrow_the_command_says_what_is_missing(shards, tmp_path):
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "pyarrow.py").write_text("raise ModuleNotFoundError(\"No module named 'pyarrow'\", name='pyarrow')\n")
    program = "import sys; sys.path.insert(0, sys.argv.pop(1)); from stemma.command import main; main()"
    done = subprocess.run([sys.executable, "-c", program, hidden, "dedup", shards, "-o", tmp_path / "out"], capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr == "stemma: reading Parquet needs pyarrow: pip install 'stemma[parquet]'\n"


def test_a_wrong_option_is_refused_with_code_2(shards, tmp_path):
    assert "--halp" in ran("dedup", shards, "-o", tmp_path / "out", "--halp", code=2).stderr
    assert "level" in ran("dedup", shards, "-o", tmp_path / "out", "--level", "half", code=2).stderr
