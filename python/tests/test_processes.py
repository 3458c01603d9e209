"""Threads, forks, spawned processes, and Ctrl-C."""
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import pyarrow
import pytest

import stemma


def links_of(documents):
    return stemma.dedup(documents, threads=2).links.to_pylist()


def traced(documents):
    return stemma.trace(documents, threads=2).to_json()


def test_threads_search_and_trace_at_the_same_time(levee):
    expected = links_of(levee), traced(levee)
    found = []
    threads = [threading.Thread(target=lambda: found.append((links_of(levee), traced(levee)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


def test_other_threads_run_while_the_core_works():
    """With the lock held, the counter could move a few times only, before the search and behind it, however long that takes."""
    ticks = 0
    is_over = threading.Event()

    def count():
        nonlocal ticks
        while not is_over.is_set():
            ticks += 1
            time.sleep(0.001)

    counter = threading.Thread(target=count)
    counter.start()
    moved = 0
    texts = 20000
    while moved < 20 and texts <= 640000:
        table = pyarrow.table({"text": [f"text {number} " * 40 for number in range(texts)]})
        before = ticks
        stemma.dedup(table)
        moved = ticks - before
        texts *= 2
    is_over.set()
    counter.join()
    assert moved >= 20


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_worker_processes_give_the_same_answer(method, levee):
    expected = links_of(levee), traced(levee)  # the parent has used the core before it forks
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(links_of, [levee] * 3, chunksize=1) == [expected[0]] * 3
        assert pool.map(traced, [levee] * 3, chunksize=1) == [expected[1]] * 3


def test_a_fork_while_another_thread_works_is_safe(levee):
    expected = links_of(levee)
    table = pyarrow.table({"text": [f"text {number} " * 40 for number in range(20000)]})
    worker = threading.Thread(target=lambda: stemma.dedup(table))
    worker.start()
    child = os.fork()
    if child == 0:
        os._exit(0 if links_of(levee) == expected else 1)
    assert os.waitpid(child, 0)[1] == 0
    worker.join()


def test_progress_tells_the_stages(levee):
    table = pyarrow.table({"text": [f"text {number} " * 40 for number in range(20000)]})
    told = []
    stemma.dedup(table, progress=lambda stage, done, total: told.append((stage, done, total)))
    assert {stage for stage, _, _ in told} <= {"read", "pair", "compare"} and told
    told.clear()
    stemma.trace(levee, progress=lambda *step: told.append(step))
    assert told


def test_what_a_progress_function_raises_ends_the_work(levee):
    class Enough(Exception):
        pass

    def stop(*_):
        raise Enough
    for work in (stemma.dedup, stemma.trace):
        with pytest.raises(Enough):
            work(levee, progress=stop)
    assert stemma.dedup(levee).links.to_pylist()


@pytest.mark.parametrize("work", ["dedup", "trace"])
def test_ctrl_c_ends_the_work_soon(work):
    """A child that says when it is within the core gets SIGINT and must end as Python does."""
    program = textwrap.dedent(f"""
        import pyarrow, random, stemma, sys
        words = [f"w{{n}}" for n in range(5000)]
        chance = random.Random(7)
        texts = [" ".join(chance.choices(words, k=400)) + "." for _ in range(500)] * 100
        table = pyarrow.table({{"text": [f"{{n}} {{text}}" for n, text in enumerate(texts)]}})
        try:
            stemma.{work}(table, threads=2, progress=lambda *_: print("within", flush=True))
        except KeyboardInterrupt:
            print("interrupted", flush=True)
            sys.exit(3)
        print("not interrupted", flush=True)
    """)
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout.readline() == "within\n"
        child.send_signal(signal.SIGINT)
        said, _ = child.communicate(timeout=120)
        assert child.returncode == 3 and said.splitlines()[-1] == "interrupted"


def test_import_is_quick_and_loads_no_library_of_tables():
    program = "import sys, time; begin = time.process_time(); import stemma; took = time.process_time() - begin; " \
              "print(took, *sorted({'pandas', 'polars', 'pyarrow', 'numpy', 'networkx', 'pyspark'} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert said[1:] == []
    assert float(said[0]) < 1  # docs/python.md states what it is; this is far above, so that a busy machine does not matter
