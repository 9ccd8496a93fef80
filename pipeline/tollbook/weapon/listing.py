"""The catalogue for people: a page per entry, a line per entry where there are many, or JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from .catalogue import Entry, look_up

PAGES = 5
"""Up to so many entries are shown with everything that is known; more of them as a line each."""


def listing(query: str, *, as_json: bool = False) -> Iterator[str]:
    """The lines that answer a query; none where nothing fits.

    >>> for line in listing("Backfire-C"):
    ...     print(line)
    Tu-22M3 (tu-22m3)
      class      aircraft > bomber > tu-22m > tu-22m3
      kind       platform
      maker      Tupolev, RU
      native     Ту-22М3
      aliases    Backfire-C
      UNROCA IV  AOAV air_launched  ACLED Air/drone strike
    >>> list(listing("no such thing"))
    []
    """
    entries = look_up(query)
    if as_json:
        yield from (json.dumps(asdict(entry), ensure_ascii=False) for entry in entries)
    elif len(entries) <= PAGES:
        for entry in entries:
            yield from _page(entry)
    else:
        yield from _lines(entries)


def _page(entry: Entry) -> Iterator[str]:
    yield f"{entry.name} ({entry.id})"
    made = ", ".join(part for part in (entry.maker, entry.origin) if part)
    facts = (
        ("class", " > ".join(entry.path)),
        ("kind", entry.kind),
        ("maker", made),
        ("calibre", entry.calibre),
        ("NATO", ", ".join(entry.nato)),
        ("native", entry.native),
        ("aliases", ", ".join(alias for alias in entry.aliases if alias not in entry.nato)),
        ("variants", ", ".join(entry.variants)),
    )
    yield from (f"  {name:<10} {value}" for name, value in facts if value)
    crosswalk = (("UNROCA", entry.unroca), ("AOAV", entry.aoav), ("ACLED", entry.acled))
    if any(value for _, value in crosswalk):
        yield "  " + "  ".join(f"{name} {value or '-'}" for name, value in crosswalk)


def _lines(entries: Sequence[Entry]) -> Iterator[str]:
    width = max(len(entry.name) for entry in entries)
    for entry in entries:
        yield f"{entry.name:<{width}}  {' > '.join(entry.path[:2])}  {entry.origin or ''}".rstrip()
