"""What somebody is thought to have done: "is believed to be behind the bombing", "are thought to have shot him"."""

from __future__ import annotations

from .beside import Beside

_SUPPOSED = frozenset({"thought", "believed", "presumed", "suspected", "understood"})
_TO_HAVE_DONE = (("be",), ("have", "been"), ("have",))
_ANSWERABLE = frozenset({"behind", "responsible", "holding", "involved"})
_DONE = frozenset(
    """killed shot attacked ambushed bombed shelled fired launched carried planted laid abducted kidnapped taken staged
    executed murdered struck hit raided seized dropped detonated massacred""".split()
)


def supposed(beside: Beside, at: int, floor: int) -> int | None:
    """Where words that begin with a participle of belief end, if by them somebody is thought to have done it; or null.

    >>> import tollbook
    >>> doc = tollbook.load()("Gunmen shot two drivers. The ELN is believed to be behind the killings.")
    >>> [one.responsibility for one in doc._.circumstance]
    ['suspected']
    """
    words = beside.words
    if words[at] not in _SUPPOSED or words[at + 1 : at + 2] != ["to"]:
        return None
    for form in _TO_HAVE_DONE:
        end = at + 2 + len(form)
        if tuple(words[at + 2 : end]) == form and beside.inside(end, floor):
            done = form == ("have",) and words[end] in _DONE
            return end + 1 if done or words[end] in _ANSWERABLE else None
    return None
