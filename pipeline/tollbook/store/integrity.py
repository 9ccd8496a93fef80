"""Links and keys where the database itself holds none: DuckDB.

What the other engines refuse by a foreign or primary key is looked for in the rows of a batch before its transaction ends:
a row that leads to none, or a key that stands twice, undoes the batch. The questions are made of the schema's own
constraints, so that no link can be forgotten here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from sqlalchemy import Connection, ForeignKeyConstraint, Table

from .schema import METADATA, REPLACED


class BrokenError(Exception):
    """A row that leads to none, or a key that stands twice."""


def check(connection: Connection, articles: Sequence[int]) -> None:
    """Refuse rows of some articles that break a link or a key of the schema.

    Raises:
        BrokenError: For the first of them.
    """
    if not articles:
        return
    # Bounds let DuckDB pass over the blocks of all other articles.
    near = among = f"BETWEEN {min(articles)} AND {max(articles)}"
    if max(articles) - min(articles) >= len(articles):
        among += f" AND article_id IN ({', '.join(str(int(one)) for one in articles)})"
    for question in _questions():
        found = connection.exec_driver_sql(question.format(near=near, among=among)).fetchone()
        if found is not None:
            where, *key = found
            raise BrokenError(f"{where}: {', '.join(map(str, key))}")


@lru_cache(maxsize=1)
def _questions() -> tuple[str, ...]:
    return (*_of_links(), *_of_keys())


def _telling(table: Table) -> list[ForeignKeyConstraint]:
    """The links of a table, without the one to the article where what another must lead to leads there itself."""
    links = sorted(table.foreign_key_constraints, key=lambda one: (one.referred_table.name, *one.column_keys))
    led = any(not table.columns[one.column_keys[-1]].nullable for one in links if len(one.column_keys) > 1)
    return [one for one in links if not (led and one.column_keys == ["article_id"])]


def _of_links() -> Iterator[str]:
    """For each key that is linked to, the rows that lead to none of it."""
    links: dict[tuple[str, ...], list[str]] = {}
    for table in METADATA.sorted_tables:
        if "article_id" not in table.columns and table.name != "articles":
            continue
        # The article's own row is named as the rows of what was found in it are.
        source = "(SELECT id AS article_id, run_id FROM articles)" if table.name == "articles" else f'"{table.name}"'
        for link in _telling(table):
            far = [one.column.name for one in link.elements]
            cells = ", ".join(f'"{own}" AS k{n}' for n, own in enumerate(link.column_keys))
            given = " AND ".join(f'"{own}" IS NOT NULL' for own in link.column_keys)
            words = f"{table.name}.{link.column_keys[-1]} leads to none of {link.referred_table.name}"
            links.setdefault((link.referred_table.name, *far), []).append(
                f"SELECT '{words}' AS says, {cells} FROM {source} WHERE article_id {{among}} AND {given}"
            )
    for (other, *far), rows in links.items():
        met = " AND ".join(f'r.k{n} = o."{name}"' for n, name in enumerate(far))
        bound = {"articles": "id", "runs": None}.get(other, "article_id")
        near = f" WHERE {bound} {{near}}" if bound else ""
        columns = ", ".join(f'"{name}"' for name in far)
        yield (
            f"SELECT r.* FROM ({' UNION ALL '.join(rows)}) r "
            f'ANTI JOIN (SELECT {columns} FROM "{other}"{near}) o ON {met} LIMIT 1'
        )


def _of_keys() -> Iterator[str]:
    """The keys that stand twice, in the tables that have none there."""
    rows = []
    for name in REPLACED:
        key = ["article_id", "id"] if name == "claims" else [one.name for one in METADATA.tables[name].primary_key]
        cells = [f'CAST("{one}" AS VARCHAR)' for one in key[1:]] + ["''"] * (3 - len(key))
        rows.append(
            f"SELECT '{name}: twice' AS says, article_id, {', '.join(f'{one} AS k{n}' for n, one in enumerate(cells))} "
            f'FROM "{name}" WHERE article_id {{among}}'
        )
    yield f"SELECT * FROM ({' UNION ALL '.join(rows)}) GROUP BY ALL HAVING count(*) > 1 LIMIT 1"
