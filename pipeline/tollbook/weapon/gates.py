"""Whether a word that is also something else is a weapon here: context decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from spacy.tokens import Doc

from ..spans import starts
from .abbreviations import spelled_out
from .forms import Form
from .keys import key
from .kinship import kin
from .scan import Segment
from .tables import Noun, System, contexts, not_weapons, themes, types

ENOUGH = 4
"""Words of war that an article must hold for it to be about war, where a sentence holds none."""

ENOUGH_OF_THEME = {"sport": 5, "market": 6, "fiction": 6, "mining": 3}
"""Different words of a theme that an article must hold for it to be about that."""

NEAR = 12
"""Most tokens between a gated name and the word of its kind that opens the gate."""

MIN_STEM = 3
"""Fewer letters of a designation are no name of their own."""

DOWNED_REACH = 3
"""Most tokens between a name and the word before it that says it was brought down."""

CUE_REACH = 4
"""Most tokens between a gated name and one of its own cue words."""

_ROADS = frozenset("highway highways road motorway freeway route junction exit visa visas interstate bus line".split())
_BURIED = frozenset("stepped trod planted laid laying anti-tank anti-personnel disarmed cleared buried".split())
_ROOMS = frozenset(
    "block flat apartment room building stairs form schedule postcode terminal platform seat row".split()
)
_DETERMINERS = frozenset(
    """a an the this that these those another each every any some no more several many few of by in with from against
    under after during amid following despite between between two three four five six seven eight nine ten dozens heavy
    new fresh recent deadly intense his her its their and &""".split()
)
_VERBAL = frozenset(
    "was were is are been be to will would can could may might must should shall not n't they we you i he she it who".split()
)
_CERTAIN = frozenset("a an the such another one old".split())
_PREPOSITIONS = frozenset("by in from of under with amid after during".split())
_DOWNED = frozenset("downed intercepted debris wreckage downing intercepting".split())
_FLYING = frozenset({"aircraft", "helicopter", "uav", "missile", "rocket"})
_PASSIVE = frozenset("was were been being be is are got get".split())
_ENDED = frozenset({"dead", "down", "death", "alive"})
_SUFFERED = frozenset({"by", "dead", "to"})
_AMOUNTS = frozenset({"at least", "more than", "up to", "as many", "no fewer"})
_THROWS = frozenset(
    "throw throws threw thrown throwing hurl hurled hurling pelt pelted pelting lob lobbed lobbing slingshots".split()
)
_PLACING = frozenset("in at near from around".split())
_SHARP = frozenset({"bomb", "missile", "warhead", "munition"})
_BLUNT = frozenset({"jet", "plane", "aircraft", "helicopter", "drone", "tank", "rocket"})
_SERVICES = frozenset({"mi5", "mi6"})
_HELICOPTERS = frozenset("helicopter helicopters chopper choppers".split())
_BLOWS = frozenset(
    """exploded explodes explode exploding detonated detonating detonate defused went blew blown stepped trod planted
    laid laying lay anti-tank anti-personnel disarmed cleared buried drove ran triggered defuse defuses hidden packed
    rigged""".split()
)
_OBJECTS = ("DT", "CD", "PRP", "NN", "JJ", "WP")
_STRIKERS_REACH = 5
_AFTER_NOUNS = frozenset("on against by from at of in that which killed hit targeted landed fell exploded . ,".split())


@lru_cache(maxsize=1)
def _words(where: str) -> frozenset[str]:
    return frozenset(key(row.form) for row in not_weapons() if row.where == where)


@lru_cache(maxsize=1)
def blocking_after() -> frozenset[str]:
    """Keys of nouns that make a weapon noun before them a mere modifier."""
    return frozenset(key(row.form) for row in not_weapons() if row.where == "after")


@lru_cache(maxsize=1)
def blocking_before() -> frozenset[str]:
    """Keys of words that make a noun after them no weapon."""
    return frozenset(key(row.form) for row in not_weapons() if row.where == "before")


class Gates:
    """The gates of one document.

    Attributes:
        settled: Ids of systems that stood beside a word of their kind somewhere in the document.
    """

    def __init__(self, doc: Doc, keys: Sequence[str], segments: Sequence[Segment]) -> None:
        self._doc = doc
        self._keys = keys
        self._segments = segments
        self.settled: set[str] = set()

    @cached_property
    def _war(self) -> list[int]:
        words = contexts()
        return [i for i, whole in enumerate(self._keys) if whole in words]

    @cached_property
    def about_war(self) -> bool:
        """Whether the document as a whole speaks of war."""
        return len({self._keys[i] for i in self._war}) >= ENOUGH

    @cached_property
    def themes(self) -> frozenset[str]:
        """What else the document is about: themes in which weapons are figures of speech, props or pits."""
        known = themes()
        counts: dict[str, int] = {}
        for word in set(self._keys) & known.keys():
            for theme in known[word]:
                counts[theme] = counts.get(theme, 0) + 1
        return frozenset(theme for theme, count in counts.items() if count >= ENOUGH_OF_THEME[theme])

    @cached_property
    def is_figurative(self) -> bool:
        """Whether the document is about a theme whose words of war are figures of speech."""
        return not self.themes.isdisjoint(("sport", "market"))

    @cached_property
    def _sentences(self) -> list[int]:
        """For each token the start of its sentence."""
        found: list[int] = []
        current = 0
        for i, start in enumerate(starts(self._doc)):
            if start:
                current = i
            found.append(current)
        return found

    def speaks_of_war(self, segment: Segment) -> bool:
        """Whether the sentence, without the segment, or the document speaks of war."""
        sentence = self._sentences[segment.start]
        if self.is_figurative:
            words = contexts()
            return any(self._sentences[i] == sentence and not words[self._keys[i]] for i in self._war)
        if self.about_war:
            return True
        return any(self._sentences[i] == sentence and not segment.start <= i < segment.end for i in self._war) or any(
            other is not segment
            and self._sentences[other.start] == sentence
            and (_is_strong(other) or _arm(segment, other))
            for other in self._segments
        )

    def admits_noun(self, noun: Noun, segment: Segment) -> bool:
        """Whether a noun is meant as a weapon, leaving aside the words that block it."""
        if (noun.gate == "war" or self.is_figurative) and not self.speaks_of_war(segment):
            return False
        if noun.kind == "deed":
            return not segment.plural and self._is_participle(noun, segment)
        if noun.id == "mine" and not segment.plural and segment.start and self._keys[segment.start - 1] == "of":
            return False
        if noun.id == "mine" and "mining" in self.themes and not self._sentence_has(segment, _BURIED):
            return False
        if noun.id == "strike" and self._is_labour(segment):
            return False
        if noun.id == "stone" and not self._sentence_has(segment, _THROWS):
            return False
        if noun.gate == "war" and (self._is_place(segment) or self._is_predicate(segment)):
            return False
        return not noun.verb or self._is_noun(segment)

    def _is_participle(self, noun: Noun, segment: Segment) -> bool:
        """Whether a word tells what was done to somebody: a participle that has no object of its own."""
        tag = self._doc[segment.start].tag_
        before = self._keys[segment.start - 1] if segment.start else ""
        last = self._keys[segment.end - 1]
        if tag not in ("VBN", "VBD") or before in _DETERMINERS:
            return False
        if tag == "VBN":
            return True
        around = {token.lower_ for token in self._doc[max(0, segment.start - 3) : segment.start]}
        following = self._keys[segment.end : segment.end + 1]
        passive = (
            noun.id != "shot"
            or not _PASSIVE.isdisjoint(around)
            or last in _ENDED
            or (bool(following) and following[0] in _SUFFERED)
        )
        return passive and not self._has_object(segment)

    def _has_object(self, segment: Segment) -> bool:
        """Whether somebody or something stands right behind a word that may be a verb."""
        following = self._doc[segment.end : segment.end + 2]
        if not following:
            return False
        amount = following[0].lower_ == "between" or following.text.lower() in _AMOUNTS
        return amount or following[0].tag_.startswith(_OBJECTS)

    def _is_headline_verb(self, segment: Segment) -> bool:
        """Whether what is tagged as a noun is the verb of a headline: Navy ship shells Pauktaw."""
        token = self._doc[segment.end - 1]
        if not segment.plural or segment.end - segment.start > 1 or segment.start == 0:
            return False
        before, following = self._doc[segment.start - 1], self._doc[segment.end : segment.end + 1]
        return (
            before.tag_ == "NN"
            and before.dep_ == "compound"
            and token.dep_ == "ROOT"
            and bool(following)
            and following[0].tag_ in ("NNP", "CD", "DT")
        )

    def _sentence_has(self, segment: Segment, words: frozenset[str]) -> bool:
        sentence = self._sentences[segment.start]
        i = sentence
        while i < len(self._keys) and self._sentences[i] == sentence:
            if self._keys[i] in words:
                return True
            i += 1
        return False

    def explodes(self, segment: Segment) -> bool:
        """Whether the sentence says of something that it exploded or was laid or cleared."""
        return self._sentence_has(segment, _BLOWS)

    def _is_place(self, segment: Segment) -> bool:
        """Whether a noun in capitals after a preposition, among small letters, is a name: the police post in Tank."""
        if segment.plural or segment.end - segment.start > 1 or segment.start < 2:
            return False
        token, before = self._doc[segment.start], self._doc[segment.start - 1]
        return token.is_title and before.text in _PLACING and self._doc[segment.start - 2].is_lower

    def _is_predicate(self, segment: Segment) -> bool:
        """Whether a noun is the verb of its sentence, with a subject and an object: jets bomb the market."""
        token = self._doc[segment.start]
        if not token.tag_.startswith("VB") or segment.end - segment.start > 1:
            return False
        deps = {child.dep_ for child in token.children}
        return "nsubj" in deps and "obj" in deps

    def _is_labour(self, segment: Segment) -> bool:
        """Whether a strike is one of people who lay down work: of health workers, by contractors."""
        following = self._keys[segment.end : segment.end + 1 + _STRIKERS_REACH]
        return bool(following) and following[0] in ("by", "of") and not _words("strikers").isdisjoint(following[1:])

    def _is_noun(self, segment: Segment) -> bool:
        token = self._doc[segment.end - 1]
        if token.tag_:
            before = self._keys[segment.start - 1] if segment.start else ""
            if token.tag_ == "VBG":
                return token.dep_ in ("nsubj", "obl", "nmod", "obj") or (
                    before in _PREPOSITIONS and not self._has_object(segment)
                )
            if token.tag_.startswith("NN"):
                return not self._is_headline_verb(segment)
            return before in _CERTAIN and not token.tag_.startswith("V")
        if segment.start == 0 or self._doc[segment.start].is_sent_start:
            return True
        before, following = self._keys[segment.start - 1], self._keys[segment.end : segment.end + 1]
        if before in _VERBAL:
            return False
        if before in _DETERMINERS or before in _CERTAIN or not before:
            return True
        return (
            not following or not following[0] or following[0] in _AFTER_NOUNS or self._doc[segment.start - 1].is_title
        )

    @cached_property
    def _names(self) -> frozenset[str]:
        """Abbreviations that the document spells out as names that hold no weapon."""
        return frozenset(
            text
            for text, name in spelled_out(self._doc)
            if not any(one.nouns and name.start <= one.start < name.end for one in self._segments)
        )

    def is_road(self, segment: Segment) -> bool:
        """Whether a code names a road, a visa or a bus, or a secret service."""
        after = self._keys[segment.end : segment.end + 1]
        if self._doc[segment.start].text[:2] == "MI" and self._keys[segment.start] in _SERVICES:
            return not after or after[0] not in _HELICOPTERS
        return bool(after and after[0] in _ROADS) or (
            segment.start > 0 and self._keys[segment.start - 1] in _ROADS | _ROOMS
        )

    def system_of(self, segment: Segment, beside: Iterable[str]) -> System | None:
        """The system that a segment names, or null where it is something else.

        Args:
            segment: With one system or more.
            beside: Classes of the weapon nouns and systems right beside it.
        """
        near = tuple(beside)
        forms = segment.systems
        if self.is_road(segment) or self._doc[segment.start : segment.end].text in self._names:
            return None
        ranked = sorted(forms, key=lambda form: not any(_cls(form) == cls for cls in near))
        return next(
            (form.row for form in ranked if isinstance(form.row, System) and self._opens(form, segment, near)), None
        )

    def _opens(self, form: Form, segment: Segment, beside: tuple[str, ...]) -> bool:
        row = form.row
        if form.gating == "free" or not isinstance(row, System):
            return True
        cls = _cls(form)
        if any(kin(cls, other) for other in beside):
            self.settled.add(row.family or row.id)
            return True
        if (row.family or row.id) in self.settled or self._has_cue(row, segment):
            return True
        if form.gating == "code":
            return self.speaks_of_war(segment) and not _is_bare_code(self._doc[segment.start : segment.end].text)
        if form.gating != "near" or self._in_capitals(segment):
            return False
        return self._has_kin(cls, segment) or self._is_known(form) or self._is_brought_down(cls, segment)

    @cached_property
    def _stems(self) -> frozenset[str]:
        """The letters of the full designations that the document names: shahed of Shahed-136."""
        found: set[str] = set()
        for segment in self._segments:
            for form in segment.systems:
                stem = form.text.split("-")[0].split(" ")[0]
                if form.gating == "free" and len(stem) > MIN_STEM and len(stem) < len(form.text):
                    found.add(key(stem))
        return frozenset(found)

    def _is_known(self, form: Form) -> bool:
        """Whether the document names the system in full elsewhere."""
        return key(form.text) in self._stems

    def _is_brought_down(self, cls: str, segment: Segment) -> bool:
        """Whether right before the name stands what is done with things that fly, in an article about war."""
        before = self._keys[max(0, segment.start - DOWNED_REACH) : segment.start]
        return cls in _FLYING and self.about_war and not _DOWNED.isdisjoint(before)

    def _has_cue(self, row: System, segment: Segment) -> bool:
        low, high = max(0, segment.start - CUE_REACH), segment.end + CUE_REACH
        return any(cue in self._keys[low:high] for cue in row.cues)

    def _in_capitals(self, segment: Segment) -> bool:
        around = [t for t in self._doc[max(0, segment.start - 3) : segment.end + 3] if t.is_alpha and len(t) > 2]
        return len(around) > 2 and all(t.is_upper for t in around)

    def _has_kin(self, cls: str, segment: Segment) -> bool:
        sentence = self._sentences[segment.start]
        for other in self._segments:
            if other is segment or self._sentences[other.start] != sentence:
                continue
            distance = max(other.start - segment.end, segment.start - other.end)
            if distance <= NEAR and any(kin(cls, c) for c in classes_of(other)):
                return True
        return False


def _cls(form: Form) -> str:
    return types()[form.row.type].cls if isinstance(form.row, System) else ""


def _is_bare_code(text: str) -> bool:
    """Whether a code has no hyphen: M4 is a road more often than a rifle."""
    return text.isalnum()


def _arm(one: Segment, other: Segment) -> bool:
    """Whether two words that may be peaceful are of war together: a jet and a bomb, a missile and a tank."""
    first, second = ({noun.id for noun in segment.nouns} for segment in (one, other))
    return first.isdisjoint(second) and bool(
        (first & _SHARP and second & (_SHARP | _BLUNT)) or (second & _SHARP and first & _BLUNT)
    )


def _is_strong(segment: Segment) -> bool:
    """Whether a segment alone shows that its sentence speaks of war."""
    return any(noun.gate == "free" for noun in segment.nouns) or any(f.gating == "free" for f in segment.systems)


def classes_of(segment: Segment) -> tuple[str, ...]:
    """Classes for which a segment is evidence: of its nouns that are things, and of its systems that need no gate."""
    if segment.designation is not None:
        return (types()[segment.designation.type].cls,)
    nouns = tuple(noun.cls for noun in segment.nouns if noun.kind == "thing" and (noun.alone or noun.id == "launcher"))
    return nouns + tuple(_cls(form) for form in segment.systems if form.gating == "free")
