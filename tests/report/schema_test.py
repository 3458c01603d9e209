#!/usr/bin/env python3
"""Holds the JSON of the test reports against docs/report.schema.json, and each drawing against its story.

    schema_test.py STEMMA_TEST_PAGES

Exit 77: the module jsonschema is missing (Debian: python3-jsonschema), so nothing was tested.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("schema_test.py: needs the Python module jsonschema; skipped")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def faults_of(report: dict) -> list[str]:
    """What a schema cannot say: names that must exist, spans that must lie inside their text."""
    faults = []
    sizes = {document["id"]: len(document["text"].encode()) for document in report["documents"]}
    for document in report["documents"]:
        if document["title"] is not None and not document["text"].startswith(document["title"] + "\n"):
            faults.append(f"the text of {document['id']!r} does not begin with its title")
    for story in report["stories"]:
        nodes = set(story["documents"]) | set(story["lost"])
        drawn = [node["id"] for node in story["drawing"]["nodes"]]
        if sorted(drawn) != sorted(nodes):
            faults.append(f"story {story['id']}: drawn are not its nodes")
        edges = {(edge["parent"], edge["child"]) for edge in story["edges"]}
        if {(link["parent"], link["child"]) for link in story["drawing"]["links"]} != edges:
            faults.append(f"story {story['id']}: drawn lines are not its edges")
        spans = [span for passage in story["passages"] for span in passage["spans"]]
        spans += [span for unit in story["apparatus"] for reading in unit["readings"] for span in reading["spans"]]
        faults += [f"story {story['id']}: span outside its text: {span}" for span in spans
                   if not 0 <= span["begin"] <= span["end"] <= sizes[span["document"]]]
    return faults


def main() -> int:
    schema = json.loads((ROOT / "docs" / "report.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        reports = sorted(pathlib.Path(folder).glob("*.json"))
        for path in reports:
            report = json.loads(path.read_bytes().decode("utf-8"))
            faults += [f"{path.name}: {error.json_path}: {error.message[:200]}" for error in validator.iter_errors(report)]
            faults += [f"{path.name}: {fault}" for fault in faults_of(report)]
    print("\n".join(faults) or f"{len(reports)} reports keep to the schema")
    return bool(faults or not reports)


if __name__ == "__main__":
    sys.exit(main())
