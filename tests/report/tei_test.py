#!/usr/bin/python3
"""Holds the TEI of the examples against the RelaxNG schema of TEI P5 (tools/setup puts it into build/share/tei_all.rng).

    tei_test.py STEMMA SCHEMA INPUT...

Exit 77: there is no schema or no lxml (Debian: python3-lxml), so nothing was tested.
"""
import pathlib
import subprocess
import sys
import tempfile

try:
    from lxml import etree
except ImportError:
    print("tei_test.py: needs the Python module lxml; skipped")
    sys.exit(77)


def main() -> int:
    stemma, schema, *inputs = sys.argv[1:]
    if not pathlib.Path(schema).exists():
        print(f"tei_test.py: there is no {schema} (tools/setup test fetches it); skipped")
        return 77
    rules = etree.RelaxNG(etree.parse(schema))
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for path in inputs:
            out = pathlib.Path(folder) / "out.xml"
            subprocess.run([stemma, "trace", path, "--tei", out, "--quiet"], check=True)
            document = etree.parse(str(out))
            if not rules.validate(document):
                faults += [f"{path}: line {fault.line}: {fault.message}" for fault in list(rules.error_log)[:5]]
            if not document.findall(".//{http://www.tei-c.org/ns/1.0}app"):
                faults.append(f"{path}: no place at which tellings differ")
    print("\n".join(faults) or f"{len(inputs)} TEI files are valid")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
