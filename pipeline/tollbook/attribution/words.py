"""Closed classes of words that mark where a phrase or a clause begins and ends, for sentences without a parse."""

from __future__ import annotations

BE = frozenset("is are was were be been being am 's ’s 're ’re 'm ’m".split())
HAVE = frozenset("has have had having 've ’ve 'd ’d".split())
MODALS = frozenset(
    "will would can could may might must should shall 'll ’ll do does did ca wo need dare ought cannot".split()
)
NEGATIONS = frozenset("not n't n’t never nor".split())
AUXILIARIES = BE | HAVE | MODALS | NEGATIONS
ADVERBS = frozenset(
    """also later earlier then now still again already even just once long ever first initially recently subsequently
    reportedly repeatedly previously further soon often always sometimes flatly openly publicly privately separately
    simply both all themselves himself herself itself too only instead back afterwards afterward today yesterday
    tonight so thus therefore meanwhile however though perhaps maybe consistently immediately actually really merely
    to""".split()
) - {"to"}
DETERMINERS = frozenset(
    """the a an this that these those some any no every each another both all many most several few other one two three
    four five six seven eight nine ten""".split()
)
POSSESSIVES = frozenset("his her its their our my your 's ’s ' ’ whose".split())
SUBJECTS = frozenset("he she it they we i you".split())
OBJECTS = frozenset("him her it them us me you".split())
RELATIVES = frozenset("who whom which that whose".split())
QUESTION_WORDS = frozenset("whether how why what where who when which if whom".split())
PREPOSITIONS = frozenset(
    """of in on at by for from with without within into onto to toward towards about against among amid around across
    after before during since until till under over above below between behind beyond beside besides near off out up
    down through throughout via per despite upon unlike like along outside inside past following including regarding
    concerning""".split()
)
LEADING = frozenset(
    """in on at by from with after before during since until under over amid following despite within without across
    near around through for among about as throughout speaking besides unlike like upon""".split()
)
"""Prepositions that open an adverbial before the subject."""

SUBORDINATORS = frozenset(
    """that while when because if although though but whether how why where whereas unless so than as since until after
    before yet nor once lest whenever whereby what""".split()
)
COORDINATORS = frozenset("and or but nor yet &".split())
DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow morning afternoon evening
    night week month year january february march april may june july august september october november december
    weekend""".split()
)
TIME_WORDS = DAYS | frozenset("on in at late early last this next earlier later the that same past of".split())
QUOTES = frozenset("\" “ ” „ « » '' `` ‘ ’ '".split())
OPENING = frozenset('" “ „ « `` ‘'.split())
DASHES = frozenset("— – -- ― -".split())
STOPS = frozenset(". ! ? ; …".split())
HYPHENS = frozenset("-‐‑")
DOCUMENTS = frozenset(
    """report reports statement statements release communique letter document documents data figures account accounts
    complaint lawsuit study studies survey surveys poll polls analysis memo tally count estimate estimates testimony
    notice message post filing filings indictment affidavit paper records list toll article research video footage
    recording transcript transcripts images photographs photos emails census statistics investigation review audit
    autopsy""".split()
)
"""Papers, polls and recordings, which speak for those who made them."""

NUMERALS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens scores hundred hundreds thousand thousands
    several""".split()
)
MODIFIERS_OF_NUMBERS = frozenset(
    """at least about some around between more fewer over up to nearly almost roughly approximately only just an the his
    its their a estimated than no as many another""".split()
)
"""Words that may stand between a verb and the number that it reports."""

TOLLS = frozenset(
    """toll figure number count total tally death losses dead wounded casualties estimate number figures tolls numbers
    injured killed""".split()
)
CHANNELS = frozenset(
    "telephone phone email e-mail radio text fax letter mail whatsapp telegram video videolink".split()
)
"""By which something is said: no source."""

STATES = frozenset("dead killed missing injured wounded hurt trapped drowned captured safe".split())
"""What people are feared or reported to be, without anybody saying so."""

AFTER_SPEAKER = frozenset("in on at who which after during when as by late early this last while".split())
"""Words that may follow a speaker who stands behind the verb: "said the mayor on Monday"."""
