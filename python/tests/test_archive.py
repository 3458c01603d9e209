"""stemma.Archive"""
import datetime
import multiprocessing
import os
import threading

import pyarrow
import pytest

import stemma


@pytest.fixture
def archive(tmp_path):
    return stemma.Archive.create(tmp_path / "news")


def test_documents_in_any_form_are_added_once(archive, levee, levee_lines):
    assert archive.add(levee)["documents"] == 4
    again = archive.add(pyarrow.Table.from_pylist(levee))
    assert (again["documents"], again["known"]) == (0, 4)
    assert archive.add(levee_lines)["known"] == 4
    assert archive.stats()["documents"] == 4
    assert archive.check()["faults"] == []


def test_a_passage_is_found_again_with_who_told_it(archive, levee):
    archive.add(levee)
    answer = archive.query(levee[1]["text"])
    assert answer["matches"][0]["id"] == "metro"
    assert {match["id"] for match in answer["matches"]} == {"metro", "post", "pulse"}
    late = archive.query(levee[1]["text"], since=datetime.date(2026, 4, 16), outlet="Pulse")
    assert [match["id"] for match in late["matches"]] == ["pulse"]
    assert archive.query(levee[1]["text"], until="2026-04-15")["matches"] == []
    with pytest.raises(stemma.BadOption, match="yesterday"):
        archive.query("a text", since="yesterday")


def test_a_story_is_what_trace_finds(archive, levee):
    archive.add(levee)
    stories = archive.stories()
    assert [story["documents"] for story in stories] == [3]
    report = archive.story("post")
    assert isinstance(report, stemma.Report)
    assert [row["id"] for row in report.documents.to_pylist()] == ["metro", "post", "pulse"]
    assert report.to_json() == archive.story(stories[0]["story"]).to_json()
    assert '"metro"' in archive.export("documents")
    with pytest.raises(stemma.NoInput):
        archive.story("nobody")
    with pytest.raises(stemma.BadOption):
        archive.export("pictures")


def test_what_is_removed_is_not_found(archive, levee):
    archive.add(levee)
    assert archive.remove("metro") == 1
    with pytest.raises(stemma.NoInput, match="metro"):
        archive.remove(["metro"])
    archive.compact()
    assert "metro" not in {match["id"] for match in archive.query(levee[1]["text"])["matches"]}


def test_what_is_no_archive_is_refused(tmp_path, archive):
    with pytest.raises(stemma.NoInput):
        stemma.Archive(tmp_path / "nothing")
    with pytest.raises(stemma.Error):
        stemma.Archive.create(tmp_path / "news")


def test_threads_share_an_archive(archive, levee):
    archive.add(levee)
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(archive.query(levee[0]["text"]))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8 and all(answer == answers[0] for answer in answers)


def test_a_forked_process_opens_it_anew(archive, levee):
    archive.add(levee)
    expected = archive.query(levee[0]["text"])
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(archive_query, [(archive, levee[0]["text"])] * 4, chunksize=1) == [expected] * 4
    child = os.fork()
    if child == 0:
        os._exit(0 if archive.query(levee[0]["text"]) == expected else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert archive.query(levee[0]["text"]) == expected


def archive_query(asked):
    archive, text = asked
    return archive.query(text)
