"""The tokens of an English sentence, and which of them can be nouns, verbs, or open an object."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from trackrecord.reading.english.quantities import SOME, Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.wordclasses import (
    ADVERBS,
    BE,
    CLOSED,
    DETERMINERS,
    HAVE,
    LINKS,
    MODAL,
    NOT_VERBS,
    OTHER_VERBS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    is_adverb,
)
from trackrecord.reading.english.words import Verb

_TOKEN = re.compile(
    r"⟨(?P<kind>[a-z]+):(?P<number>\d+)⟩(?:'s?(?![\w]))?|(?P<word>so far\b|[A-Za-z](?:[\w'&/.-]*[\w'&])?)|\d(?:[\w.,]*\w)?|(?P<mark>[^\s\w])"
)
_LEAD = 60  # characters before a number that say how many it is about: "a total of more than"
_NEAR = 5  # tokens: the words of a place between a noun and its verb
_FAR = 18  # tokens back to a verb that another is joined to


@dataclass(frozen=True, slots=True)
class Token:
    """A word, mark or placeholder of the skeleton: `kind` is a placeholder's, else "word" or "mark"."""

    start: int
    end: int
    word: str
    kind: str


class Tokens:
    """The tokens of a sentence, and what each can be where it stands."""

    def __init__(self, scene: Scene, quantities: Sequence[Quantity]) -> None:
        """Tokenise a sentence whose quantities are known."""
        self._text = scene.skeleton.text
        self._moves = scene.grammar.moves
        self._verbs = scene.grammar.verbs
        self._quantities = {quantity.start: quantity for quantity in quantities}
        leads = ((scene.before(SOME, start, _LEAD), start) for start in self._quantities)
        self._leads = {lead.start(): start for lead, start in leads if lead}
        self.all: tuple[Token, ...] = tuple(
            Token(
                match.start(),
                match.end(),
                (match["word"] or match["mark"] or match[0]).lower(),
                match["kind"] or ("word" if match["word"] else "mark" if match["mark"] else "word"),
            )
            for match in _TOKEN.finditer(self._text)
        )

    def quantity(self, n: int) -> Quantity | None:
        """The quantity that begins at a token, with the words that say how many it is about."""
        start = self.all[n].start
        return self._quantities.get(self._leads.get(start, start))

    def quantity_follows(self, n: int) -> bool:
        """Whether a quantity begins right after a token."""
        return n + 1 < len(self.all) and self.quantity(n + 1) is not None

    def is_lead(self, n: int) -> bool:
        """Whether the words before a number begin there that say how many it is about."""
        return self.all[n].start in self._leads

    def after(self, n: int, place: int) -> int:
        """The first token from a token on that begins at a place of the skeleton's text or later."""
        while n < len(self.all) and self.all[n].start < place:
            n += 1
        return n

    def word(self, n: int) -> str:
        """The word of a token in lower case; empty before the first and after the last."""
        return self.all[n].word if 0 <= n < len(self.all) else ""

    def known(self, word: str) -> Verb | None:
        """The verb that the vocabulary knows a word or phrase as."""
        return self._verbs.get(word)

    def is_nominal(self, n: int) -> bool:
        """Whether a token can be part of a noun phrase."""
        if not 0 <= n < len(self.all):
            return False
        token = self.all[n]
        if token.start in self._leads or token.kind in ("mark", "date"):
            return False
        if token.kind != "word":
            return True
        if token.word in DETERMINERS:
            return True
        if n > 0 and self._text[token.start].isupper():
            return token.word != "i"  # "the First Home program"
        return token.word not in CLOSED and not is_adverb(token.word)

    def begins_verb(self, n: int) -> bool:
        """Whether a verb group begins there, with its auxiliaries and adverbs."""
        token = self.all[n]
        if token.kind != "word" or token.start in self._leads:
            return False
        if token.word in BE | HAVE:
            return True
        if token.word in MODAL:
            return token.word != "to" or self._is_base(n + 1)
        if token.word in ADVERBS or is_adverb(token.word):
            return n + 1 < len(self.all) and self.begins_verb(n + 1)
        return self._is_verb(n)

    def _is_base(self, n: int) -> bool:
        """Whether a word can be an infinitive: "to create", not "to 67" or "to the"."""
        word = self.word(n)
        verb = self.known(word)
        if is_adverb(word):
            return self._is_base(n + 1)
        known = verb is not None and verb.form == "base"
        return known or (
            bool(word)
            and self.all[n].kind == "word"
            and word not in DETERMINERS | PREPOSITIONS
            and word not in LINKS
            and self.all[n].start not in self._leads
            and self._text[self.all[n].start].islower()
            and self._follows_infinitive(n + 1)
        )

    def _follows_infinitive(self, n: int) -> bool:
        word = self.word(n)
        return word in DETERMINERS | PREPOSITIONS or word in (",", ".", "") or word.endswith("s")

    def _is_verb(self, n: int) -> bool:
        """Whether a word that can be a verb is one where it stands."""
        word, token = self.word(n), self.all[n]
        if not self._text[token.start].islower() and n > 0:
            return False
        verb = self.known(word)
        form = verb.form if verb else None
        last = n - 1
        while last > 0 and (self.word(last) in ADVERBS or is_adverb(self.word(last))):
            last -= 1
        before, after = self.word(last), self.word(n + 1)
        follows_noun = n > 0 and (
            (self.is_nominal(n - 1) and before not in DETERMINERS)
            or before in PRONOUNS | RELATIVES
            or before in (")", ",", '"', "and", "or", "but", ";")
            or self.all[last].start in self._leads
            or self.all[last].kind == "date"
            or self._is_inside_quantity(last)
        )
        owned = n > 0 and self._text[: self.all[n - 1].end].endswith("'s")
        if word in NOT_VERBS or (owned and form in ("third", "base")):
            return False  # "the province's exports"
        if form == "past" or form == "participle" or (form is None and word.endswith("ed")):
            if not (follows_noun or n == 0):
                return False
            is_adjective = before in (",", "and", "or") and self._is_plain_noun(n + 1)
            return not is_adjective
        if form == "gerund" or (form is None and word.endswith("ing") and len(word) > 4):
            is_moving = verb is not None and verb.lemma in self._moves
            if is_moving and before == "," and after in ("from", "by", "to"):
                return True  # ", rising from 3% to 5%"
            if before in PREPOSITIONS | LINKS or before == ",":
                return self.opens_object(n + 1)
            return (n == 0 or follows_noun) and self._names_object(n + 1)
        if form == "third" or word in OTHER_VERBS:
            if word in OTHER_VERBS and not word.endswith("s"):
                return follows_noun
            return (
                follows_noun
                and before not in (",", "and", "or")
                and not self._follows_plural(n + 1)
                and (self.opens_object(n + 1) or after in PREPOSITIONS - {"of"} or after == "to")
            )
        if form == "base":
            if before in ("and", "or") and self._joins_infinitive(n):
                return self.opens_object(n + 1)
            is_plural = before.endswith("s") or before in ("they", "we", "who", "which")
            return follows_noun and is_plural and self.opens_object(n + 1)
        return False

    def _joins_infinitive(self, n: int) -> bool:
        """Whether a verb is joined to an infinitive or a plan before it: "plans to build … and invest"."""
        earlier = [self.word(k) for k in range(max(0, n - _FAR), n - 1)]
        return any(
            word in ("to", "will") and self.known(following) is not None
            for word, following in pairwise(earlier)
        )

    def _follows_plural(self, n: int) -> bool:
        """Whether a past form or "such as" stands there, so that "funds", "supplies" before it is a noun.

        A date or a place may stand between: "exports last year reached", "exports to the Gulf reached".
        """
        at = n
        while self.word(at) in PREPOSITIONS or (at > n and self.is_nominal(at) and at < n + _NEAR):
            if at > n and self._is_past(at):
                break
            at += 1
        if at < len(self.all) and self.all[at].kind == "date":
            at += 1
        if at > n and self._is_past(at):
            return True
        verb = self.known(self.word(n))
        is_past = verb is not None and verb.form in ("past", "participle")
        return is_past or self.word(n).endswith("ed") or self.word(n) == "such"

    def _is_past(self, n: int) -> bool:
        verb = self.known(self.word(n))
        return verb is not None and verb.form in ("past", "participle")

    def _is_inside_quantity(self, n: int) -> bool:
        if not 0 <= n < len(self.all):
            return False
        place = self.all[n].start
        return any(q.start <= place < q.end for q in self._quantities.values())

    def _is_plain_noun(self, n: int) -> bool:
        return self.is_nominal(n) and self.all[n].kind == "word" and self.word(n) not in DETERMINERS

    def opens_object(self, n: int) -> bool:
        """Whether what stands there can be what a verb acts on: a determiner, number or name."""
        if not 0 <= n < len(self.all):
            return False
        token = self.all[n]
        if token.kind not in ("word", "mark"):
            return True
        return (
            token.word in DETERMINERS | PRONOUNS
            or token.start in self._leads
            or self._is_plain_noun(n)
        )

    def _names_object(self, n: int) -> bool:
        """Whether an object begins there that cannot be a noun after an -ing word: "raising the"."""
        if not 0 <= n < len(self.all):
            return False
        token = self.all[n]
        if token.kind not in ("word", "mark", "date"):
            return True
        return token.word in DETERMINERS | PRONOUNS or token.start in self._leads
