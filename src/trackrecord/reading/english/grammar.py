"""The vocabulary of a lexicon as the word lists that English patterns are made of."""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from trackrecord.lexicon import Lexicon
from trackrecord.reading.english.words import (
    CLOSED_CLASS,
    PASSIVE,
    Verb,
    Vocabulary,
    alternation,
    inflections,
)
from trackrecord.reading.mentions import Mention
from trackrecord.reading.skeleton import pattern


class Grammar:
    """The vocabulary of a lexicon made into the word lists that English patterns use."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Inflect the trigger words once; every sentence shares them."""
        self.lexicon = lexicon
        self.vocabulary = Vocabulary(lexicon)
        self._compiled: dict[str, re.Pattern[str]] = {}

    @cached_property
    def actions(self) -> dict[str, tuple[str, Verb]]:
        """Forms of the verbs that begin, run or end a program."""
        codes = [c for c in self.lexicon.concepts("action") if c != "plan"]
        return self.vocabulary.verbs("action", *codes)

    @cached_property
    def action_nouns(self) -> dict[str, str]:
        """Nouns that name such an action ("establishment")."""
        codes = [c for c in self.lexicon.concepts("action") if c != "plan"]
        nouns = self.vocabulary.nouns("action", *codes)
        return nouns | {noun.capitalize(): code for noun, code in nouns.items()}

    @cached_property
    def deliveries(self) -> dict[str, Verb]:
        """Forms of the verbs whose counted object is an achievement ("created")."""
        return {form: verb for form, (_, verb) in self.vocabulary.verbs("role", "actual").items()}

    @cached_property
    def verbs(self) -> dict[str, Verb]:
        """Forms of every verb of the vocabulary, whatever it means."""
        found: dict[str, Verb] = {}
        for scheme in ("role", "action", "outcome", "direction"):
            for surface, (_, verb) in self.vocabulary.verbs(scheme).items():
                found.setdefault(surface, verb)
        return found

    @cached_property
    def moves(self) -> dict[str, str]:
        """The verbs that say which way a value moved, or that it came to something: lemma → way."""
        return {
            word: direction
            for direction in ("up", "down", "at")
            for word in self.lexicon.words("direction", direction)
        }

    @cached_property
    def program_types(self) -> dict[str, str]:
        """Nouns that say what kind of program a name is of: noun → type."""
        return self.vocabulary.phrases("program-type")

    @cached_property
    def government_nouns(self) -> frozenset[str]:
        """Common nouns that stand for a government or its head: "the district", "the mayor"."""
        kinds = self.vocabulary.phrases("government-type")
        offices = self.vocabulary.phrases("office")
        own = (
            "government",
            "municipality",
            "council",
            "administration",
            "authorities",
            "office",
            "councillors",
            "councilors",
            "cabinet",
            "team",
        )
        return frozenset((*kinds, *offices, *own))

    @cached_property
    def aims(self) -> frozenset[str]:
        """Nouns that say what is meant to be done, and by whom goes without saying: "the plan"."""
        words = self.vocabulary.phrases("role", "target") | self.vocabulary.phrases(
            "action", "plan"
        )
        return frozenset(word for word in words if " " not in word)

    def is_of_kind(self, government: Mention, noun: str) -> bool:
        """Whether a common noun such as "county" fits a government; unknown ones fit any."""
        kinds = {self.lexicon.things[iri].link("governmentType") for iri in government.iris} or {
            None
        }
        words = [
            self.lexicon.words("government-type", kind.rsplit("/", 1)[-1]) if kind else (noun,)
            for kind in kinds
        ]
        return any(noun == word.split()[-1] for labels in words for word in labels)

    @cached_property
    def words(self) -> dict[str, str]:
        """The word lists that patterns name in braces, as regular expressions."""
        vocabulary = self.vocabulary
        offices = [
            w for c in self.lexicon.concepts("office") for w in self.lexicon.words("office", c)
        ]
        nation = self.lexicon.words("scope", "nation")
        world = self.lexicon.words("scope", "world")
        scopes = [word for word in (*nation, *world) if "'" not in word and "’" not in word]
        owners = [word for word in (*nation, *world) if "'" in word]
        kinds = [
            word
            for code in self.lexicon.concepts("government-type")
            for word in self.lexicon.words("government-type", code)
        ]
        kind_plurals = alternation(_plural(kind) for kind in kinds if " " not in kind)
        markers = [form for word in self.lexicon.words("action", "plan") for form in _forms(word)]
        return {
            "win": self._triggers("outcome", "won"),
            "finalist": self._triggers("outcome", "finalist"),
            "nominated": self._triggers("outcome", "nominated"),
            "act": alternation(self.actions),
            "actnoun": alternation(self.action_nouns),
            "deliver": alternation(self.deliveries),
            "will": alternation(markers),
            "target": alternation(
                form for w in self.lexicon.words("role", "target") for form in (w, w + "s")
            ),
            "up": alternation(self._moves("up")),
            "down": alternation(self._moves("down")),
            "about": "(?i:"
            + alternation(vocabulary.phrases("precision", "about", "at-least", "at-most"))
            + ")",
            "office": f"(?i:{alternation(offices)})",
            "scope": "(?:" + alternation(scopes) + r"|(?:in|among|across|within) (?:all )?<gov>"
            rf"|(?:among|of) (?:all )?(?:(?:the|<gov>'s|[A-Z]\w+'s|the (?:city|province|country|nation)'s) )?(?:<num> )?(?:[a-z-]+ ){{0,2}}?{kind_plurals})",
            "owner": alternation(owners),
            "most": alternation(vocabulary.phrases("claim-type", "most")),
            "only": alternation(vocabulary.phrases("claim-type", "only")),
            "governments": "(?:"
            + alternation(form for kind in kinds for form in (kind, kind + "s", _plural(kind)))
            + r"|(?:local |basic |metropolitan )?(?:government|municipality|authority)s?|municipalities)",
            "type": alternation(self.program_types),
            "frequency": alternation(vocabulary.phrases("frequency")),
            "np": rf"(?:(?!(?:{'|'.join(sorted(CLOSED_CLASS))})\b)[A-Za-z][\w'&-]*)",
            "name": r"[A-Z][\w'-]+(?: (?:(?:de|van|von|da|di|del|la|le|bin|al|dos|du|der|den|ter) ){0,2}[A-Z](?:[\w.-]|'(?!s\b))*){1,3}",
            "title": r"[A-Z][\w'&-]*(?: (?:of |for |and )?[A-Z0-9][\w'&-]*)+",
            "passive": PASSIVE,
        }

    def pattern(self, template: str) -> re.Pattern[str]:
        """A compiled rule over this vocabulary (see `skeleton.pattern`)."""
        if template not in self._compiled:
            words = dict(self.words)
            words["scope"] = re.sub(r"<(gov|num)>", r"⟨\1:\\d+⟩", words["scope"])
            self._compiled[template] = pattern(template, words)
        return self._compiled[template]

    def _triggers(self, scheme: str, concept: str) -> str:
        """Active and passive forms of what means a code, as one alternation."""
        verbs = self.vocabulary.verbs(scheme, concept)
        passives = self.vocabulary.passives(scheme, concept)
        nouns = self.vocabulary.nouns(scheme, concept)
        active = alternation([*verbs, *nouns])
        if not passives:
            return active
        return rf"(?:{PASSIVE} {alternation(passives)}|{active})"

    def _moves(self, direction: str) -> Iterator[str]:
        for word in self.lexicon.words("direction", direction):
            yield from inflections(word)
        yield from self.vocabulary.nouns("direction", direction)


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def _forms(marker: str) -> Iterator[str]:
    """The forms of a marker of intention: "plan" → plans to, planning to; "be set to" → is set to."""
    if marker in ("will", "would"):
        yield marker
    elif marker.startswith("be "):
        yield from (f"{be} {marker.removeprefix('be ')}" for be in ("is", "are", "was", "were"))
    else:
        for form in inflections(marker):
            yield from (f"{form} to", f"{form} on", f"{form} for")


@lru_cache(maxsize=4)
def grammar_of(lexicon: Lexicon) -> Grammar:
    """The grammar over a lexicon, made once: its rules are compiled as documents ask for them."""
    return Grammar(lexicon)
