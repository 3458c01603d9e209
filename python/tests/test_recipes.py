"""The recipes in docs/recipes do what they say, on small data of their kind."""
import os
import pathlib
import re
import subprocess
import sys

import pyarrow
import pyarrow.parquet
import pytest


HERE = pathlib.Path(__file__).resolve().parent
RECIPES = next((folder for folder in (HERE.parent / "docs" / "recipes", HERE.parent.parent / "docs" / "recipes") if folder.exists()), None)
pytestmark = pytest.mark.skipif(RECIPES is None, reason="the recipes are not beside the tests")


def blocks(name, language):
    """The blocks of code of a page, one after another."""
    return re.findall(rf"```{language}\n(.*?)```", (RECIPES / name).read_text(encoding="utf-8"), re.S)


def run_page(name):
    """All Python of a page, as one program; what it leaves in its names."""
    names: dict = {"__name__": "recipe"}
    for block in blocks(name, "python"):
        exec(compile(block, name, "exec"), names)
    return names


def test_deduplicate_a_folder_of_parquet(levee, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    rows = [{"url": document["id"], "body": document["text"], "kept": True} for document in levee]
    pathlib.Path("shards/part=1").mkdir(parents=True)
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([*rows[:2], {**rows[0], "url": "copy"}]), "shards/part=1/a.parquet")
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows[2:]), "shards/b.parquet")
    environment = {**os.environ, "PATH": f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for block in blocks("parquet.md", "sh"):
        subprocess.run(["sh", "-ec", block], check=True, env=environment)
    kept = [row["url"] for path in sorted(pathlib.Path("copies/kept/shards").rglob("*.parquet"))
            for row in pyarrow.parquet.ParquetFile(path).read().to_pylist()]
    assert len(kept) == 3 and "copy" not in kept
    names = run_page("parquet.md")
    assert "5 documents, 2 redundant" in capsys.readouterr().out
    assert pyarrow.parquet.read_table("kept.parquet").num_rows == 3
    assert len(names["links"]) > 0


def test_find_syndicated_copies_in_a_crawl(levee, tmp_path, monkeypatch, capsys):
    from io import BytesIO

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter
    monkeypatch.chdir(tmp_path)
    pathlib.Path("crawl").mkdir()
    with open("crawl/news.warc.gz", "wb") as file:
        writer = WARCWriter(file, gzip=True)
        for document in levee:
            host = document["outlet"].lower().replace(" ", "") + ".example"
            page = f"<html><head><title>{document['title'] or ''}</title></head><body><nav>Home</nav><p>{document['text']}</p></body></html>"
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(f"https://{host}/{document['id']}", "response", payload=BytesIO(page.encode()),
                                                          http_headers=headers))
        writer.write_record(writer.create_warc_record("https://post.example/robots.txt", "resource", payload=BytesIO(b"User-agent: *"),
                                                      warc_content_type="text/plain"))
    names = run_page("warc.md")
    said = capsys.readouterr().out
    assert len(names["documents"]) == 4
    assert ("edited", "thepost.example", "metro.example") in [
        (link["kind"], names["outlets"][link["left"]], names["outlets"][link["right"]]) for link in names["syndicated"]]
    assert "people were brought to safety by boat" in said
    assert pathlib.Path("syndicated.html").stat().st_size > 10_000
    assert len(names["report"].edges) == 1


def test_trace_one_story_in_a_notebook():
    import nbformat
    from nbclient import NotebookClient
    notebook = nbformat.read(RECIPES / "trace_a_story.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert all(not cell.get("outputs") for cell in notebook.cells)  # as it is kept
    if not (RECIPES.parent.parent / "examples" / "levee").exists():
        pytest.skip("the example is not beside the recipes")
    done = NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(RECIPES)}}).execute()
    shown = [output["data"]["text/html"] for cell in done.cells for output in cell.get("outputs", [])
             if "text/html" in output.get("data", {})]
    assert any(text.startswith("<iframe srcdoc=") for text in shown)
