"""What comes out, and in which forms."""
import json

import networkx
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest

import stemma

TABLES = ("documents", "stories", "edges", "readings", "passages", "skipped", "notices")


def test_a_report_has_the_same_as_its_json(levee):
    report = stemma.trace(levee)
    whole = json.loads(report.to_json())
    assert whole["schema"] == "stemma.report/1"
    assert [row["id"] for row in report.documents.to_pylist()] == [one["id"] for one in whole["documents"]]
    assert [row["text"] for row in report.documents.to_pylist()] == [one["text"] for one in whole["documents"]]
    assert [row["title"] for row in report.stories.to_pylist()] == [one["title"] for one in whole["stories"]]
    edges = [(row["story"], row["parent"], row["child"], row["is_direction_known"]) for row in report.edges.to_pylist()]
    assert edges and edges == [(story["id"], edge["parent"], edge["child"], edge["direction"] == "known")
                               for story in whole["stories"] for edge in story["edges"]]
    assert len(report.passages) == sum(len(story["passages"]) for story in whole["stories"])
    places = sum(len(reading["spans"]) for story in whole["stories"] for entry in story["apparatus"] for reading in entry["readings"])
    assert len(report.readings) == places > 0


def test_spans_are_bytes_of_the_text(levee):
    levee[0]["text"] = "Köves Zsófia “said” so. " + levee[0]["text"]
    report = stemma.trace(levee)
    texts = {row["id"]: row["text"].encode() for row in report.documents.to_pylist()}
    numbers = {texts[row["document"]][row["begin_byte"]:row["end_byte"]].decode() for row in report.readings.to_pylist()
               if row["kind"] == "number"}
    assert {"38", "58"} <= {text.split()[0] for text in numbers}
    links, _ = stemma.dedup(levee)
    link = links.to_pylist()[0]
    bodies = {document["id"]: document["text"].encode() for document in levee}
    run = link["runs"][0]
    left = bodies[link["left"]][run["left_begin_byte"]:run["left_end_byte"]]
    assert left == bodies[link["right"]][run["right_begin_byte"]:run["right_end_byte"]] and len(left) > 50


@pytest.mark.parametrize("name", TABLES)
def test_every_table_goes_to_arrow_pandas_and_polars(name, levee):
    report = stemma.trace([*levee, {"text": ""}])
    rows = len(report.table(name))
    arrow = report.to_arrow(name)
    assert arrow.num_rows == rows and arrow.column_names == report.table(name).column_names
    arrow.validate(full=True)
    assert isinstance(report.to_pandas(name), pandas.DataFrame) and len(report.to_pandas(name)) == rows
    assert isinstance(report.to_polars(name), polars.DataFrame) and len(report.to_polars(name)) == rows


def test_links_and_clusters_go_everywhere_too(levee, tmp_path):
    links, clusters = stemma.dedup(levee)
    for table in (links, clusters):
        table.to_arrow().validate(full=True)
        assert len(table.to_pandas()) == len(table.to_polars()) == len(table) > 0
        table.save(tmp_path / "table.parquet")
        assert pyarrow.parquet.read_table(tmp_path / "table.parquet").num_rows == len(table)
        table.save(tmp_path / "table.jsonl")
        assert [json.loads(line) for line in (tmp_path / "table.jsonl").read_text().splitlines()] == table.to_pylist()
        table.save(tmp_path / "table.arrow")
        assert pyarrow.ipc.open_file(tmp_path / "table.arrow").read_all().num_rows == len(table)
        assert "<table" in table._repr_html_()
    with pytest.raises(stemma.BadOption):
        links.save(tmp_path / "table.xlsx")
    graph = links.to_networkx()
    assert isinstance(graph, networkx.Graph) and graph["post"]["metro"]["kind"] == "edited"


def test_a_table_outlives_what_made_it_and_can_be_taken_twice(levee):
    table = stemma.trace(levee).documents
    first, second = pyarrow.table(table), pyarrow.table(table)
    del table
    assert first.equals(second) and first.column("id").to_pylist() == ["bank", "metro", "post", "pulse"]
    table = stemma.dedup(["a text"] * 2).links
    table.__arrow_c_stream__()  # a capsule that nobody takes gives back what it holds


def test_a_graph_runs_from_source_to_copy(levee):
    report = stemma.trace(levee)
    graph = report.to_networkx()
    assert set(graph) == {"bank", "metro", "post", "pulse"}
    assert graph.has_edge("post", "metro") and graph["post"]["metro"]["confidence"] > 0.5
    assert graph.nodes["post"]["outlet"] == "The Post"
    assert set(report.to_networkx(story=0)) == {"metro", "post", "pulse"}
    with pytest.raises(stemma.BadOption):
        report.to_networkx(story=9)


def test_a_report_is_saved_as_its_name_says(levee, tmp_path):
    report = stemma.trace(levee)
    for suffix, sign in ((".html", "<!doctype html>"), (".json", "stemma.report/1"), (".dot", "digraph"), (".graphml", "graphml"),
                         (".newick", ";"), (".xml", "TEI")):
        report.save(tmp_path / f"report{suffix}")
        assert sign.lower() in (tmp_path / f"report{suffix}").read_text().lower()
    with pytest.raises(stemma.BadOption, match=".html"):
        report.save(tmp_path / "report.pdf")
    with pytest.raises(stemma.CannotWrite):
        report.save(tmp_path / "no" / "folder.html")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"report.{suffix}" for suffix in "html json dot graphml newick xml".split())


def test_a_notebook_shows_the_page_apart_from_itself(levee):
    levee[0]["text"] += " <script>alert('here')</script>"
    shown = stemma.trace(levee)._repr_html_()
    assert shown.startswith("<iframe srcdoc=") and 'sandbox="allow-scripts allow-downloads"' in shown and "<script" not in shown
    assert stemma.compare(levee[0], levee[1])._repr_html_().startswith("<iframe")


def test_a_comparison_says_what_differs(levee):
    found = stemma.compare(levee[0], levee[1])
    assert found.share_left > 0.9 and found.share_right > 0.9
    numbers = [row for row in found.differences.to_pylist() if row["kind"] == "number"]
    assert [(row["left"], row["right"]) for row in numbers if row["severity"] >= 0.5][0][0][0].startswith("38")
    assert json.loads(found.to_json())["schema"] == "stemma.comparison/1"
    assert len(found.words) > 20 and {"same"} <= {row["kind"] for row in found.words.to_pylist()}
    turned = stemma.compare(levee[1], levee[0])
    assert (turned.share_left, turned.share_right) == (found.share_right, found.share_left)


def test_texts_and_files_are_compared_alike(levee, tmp_path):
    for name, document in (("a", levee[0]), ("b", levee[1])):
        (tmp_path / f"{name}.txt").write_text(document["text"])
    from_files = stemma.compare(tmp_path / "a.txt", tmp_path / "b.txt")
    from_texts = stemma.compare(levee[0]["text"], levee[1]["text"])
    assert from_files.share_left == from_texts.share_left
    with pytest.raises(stemma.BadOption):
        stemma.compare(str(tmp_path / "a.txt"), "a text")
    with pytest.raises(stemma.BadOption):
        stemma.compare(tmp_path / "a.txt", "a text")
    with pytest.raises(stemma.NoInput):
        stemma.compare("", "a text")


def test_what_the_wheel_brings_along_is_found(levee):
    """The gazetteer puts places on the map, the thesaurus knows words of like meaning."""
    whole = stemma.trace(levee).to_dict()
    if any("gazetteer" in note["source"] for note in whole["notices"]):
        pytest.skip("this wheel was built without a gazetteer")
    places = {place["name"] for place in whole["stories"][0]["places"] if place["country"]}
    assert places
    assert '"thesaurus"' not in stemma.compare(levee[0], levee[1]).to_json()


def test_kept_rows_are_one_of_each_cluster(levee):
    table = pyarrow.Table.from_pylist([*levee, {**levee[0], "id": "again"}])
    copies = stemma.dedup(table)
    assert copies.kept(table).column("id").to_pylist() == ["post", "pulse", "bank"]
    assert list(copies.kept(table.to_pandas())["id"]) == ["post", "pulse", "bank"]
    assert list(copies.kept(polars.DataFrame(table))["id"]) == ["post", "pulse", "bank"]
    assert copies.redundant == 2
    with pytest.raises(stemma.BadOption):
        copies.kept(table.slice(1))


def test_an_output_folder_is_kept_and_the_other_is_not(levee, levee_lines, tmp_path, monkeypatch):
    import tempfile
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    stemma.dedup(levee)
    assert not list(scratch.iterdir())
    with pytest.raises(stemma.BadOption):
        stemma.dedup(levee, min_resemblance=7)
    assert not list(scratch.iterdir())
    copies = stemma.dedup(levee_lines, output=tmp_path / "out", emit=True)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "links.jsonl", "clusters.jsonl", "summary.json", "skipped.jsonl", "notices.jsonl", "kept"}
    assert copies.redundant_rows is None
    with pytest.raises(stemma.BadOption):
        stemma.dedup(levee, output=tmp_path / "rows", emit=True)


@pytest.mark.parametrize("option", [{"level": "half"}, {"representative": "best"}, {"min_resemblance": 2}, {"min_run_words": 1},
                                    {"memory": "1M"}, {"memory": "much"}, {"threads": -1}, {"threads": "two"}, {"threads": 1000}])
def test_an_option_out_of_range_is_refused_in_a_sentence(option, levee):
    with pytest.raises(stemma.BadOption):
        stemma.dedup(levee, **option)
