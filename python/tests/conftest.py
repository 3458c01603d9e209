"""What several tests need."""
import pytest

LEVEE = [
    {"id": "post", "outlet": "The Post", "published": "2026-04-16T05:12:00Z", "title": "Levee breaks near Vranjevo",
     "text": "The levee on the Tisza near Vranjevo broke at four in the morning, and water ran into the lower streets. Officials said "
             "38 people were brought to safety by boat. The mayor, Ana Petrov, told reporters that the school would stay closed "
             "until Monday, and that the army had been asked for sandbags and pumps."},
    {"id": "metro", "outlet": "Metro", "published": "2026-04-16T08:30:00Z", "title": "Levee breaks near Vranjevo",
     "text": "The levee on the Tisza near Vranjevo broke at four in the morning, and water ran into the lower streets. Officials said "
             "58 people were brought to safety by boat. The mayor, Ana Petrov, told reporters that the school would stay closed "
             "until Monday, and that the army had been asked for sandbags and pumps."},
    {"id": "pulse", "outlet": "Pulse", "published": "2026-04-16T19:10:00Z", "title": None,
     "text": "A levee on the Tisza near Vranjevo broke this morning. 58 people were brought to safety by boat, officials said, and the "
             "school would stay closed until Monday, as the mayor, Ana Petrov, told reporters."},
    {"id": "bank", "outlet": "The Post", "published": "2026-04-17T10:00:00Z", "title": "Rates unchanged",
     "text": "The central bank left its main rate at 4.5 percent on Friday, as economists had expected, and said that prices would rise "
             "more slowly in the second half of the year than it had thought in March."},
]


@pytest.fixture
def levee() -> list[dict]:
    """Three tellings of one event and a text about another, with the fields of a record."""
    return [dict(document) for document in LEVEE]


@pytest.fixture
def levee_lines(levee, tmp_path):
    """The same as a JSONL file."""
    import json
    path = tmp_path / "levee.jsonl"
    path.write_text("".join(json.dumps(document) + "\n" for document in levee))
    return path
