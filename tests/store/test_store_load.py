"""Loading, the same over every engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import store_records
from conftest_store import answers, change, dump, loaded
from sqlalchemy.exc import DBAPIError

from tollbook.store import fitness, integrity
from tollbook.store import rows as made_rows
from tollbook.store.load import Line, Refused, load
from tollbook.store.reviews import Review, add
from tollbook.store.schema import LOADED, METADATA, columns
from tollbook.store.urls import Address
from tollbook.store.views import VIEWS

Fresh = Callable[[], Address]


def test_every_cell_of_every_record_is_there(fresh: Fresh, records: tuple[bytes, ...]) -> None:
    address = fresh()
    assert loaded(address, records).new == len(records)
    found = dump(address)
    wanted: dict[str, list[tuple[Any, ...]]] = {table: [] for table in LOADED}
    for n, line in enumerate(records, 1):
        for table, some in made_rows.rows(made_rows.entry(line), n, 1, "now").items():
            wanted[table] += some
    wanted["runs"] = list(set(wanted["runs"]))
    wanted["extractions"] = [row[:-1] for row in wanted["extractions"]]
    for table in LOADED:
        assert found[table] == sorted(wanted[table], key=repr), table
    assert len(wanted["claims"]) == sum(len(json.loads(line)["casualties"]) for line in records)


def test_engines_hold_the_same(fresh_of: Callable[[str], Address], records: tuple[bytes, ...]) -> None:
    dumps = []
    for engine in ("sqlite", "duckdb", "postgresql"):
        address = fresh_of(engine)
        loaded(address, records)
        dumps.append(dump(address))
    assert dumps[0] == dumps[1] == dumps[2]


def test_same_records_again_change_nothing(fresh: Fresh, records: tuple[bytes, ...]) -> None:
    address = fresh()
    loaded(address, records)
    before = dump(address)
    done = loaded(address, [json.dumps(json.loads(line), indent=None).encode() for line in reversed(records)])
    assert (done.new, done.replaced, done.unchanged) == (0, 0, len(records))
    assert dump(address) == before


def test_batches_of_any_size_give_the_same(fresh: Fresh, records: tuple[bytes, ...]) -> None:
    found = []
    for size in (1, 4, 1000):
        address = fresh()
        loaded(address, [*records, *map(store_records.another_run, records[:5]), *records], batch=size)
        found.append(dump(address))
    assert found[0] == found[1] == found[2]


def test_a_new_extraction_takes_the_place_of_the_old(fresh: Fresh, records: tuple[bytes, ...]) -> None:
    address = fresh()
    loaded(address, records)
    before = dump(address)
    changed = [store_records.another_run(line) for line in records[:4]]
    changed[0] = changed[0].replace(b'"harm":"killed"', b'"harm":"injured"')
    done = loaded(address, changed)
    assert (done.new, done.replaced, done.unchanged) == (0, 4, 0)
    after = dump(address)
    assert len(after["runs"]) == 2
    for table in ("spans", "places", "dates", "weapons", "actors", "incident_claims"):
        assert after[table] == before[table]
    old = [row for row in before["claims"] if row[1] <= 4]
    assert len(after["claim_history"]) == len(old)
    history = {(row[0], row[2]): row[4] for row in after["claim_history"]}
    assert history == {(row[1], row[2]): row[4] for row in old}
    assert {row[3] for row in after["claim_history"]} == {before["runs"][0][0]}
    assert "killed" not in {row[4] for row in after["claims"] if row[1] == 1}
    versions = answers(address, "SELECT count(*), count(DISTINCT run_id) FROM claim_versions")
    assert versions == [(len(before["claims"]) + len(old), 2)]


def test_an_earlier_extraction_comes_back_only_when_asked(fresh: Fresh, records: tuple[bytes, ...]) -> None:
    address = fresh()
    loaded(address, records)
    loaded(address, [store_records.another_run(records[0])])
    before = dump(address)
    assert loaded(address, records).unchanged == len(records)
    assert dump(address) == before
    assert loaded(address, records, again=True).replaced == 1
    assert [row[1] for row in dump(address)["extractions"] if row[0] == 1] == [1, 2, 3]
    assert loaded(address, records, again=True).replaced == 0


def test_the_same_text_under_two_addresses_is_two_articles(fresh: Fresh) -> None:
    address = fresh()
    lines = [json.dumps(store_records.handmade(url=f"https://example.org/{n}")).encode() for n in (1, 2)]
    assert loaded(address, [*lines, *lines]).new == 2
    assert loaded(address, lines).unchanged == 2
    assert len({row[1] for row in dump(address)["articles"]}) == 2


def test_one_article_twice_in_a_batch_is_replaced_once(fresh: Fresh, records: tuple[bytes, ...]) -> None:
    address = fresh()
    lines = [records[0], store_records.another_run(records[0])]
    done = loaded(address, lines)
    assert (done.new, done.replaced) == (1, 1)
    before = dump(address)
    assert loaded(address, lines).unchanged == 2
    assert dump(address) == before


def _review(address: Address, claim: str, verdict: Any, **more: Any) -> None:
    article = answers(address, "SELECT record_id FROM articles WHERE id = 1")[0][0]
    add(address, Review(article, claim, verdict, "Ada", at=more.pop("at", "2024-01-01T00:00:00Z"), **more))


def test_reviews_survive_a_new_extraction(fresh: Fresh, records: tuple[bytes, ...]) -> None:
    address = fresh()
    loaded(address, records[:2])
    first, second, third = (one["id"] for one in json.loads(records[0])["casualties"][:3])
    _review(address, first, "rejected", at="2023-01-01T00:00:00Z")
    _review(address, first, "corrected", low=5, high=7, note="as the ministry says")
    _review(address, second, "rejected")
    _review(address, third, "accepted")
    question = "SELECT quote, low, high, verdict, low_as_read FROM claim_list WHERE verdict IS NOT NULL ORDER BY number"
    before = answers(address, question)
    assert before[0][1:4] == (5, 7, "corrected")
    assert [row[3] for row in before] == ["corrected", "rejected", "accepted"]
    # The new extraction numbers its claims anew, and no longer reads the third.
    data = json.loads(store_records.another_run(records[0]))
    _renumber(data, drop=third)
    loaded(address, [json.dumps(data).encode()])
    assert answers(address, question) == before[:2]
    unmatched = answers(address, "SELECT verdict, reviewer FROM reviews_unmatched")
    assert unmatched == [("accepted", "Ada")]
    assert len(dump(address)["reviews"]) == 4


def _renumber(data: dict[str, Any], drop: str) -> None:
    data["casualties"] = [one for one in data["casualties"] if one["id"] != drop]
    names = {one["id"]: f"c{900 + n}" for n, one in enumerate(data["casualties"])}
    for claim in data["casualties"]:
        claim["id"] = names[claim["id"]]
        for field in ("subset_of", "same_as", "superseded_by"):
            claim[field] = names.get(claim[field])
    for incident in data["incidents"]:
        incident["claims"] = [names[one] for one in incident["claims"] if one in names]


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_answers(fresh: Fresh, records: tuple[bytes, ...], view: str) -> None:
    address = fresh()
    loaded(address, records)
    found = answers(address, f"SELECT * FROM {view}")
    data = [json.loads(line) for line in records]
    wanted = {
        "claim_list": sum(len(one["casualties"]) for one in data),
        "claim_versions": sum(len(one["casualties"]) for one in data),
        "incident_list": sum(len(one["incidents"]) for one in data),
        "weapons_by_incident": sum(len(i["weapons"]) for one in data for i in one["incidents"]),
        **dict.fromkeys(("current_reviews", "claim_reviews", "reviews_unmatched"), 0),
    }
    assert len(found) == wanted.get(view, len(found))
    assert found or "review" in view


def test_incident_list_says_what_the_records_say(fresh: Fresh, records: tuple[bytes, ...]) -> None:
    address = fresh()
    loaded(address, records)
    found = answers(address, "SELECT record_id, incident_id, killed_best, sources, claims FROM incident_list")
    wanted = []
    for line in records:
        data = json.loads(line)
        wanted += [
            (
                made_rows.entry(line).record_id,
                one["id"],
                one["toll"].get("killed", {}).get("best"),
                "; ".join(one["sources"]) or None,
                len(one["claims"]),
            )
            for one in data["incidents"]
        ]
    assert sorted(found, key=repr) == sorted(wanted, key=repr)


def test_full_text_search(fresh: Fresh, records: tuple[bytes, ...]) -> None:
    address = fresh()
    loaded(address, records)
    loaded(address, map(store_records.another_run, records))
    if address.engine == "duckdb":  # no stems: a word finds those that begin with it
        articles = "SELECT id FROM article_search('Shelling')"
        quotes = "SELECT number FROM quote_search('child')"
    elif address.engine == "sqlite":
        articles = "SELECT rowid FROM article_search WHERE article_search MATCH 'shelling'"
        quotes = "SELECT rowid FROM quote_search WHERE quote_search MATCH 'children'"
        change(address, "INSERT INTO quote_search (quote_search) VALUES ('integrity-check')")
        change(address, "INSERT INTO article_search (article_search) VALUES ('integrity-check')")
    else:
        articles = "SELECT id FROM articles WHERE search @@ websearch_to_tsquery('english', 'shelling')"
        quotes = "SELECT number FROM claims WHERE search @@ websearch_to_tsquery('english', 'children')"
    held = [n for n, line in enumerate(records, 1) if "shelling" in json.loads(line)["text"].lower()]
    assert set(held) <= {row[0] for row in answers(address, articles)}
    found = {row[0] for row in answers(address, quotes)}
    assert found == {
        row[0] for row in answers(address, "SELECT number, quote FROM claims") if "child" in row[1].lower()
    }


def test_searches_of_duckdb(fresh_of: Callable[[str], Address]) -> None:
    address = fresh_of("duckdb")
    texts = (
        "Shells hit a café in Dorna. Shells again.",
        "A shell hit Dorna.",
        "The eggshell of Обстрел.",
        "100% (sure)",
    )
    loaded(address, [json.dumps(store_records.handmade(text)).encode() for text in texts])

    def found(words: str) -> list[int]:
        return [row[0] for row in answers(address, f"SELECT id FROM article_search('{words}')")]

    assert found("shell") == [1, 2]
    assert found("SHELL dorna") == [1, 2]
    assert found("shells cafe") == [1]
    assert found("обстрел") == [3]
    assert found(" (sure ") == [4]
    assert found("s.*l") == []
    assert answers(address, "SELECT hits FROM article_search('shells')") == [(2,)]


def test_a_record_that_breaks_a_link_is_refused(fresh: Fresh, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whatever is wrong with a record is seen before: here nobody looks, and the database itself must refuse.
    monkeypatch.setattr(fitness, "_reason", lambda record: None)
    address = fresh()
    broken = []
    for field, value in (("place", "p9"), ("same_as", "c9"), ("attribution", "t9"), ("span", "s9")):
        data = store_records.handmade(f"Two men died: {field}.")
        data["casualties"][0][field] = value
        broken.append(data)
    data = store_records.handmade("Two men died: twice.")
    data["casualties"] *= 2
    broken.append(data)
    sound = [json.dumps(store_records.handmade(f"Two men died: {n}.")).encode() for n in range(3)]
    refused: list[Refused] = []
    lines = [*sound[:2], *(json.dumps(one).encode() for one in broken), sound[2]]
    done = load([Line(line, "r.jsonl", n) for n, line in enumerate(lines, 1)], address, refuse=refused.append)
    assert (done.new, [one.line for one in refused]) == (3, [3, 4, 5, 6, 7])
    # Nor is a sound one replaced by it.
    worse = json.loads(sound[0])
    worse["incidents"][0]["claims"] = ["c9"]
    before = dump(address)
    assert load([Line(json.dumps(worse).encode())], address).refused == 1
    assert dump(address) == before
    if address.engine == "duckdb":
        assert "claims.place leads to none of places" in refused[0].reason


def test_every_link_of_the_schema_is_looked_after() -> None:
    asked = " ".join(integrity._questions())
    for table in METADATA.sorted_tables:
        for one in integrity._telling(table) if "article_id" in table.columns else ():
            assert f"'{table.name}.{one.column_keys[-1]} leads to none of {one.referred_table.name}'" in asked


def test_a_file_that_is_opened_again_meanwhile_holds_the_same(
    fresh_of: Callable[[str], Address], records: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    undisturbed, address = fresh_of("duckdb"), fresh_of("duckdb")
    lines = [*records, *map(store_records.another_run, records[:5])]
    loaded(undisturbed, lines)
    monkeypatch.setattr("tollbook.store.load.DUCKDB_BYTES_OPEN", 1)
    loaded(address, lines, batch=3)
    assert dump(address) == dump(undisturbed)


def test_links_hold(fresh: Fresh, records: tuple[bytes, ...]) -> None:
    address = fresh()
    if address.engine == "duckdb":
        pytest.skip("DuckDB's tables have no links: what is loaded is checked, see the room's integrity.py")
    loaded(address, records)
    with pytest.raises(DBAPIError):
        change(address, "UPDATE claims SET place = 'p999' WHERE number = 1000001")
    change(address, "DELETE FROM articles WHERE id = 1")
    assert not [row for table, rows in dump(address).items() for row in rows if table == "spans" and row[0] == 1]


def test_what_one_record_breaks_costs_only_that_record(fresh: Fresh, records: tuple[bytes, ...]) -> None:
    address = fresh()
    # More than an index of PostgreSQL takes; the other engines do not mind.
    culprit = json.dumps(store_records.handmade(published="".join(chr(0x4E00 + n) for n in range(6000)))).encode()
    lines = [*records[:3], culprit, *records[3:]]
    refused: list[Refused] = []
    done = load([Line(line, "r.jsonl", n) for n, line in enumerate(lines, 1)], address, refuse=refused.append)
    assert done.new == len(records) + (address.engine != "postgresql")
    assert [one.line for one in refused] == ([4] if address.engine == "postgresql" else [])


def test_a_failure_leaves_whole_batches(fresh: Fresh, records: tuple[bytes, ...]) -> None:
    address, undisturbed = fresh(), fresh()

    def broken_off() -> Iterator[Line]:
        yield from map(Line, records[:10])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        load(broken_off(), address, batch=4)
    assert len(dump(address)["articles"]) == 8
    loaded(address, records)
    loaded(undisturbed, records)
    assert dump(address) == dump(undisturbed)


def test_columns_of_rows_are_those_of_the_tables(records: tuple[bytes, ...]) -> None:
    for line in records:
        for table, some in made_rows.rows(made_rows.entry(line), 1, 1, "").items():
            assert {len(row) for row in some} <= {len(columns(table))}
