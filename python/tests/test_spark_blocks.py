"""What a task of stemma.spark holds on its way out, without Spark: so much and no more, however many shares there are."""
import struct

import pyarrow
import pytest

numpy = pytest.importorskip("numpy")

from stemma import _core  # noqa: E402
from stemma import _spark_work as work_of  # noqa: E402

MUCH = 4 << 20  # what blocks may take before they are sent, as python/src/partition_steps.hpp has it
PIECE = 1 << 17  # common anchors, as python/src/pair_steps.cpp has it
PAIR = numpy.dtype([("left", "<u4"), ("right", "<u4"), ("common", "<u2"), ("in_crowds", "<u2")])


def test_a_batch_has_its_blocks_as_arrow_would_build_it():
    blocks = [(3, 2, b"ab"), (0, -7, b""), (65, 1, bytes(range(256)))]
    batch = work_of.Sender.batch(blocks)
    batch.validate(full=True)
    assert batch == pyarrow.record_batch([list(column) for column in zip(*blocks)], schema=work_of.BLOCKS)


def test_small_blocks_take_nothing_of_arrow_beside_their_bytes():
    blocks = [(share, 1, bytes(1000)) for share in range(1000)]
    pool = pyarrow.proxy_memory_pool(pyarrow.default_memory_pool())
    before = pyarrow.default_memory_pool()
    pyarrow.set_memory_pool(pool)
    try:
        batch = work_of.Sender.batch(blocks)
    finally:
        pyarrow.set_memory_pool(before)
    assert batch.num_rows == 1000
    assert pool.max_memory() < 64 << 10


def anchor_rows(part_documents, documents, anchors):
    """Of each part what it sends to one share: each anchor is one of three documents, so it makes three pairs."""
    anchor = numpy.repeat(numpy.arange(anchors, dtype=numpy.uint64), 3)
    third = documents // 3
    document = (numpy.random.default_rng(20).integers(0, third, 3 * anchors) + numpy.arange(3 * anchors) % 3 * third).astype(numpy.uint64)
    part, local = numpy.divmod(document, numpy.uint64(part_documents))
    rows = anchor << numpy.uint64(23) | local
    return [struct.pack("<I", number) + rows[part == number].tobytes() for number in range(documents // part_documents)]


@pytest.fixture(scope="module")
def pairs_of_few_and_many_parts():
    """Pairs of the same documents, in the pieces in which they are given."""
    documents, found = 65_000, []
    for part_documents in (13_000, 1_000):
        ends = list(range(part_documents, documents + 1, part_documents))
        share = _core.AnchorsOfShare(anchor_rows(part_documents, documents, 200_000), [], ends)
        pieces = []
        while not share.at_end():
            given = [(part, numpy.frombuffer(data, PAIR)) for part, kind, data in share.take() if kind == work_of.PAIRS]
            assert all((pairs["left"] // part_documents == part).all() for part, pairs in given)
            if given:
                pieces.append(numpy.concatenate([pairs for _, pairs in given]))
        found.append(pieces)
    return found


def test_pairs_are_given_before_they_are_much_to_few_parts_and_to_many(pairs_of_few_and_many_parts):
    for pieces in pairs_of_few_and_many_parts:
        assert len(pieces) > 1
        assert max(piece.nbytes for piece in pieces) < MUCH + 1.25 * PIECE * PAIR.itemsize


def test_the_same_pairs_are_found_in_few_parts_and_in_many(pairs_of_few_and_many_parts):
    few, many = (numpy.concatenate(pieces) for pieces in pairs_of_few_and_many_parts)
    keys = [numpy.sort(found["left"].astype(numpy.uint64) << numpy.uint64(32) | found["right"]) for found in (few, many)]
    assert numpy.array_equal(*keys)
    assert few["common"].sum() == many["common"].sum() == 3 * 200_000
    assert few["in_crowds"].sum() == many["in_crowds"].sum() == 0
