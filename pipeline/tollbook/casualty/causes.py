"""What a sentence tells of: armed violence, harm from other causes, or talk that only sounds like violence.

An earthquake, a bus crash and cholera kill, and so do strikers, funds and heroes of films, in words; none of it is armed
violence. The sentence of a harm decides first; where it says nothing, the sentence before it in the same paragraph; where the
whole article is about such things, its opening.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from spacy.tokens import Doc

from ..lexicon import Lookup, table
from ..spans import lowers
from .sentence import Hit
from .tables import expand

Kind: TypeAlias = Literal["nature", "disease", "accident", "innocent", "sport", "market", "fiction", "violent", "force"]

_BLIND = frozenset({"nature", "disease", "accident"})
_SAYS_SO = "innocent"
"""Words that say of a blast or a fire that nobody meant it."""
_TALK = frozenset({"sport", "market", "fiction"})
_VIOLENCE = frozenset({"violent", "force"})
_OPENING = 130
"""How many tokens open an article and say what it is about."""
_LEAST_TALK = 2
"""How many signs of one kind of talk the opening must hold, as one may stand in any article."""
_LEAST_BLIND = 3
_VIOLENT_VERBS = frozenset(
    """verb.murder verb.assassinate verb.massacre verb.slaughter verb.behead verb.decapitate verb.lynch verb.execute
    verb.slay verb.butcher verb.strangle noun.murder noun.assassination noun.massacre noun.execution noun.beheading
    noun.killing idiom.shoot_dead idiom.gun_down verb.stab verb.crucify""".split()
)
_BLIND_HARMS = frozenset({"killed", "injured", "killed_or_injured", "missing", "displaced", "unharmed"})


@dataclass(frozen=True, slots=True)
class Cause:
    """A row of ``causes.csv``."""

    form: str
    kind: Kind
    example: str


@lru_cache(maxsize=1)
def _signs_by_form() -> Mapping[str, Kind]:
    return {" ".join(words): row.kind for row in table("casualty", "causes", Cause, ()) for words in expand(row.form)}


@lru_cache(maxsize=1)
def _causes() -> Lookup[Kind]:
    return Lookup(_signs_by_form())


@lru_cache(maxsize=1)
def _marks() -> frozenset[str]:
    """The longest word of each sign of another cause or of talk: a text without any of them holds none.

    Words that rule violence out ("no sign of an attack") count beside such a sign alone, and are looked for only then.
    """
    signs = [form.split() for form, kind in _signs_by_form().items() if kind in _BLIND | _TALK]
    return frozenset(max(words, key=len) for words in signs)


def _is_mostly(blind: list[Kind], opening: list[Kind]) -> bool:
    """Whether an opening full of other causes has no more than a word that may be violence ("we are fighting cholera")."""
    return len(blind) >= _LEAST_BLIND and "violent" not in opening and opening.count("force") == 1


class Causes:
    """The kinds of things that the sentences of one document tell of."""

    def __init__(self, doc: Doc) -> None:
        self.words = lowers(doc)
        self.doc = doc
        self.quiet = _marks().isdisjoint(self.words)
        self._kinds: dict[int, list[Kind]] = {}
        self._topic: Kind | None = None if self.quiet else self._about()

    def excludes(self, hit: Hit) -> bool:
        """Whether a harm is told of as something else than armed violence."""
        if self.quiet:
            return False
        sentence = self.doc[hit.trigger.token].sent
        own = set(self._of(sentence.start, sentence.end))
        if self._topic in _TALK:
            return "violent" not in own or self._topic == "fiction"
        if own & _TALK and not own & _VIOLENCE:
            return True
        if hit.trigger.harm not in _BLIND_HARMS or hit.trigger.rule in _VIOLENT_VERBS or own & _VIOLENCE:
            return False
        return bool(own & _BLIND) or self._topic in _BLIND or self._follows(sentence.start)

    def _of(self, start: int, end: int) -> list[Kind]:
        found = self._kinds.get(start)
        if found is None:
            found = self._kinds[start] = self._signs(start, end)
        return found

    def _signs(self, start: int, end: int) -> list[Kind]:
        return _causes().within(self.words, start, end)

    def _about(self) -> Kind | None:
        """What the opening of the article is about, where that is no violence."""
        opening = self._signs(0, min(len(self.doc), _OPENING))
        for kind in sorted(_TALK):
            if opening.count(kind) >= _LEAST_TALK and "violent" not in opening:  # type: ignore[arg-type]
                return kind  # type: ignore[return-value]
        blind = [kind for kind in opening if kind in _BLIND]
        if blind and (_VIOLENCE.isdisjoint(opening) or _is_mostly(blind, opening)):
            return blind[0]
        innocent = bool(blind) and "violent" not in opening and _SAYS_SO in self._signs(0, len(self.doc))
        return "accident" if innocent else None

    def _follows(self, start: int) -> bool:
        """Whether the sentence before, in the same paragraph, tells of a harm without violence."""
        if start == 0 or (self.doc[start - 1].is_space and "\n" in self.doc[start - 1].text):
            return False
        before = self.doc[start - 1].sent
        kinds = set(self._of(before.start, before.end))
        if kinds & _VIOLENCE:
            return False
        return bool(kinds & _BLIND) or (not kinds and self._follows(before.start))
