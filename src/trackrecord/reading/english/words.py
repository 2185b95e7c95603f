"""English word forms: the inflections of a verb, and the alternations that patterns are made of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal

from trackrecord.lexicon import Lexicon

Form = Literal["base", "third", "past", "participle", "gerund"]

#: Past and past participle of the irregular verbs that press text uses.
_IRREGULAR = {
    "be": ("was", "been"),
    "bear": ("bore", "born"),
    "become": ("became", "become"),
    "begin": ("began", "begun"),
    "bring": ("brought", "brought"),
    "build": ("built", "built"),
    "come": ("came", "come"),
    "cut": ("cut", "cut"),
    "draw": ("drew", "drawn"),
    "fall": ("fell", "fallen"),
    "find": ("found", "found"),
    "found": ("founded", "founded"),
    "give": ("gave", "given"),
    "grow": ("grew", "grown"),
    "break": ("broke", "broken"),
    "buy": ("bought", "bought"),
    "feed": ("fed", "fed"),
    "lay": ("laid", "laid"),
    "pay": ("paid", "paid"),
    "put": ("put", "put"),
    "send": ("sent", "sent"),
    "shut": ("shut", "shut"),
    "sink": ("sank", "sunk"),
    "slide": ("slid", "slid"),
    "wind": ("wound", "wound"),
    "withdraw": ("withdrew", "withdrawn"),
    "have": ("had", "had"),
    "hit": ("hit", "hit"),
    "let": ("let", "let"),
    "hold": ("held", "held"),
    "keep": ("kept", "kept"),
    "lead": ("led", "led"),
    "make": ("made", "made"),
    "push": ("pushed", "pushed"),
    "rise": ("rose", "risen"),
    "lend": ("lent", "lent"),
    "rebuild": ("rebuilt", "rebuilt"),
    "run": ("ran", "run"),
    "seek": ("sought", "sought"),
    "sell": ("sold", "sold"),
    "set": ("set", "set"),
    "shrink": ("shrank", "shrunk"),
    "spend": ("spent", "spent"),
    "stand": ("stood", "stood"),
    "sweep": ("swept", "swept"),
    "take": ("took", "taken"),
    "win": ("won", "won"),
}
#: Verb forms that are never anything else, and so end a noun phrase.
PAST_FORMS = frozenset(
    """said told began came went saw got knew met spoke left brought kept ran rose fell grew became
    gave held made won took stood sold sent lost built paid drew chose wrote sought spent led found
    were was had find get access become obtain learn return""".split()
)
#: Verbs of several syllables that double their last letter; those of one do by rule ("plan", "top").
_DOUBLED = frozenset("begin equip refer enrol commit permit submit admit occur transfer".split())
_SHORT_VERB = re.compile(r"[^aeiou]*(?:qu)?[aeiou][bdgklmnprt]")
_VOWELS = "aeiou"

#: Words that a noun phrase does not run past.
CLOSED_CLASS = frozenset(
    """a an the this that these those its his her their our your my it they he she we you who which
    what in on at to from by with without of for as into onto over under through throughout during
    after before since until till between among amid against despite following including via per
    than then when while where whereas although though because if unless so but and or nor yet both
    either not no is are was were be been being am has have had do does did will would can could
    may might must shall should also only just even still already recently currently about around
    approximately more most less least nationwide worldwide each every all any some such
    compared versus according due thanks along together up down out off within across toward
    towards around like near upon other another there here last next worth""".split()
)

PASSIVE = r"(?:is|are|was|were|be|been|being|got|getting)(?: \w+ly| also| again| first| finally)?"


@dataclass(frozen=True, slots=True)
class Verb:
    """A surface form of a verb, possibly of several words ("set up")."""

    lemma: str
    form: Form


@cache
def inflections(verb: str) -> dict[str, Form]:
    """The surface forms of a verb given in its base form; only its first word is inflected.

    >>> sorted(inflections("win"))
    ['win', 'winning', 'wins', 'won']
    >>> inflections("carry out")["carried out"]
    'past'
    """
    head, _, rest = verb.partition(" ")
    rest = f" {rest}" if rest else ""
    past, participle = _IRREGULAR.get(head, (_past(head), _past(head)))
    british: dict[str, Form] = {}
    if head.endswith("al") or head.endswith("el"):
        british = {f"{head}led{rest}": "past", f"{head}ling{rest}": "gerund"}  # "totalled"
    return {
        **british,
        past + rest: "past",
        participle + rest: "participle" if participle != past else "past",
        _third(head) + rest: "third",
        _gerund(head) + rest: "gerund",
        head + rest: "base",
    }


def participle(verb: str) -> str:
    """The past participle: `created`, `won`, `set up`."""
    head, _, rest = verb.partition(" ")
    form = _IRREGULAR[head][1] if head in _IRREGULAR else _past(head)
    return f"{form} {rest}".strip()


def singular(noun: str) -> str:
    """A plural noun's singular by the regular rules; other words unchanged."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if _ends_in_consonant_y(verb):
        return verb[:-1] + "ied"
    return verb + verb[-1] + "ed" if _doubles(verb) else verb + "ed"


def _doubles(verb: str) -> bool:
    return verb in _DOUBLED or _SHORT_VERB.fullmatch(verb) is not None


def _third(verb: str) -> str:
    if verb in ("be", "have"):
        return {"be": "is", "have": "has"}[verb]
    if _ends_in_consonant_y(verb):
        return verb[:-1] + "ies"
    return verb + "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else verb + "s"


def _gerund(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return verb + verb[-1] + "ing" if _doubles(verb) else verb + "ing"


def _ends_in_consonant_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2:-1] not in _VOWELS


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words or phrases, longest first.

    Words that begin alike share their beginning, so that a place is not tried against each of them.
    """
    return _branches(sorted(set(words)))


def _branches(words: list[str]) -> str:
    """The words of a sorted list, of which the empty one is the last choice."""
    groups = [(first, list(rest)) for first, rest in groupby(words, key=lambda word: word[:1])]
    parts = [
        re.escape(first) + (_branches([word[1:] for word in rest]) if rest != [first] else "")
        for first, rest in groups
        if first
    ]
    if not parts:
        return "" if words else "(?:(?!))"
    body = parts[0] if len(parts) == 1 else "(?:" + "|".join(parts) + ")"
    if words[0]:
        return body if len(parts) > 1 else f"(?:{body})" if len(words) > 1 else body
    return f"(?:{body})?"


class Vocabulary:
    """The English words for the codes of a lexicon, inflected."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Prepare the words of a lexicon's code lists."""
        self._lexicon = lexicon

    def verbs(self, scheme: str, *concepts: str) -> dict[str, tuple[str, Verb]]:
        """Surface forms of the verbs that stand for the concepts: form → (concept, verb)."""
        found: dict[str, tuple[str, Verb]] = {}
        for concept in concepts or self._lexicon.concepts(scheme):
            for label in self._lexicon.words(scheme, concept):
                if label.startswith("be "):
                    continue
                for surface, form in inflections(label).items():
                    found.setdefault(surface, (concept, Verb(label, form)))
        return found

    def passives(self, scheme: str, *concepts: str) -> dict[str, str]:
        """What follows "is/was" in the passives that stand for the concepts: phrase → concept."""
        return {
            label.removeprefix("be "): concept
            for concept in concepts or self._lexicon.concepts(scheme)
            for label in self._lexicon.words(scheme, concept)
            if label.startswith("be ")
        }

    def nouns(self, scheme: str, *concepts: str) -> dict[str, str]:
        """The nouns that stand for the concepts (their hidden labels): noun → concept."""
        return {
            noun: concept
            for concept in concepts or self._lexicon.concepts(scheme)
            for noun in self._lexicon.nouns(scheme, concept)
        }

    def phrases(self, scheme: str, *concepts: str) -> dict[str, str]:
        """Every label of the concepts as it stands, folded: phrase → concept."""
        return {
            label.lower(): concept
            for concept in concepts or self._lexicon.concepts(scheme)
            for label in self._lexicon.words(scheme, concept)
        }
