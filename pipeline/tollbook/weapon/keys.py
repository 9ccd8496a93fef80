"""How a spelling is reduced to a key, so that every way to write a designation is the same.

``TU-22M3``, ``Tu 22M3`` and ``Tu‑22M3`` with a Unicode hyphen share one key, ``T-72`` and ``Т-72`` with a Cyrillic letter
share another; so do ``car bomb``, ``car-bomb`` and ``carbomb``.
"""

from __future__ import annotations

import re
import unicodedata

_LOOK_ALIKE = str.maketrans("авекмнорстухіјѕ", "abekmhopctyxijs")
_ODD = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d"})
_RUN = re.compile(r"[^\W\d_]+|\d+")


def key(text: str) -> str:
    """Reduce a spelling to its letters and digits, lower case, without accents, Cyrillic look-alikes as Latin.

    >>> key("Su\u201124"), key("Wing Loong II"), key("Kızılelma"), key("Т-72")
    ('su24', 'wingloongii', 'kizilelma', 't72')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text.lower().translate(_LOOK_ALIKE).translate(_ODD) if c.isalnum())


def joints(form: str) -> tuple[tuple[int, str], ...]:
    """Where a form may part: offsets in its key, each with what stands there (empty between a letter and a digit).

    >>> joints("Su-24M"), joints("Storm Shadow")
    (((2, '-'), (4, '')), ((5, ' '),))
    """
    found: list[tuple[int, str]] = []
    offset = 0
    end_before: int | None = None
    for run in _RUN.finditer(form):
        if end_before is not None:
            found.append((offset, form[end_before : run.start()]))
        offset += len(key(run.group()))
        end_before = run.end()
    return tuple(found)
