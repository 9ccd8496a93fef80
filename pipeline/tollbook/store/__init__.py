"""The room ``store``: records into a database, and rows out of it.

One schema (`schema`) for SQLite, PostgreSQL and DuckDB; versions of it in ``migrations/``, applied by `migrate`. `load`
writes records, one transaction for a batch of articles, and the same records twice change nothing. `reviews` keeps what
people decided about claims. `exports` makes the rows that the field expects, under a named policy (`policies`), and
`query` answers SQL, read-only.
"""
