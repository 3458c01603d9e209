#!/usr/bin/env python3
"""Makes an archive of the classes that Spark loads for stemma.spark, for -XX:SharedArchiveFile: Java then neither reads nor checks them anew.

    bench/spark/archive.py FILE.jsa [--documents 2k] [--work DIR]

One session with a search writes down which classes it loads; `java -Xshare:dump` makes the archive of them. It serves a Java machine of
the same version whose class path is the same, or begins with the same jars, and is passed over in silence by any other. To be run by the
Python whose Spark is to be used, as bench/spark/run.py.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

from cluster import cluster
from run import JAVA, ROOT, as_parquet

from measured import made_corpus  # of bench/dedup, which run.py has put on the path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=pathlib.Path)
    parser.add_argument("--documents", default="2k")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build" / "corpora")
    args = parser.parse_args()
    import stemma.spark

    parquet = as_parquet(made_corpus(args.work, ["--documents", args.documents]))
    with tempfile.TemporaryDirectory() as folder:
        lists = pathlib.Path(folder) / "classes"
        lists.mkdir()
        with cluster(2, 4096, pathlib.Path(folder) / "work", f"{JAVA} -XX:DumpLoadedClassList={lists}/%p") as spark:
            found = stemma.spark.dedup(str(parquet), work=folder)
            found.links.count()
            class_path = spark.sparkContext._jvm.System.getProperty("java.class.path")
        classes = {line for each in lists.iterdir() for line in each.read_text().splitlines() if not line.startswith("#")}
        together = pathlib.Path(folder) / "together"
        together.write_text("\n".join(sorted(classes)) + "\n")
        done = subprocess.run(["java", "-Xshare:dump", "-XX:+UseSerialGC", f"-XX:SharedClassListFile={together}",
                               f"-XX:SharedArchiveFile={args.archive.resolve()}", "-cp", class_path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if done.returncode == 0:
        print(f"{len(classes)} lines of classes, {args.archive.stat().st_size / 1e6:.0f} MB: {args.archive}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
