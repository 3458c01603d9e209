"""Deduplicates a folder of Parquet with Spark: spark-submit spark_dedup.py INPUT OUTPUT --work FOLDER

OUTPUT gets links/, clusters/ and kept/: the documents that stay, with all of their columns.
"""
import argparse

import stemma.spark
from pyspark.sql import SparkSession


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--work", required=True, help="a folder that all workers see under this name")
    parser.add_argument("--id", default="id")
    parser.add_argument("--text", default="text")
    parser.add_argument("--published", default="published")
    args = parser.parse_args()

    spark = SparkSession.builder.appName("stemma dedup").getOrCreate()
    documents = spark.read.parquet(args.input)
    found = stemma.spark.dedup(args.input, id=args.id, text=args.text, published=args.published, work=args.work)
    found.links.write.parquet(f"{args.output}/links")
    found.clusters.write.parquet(f"{args.output}/clusters")
    redundant = found.clusters.where("not is_representative").select("document")
    documents.join(redundant, documents[args.id] == redundant["document"], "left_anti").write.parquet(f"{args.output}/kept")
    for name, count in found.summary.items():
        print(f"{name:24} {count}")


if __name__ == "__main__":
    main()
