"""The classes of words that are told apart by a list: auxiliaries, prepositions, pronouns, verbs without -ed."""

BE = frozenset("is are was were be been being am".split())
HAVE = frozenset("has have had having".split())
MODAL = frozenset("will would can could may might must shall should to cannot did does do".split())
ADVERBS = frozenset(
    """also again now then already still just only even first further finally newly together far once
    twice alone not never ever soon instead later almost nearly thus too""".split()
) | {"so far"}
PREPOSITIONS = frozenset(
    """in at to from by with without of for into onto over under through throughout during after before
    since until till between among amid against despite per than via within across toward towards around
    near upon following including plus like on about behind beyond versus alongside""".split()
)
LINKS = frozenset(
    """and or but nor while whereas although though because if unless so when where as whether yet""".split()
)
RELATIVES = frozenset("which that who whom whose".split())
PRONOUNS = frozenset("it they he she we you i them us him this these those there".split())
DETERMINERS = frozenset(
    """the a an its their his her our my your each every all some any no another both either this that
    these those such several many few more most other less fewer last next own same""".split()
)
#: Words after a verb that belong to it, and before a number say which way it moved.
_PARTICLES = frozenset("up down out off aside away back apart".split())
#: Irregular verbs and others whose past form has no -ed, besides those of the vocabulary.
OTHER_VERBS = frozenset(
    """said says told began begins came comes went goes saw sees got gets knew met spoke left brought
    kept ran rose fell grew hit put set let became becomes found gave gives held holds made makes led
    leads spent won wins took takes stood stands sold sent lost felt thought built paid drew chose wrote
    includes include means remains sits lies hopes expects wants plans aims faces calls adds
    shows show cut shut spread""".split()
)
#: Words that are part of no noun phrase.
CLOSED = PREPOSITIONS | LINKS | RELATIVES | PRONOUNS | BE | HAVE | MODAL | ADVERBS | _PARTICLES
#: Participles without -ed or a past form of their own, which follow "have" and "be".
PARTICIPLES = frozenset(
    """come become run gone seen grown fallen risen taken given shown known driven drawn chosen written
    broken begun cut put set hit let shut spread""".split()
)
#: Words that look like a past form and are none, or are nouns as often.
NOT_VERBS = frozenset(
    "need hundred wed shed bed red feed seed speed indeed embed united limited aged".split()
)
_NOT_ADVERBS = frozenset(
    """family supply apply reply assembly monthly weekly daily yearly early elderly only rally friendly""".split()
)


def is_adverb(word: str) -> bool:
    """Whether a word is an adverb by its ending: "newly", but not "family" or "eco-friendly"."""
    return word.endswith("ly") and "-" not in word and len(word) > 4 and word not in _NOT_ADVERBS
