"""An English sentence as chunks: noun phrases, quantities, verb groups, and the small words between.

A shallow parse (after Abney 1991, "Parsing by Chunks"): no tree is built. What a verb has as subject is
found by walking back over the chunks before it. Places are those of the skeleton's text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from trackrecord.reading.english.quantities import SOME, Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.words import Verb

ChunkKind = Literal["noun", "quantity", "date", "verb", "preposition", "link", "pronoun", "mark"]

_TOKEN = re.compile(
    r"⟨(?P<kind>[a-z]+):(?P<number>\d+)⟩(?:'s?(?![\w]))?|(?P<word>so far\b|[A-Za-z](?:[\w'&/.-]*[\w'&])?)|\d[\w.,]*|(?P<mark>[^\s\w])"
)
_BE = frozenset("is are was were be been being am".split())
_HAVE = frozenset("has have had having".split())
_MODAL = frozenset("will would can could may might must shall should to cannot did does do".split())
_ADVERBS = frozenset(
    """also again now then already still just only even first further finally newly together far once
    twice alone not never ever soon instead later almost nearly thus too once""".split()
)
_ADVERBS |= {"so far"}
_PREPOSITIONS = frozenset(
    """in at to from by with without of for into onto over under through throughout during after before
    since until till between among amid against despite per than via within across toward towards around
    near upon following including plus like on about behind beyond versus alongside""".split()
)
_LINKS = frozenset(
    """and or but nor while whereas although though because if unless so when where as whether yet""".split()
)
_RELATIVES = frozenset("which that who whom whose".split())
_PRONOUNS = frozenset("it they he she we you i them us him this these those there".split())
_DETERMINERS = frozenset(
    """the a an its their his her our my your each every all some any no another both either this that
    these those such several many few more most other less fewer last next own same""".split()
)
#: Words after a verb that belong to it, and before a number say which way it moved.
_PARTICLES = frozenset("up down out off aside away back apart".split())
#: Irregular verbs and others whose past form has no -ed, besides those of the vocabulary.
_OTHER_VERBS = frozenset(
    """said says told began begins came comes went goes saw sees got gets knew met spoke left brought
    kept ran rose fell grew hit put set let became becomes found gave gives held holds made makes led
    leads spent won wins took takes stood stands sold sent lost felt thought built paid drew chose wrote
    includes include means remains sits lies hopes expects wants plans aims faces calls adds
    shows show cut shut spread""".split()
)
#: An age group is part of the noun phrase that it stands in.
_AGED = re.compile(
    r"aged (?:between )?⟨num:\d+⟩(?: (?:to|and|-) ⟨num:\d+⟩)?(?: (?:and|or) (?:over|older|above|under|younger))?"
    r"|in their ⟨num:\d+⟩s?(?: and ⟨num:\d+⟩s?)?"
)
_CLOSED = (
    _PREPOSITIONS | _LINKS | _RELATIVES | _PRONOUNS | _BE | _HAVE | _MODAL | _ADVERBS | _PARTICLES
)
#: Participles without -ed or a past form of their own, which follow "have" and "be".
_PARTICIPLES = frozenset(
    """come become run gone seen grown fallen risen taken given shown known driven drawn chosen written
    broken begun cut put set hit let shut spread""".split()
)
_NOT_VERBS = frozenset(
    "need hundred wed shed bed red feed seed speed indeed embed united limited aged".split()
)


#: What may stand among a verb's complements: "rose by 5% from the same period last year to".
_BETWEEN = frozenset(
    (
        ",",
        "or",
        "(",
        ")",
        "period",
        "month",
        "quarter",
        "level",
        "figure",
        "end",
        "beginning",
        "start",
    )
)
_LEAD = 60  # characters before a number that say how many it is about: "a total of more than"
_FAR = 18  # tokens back to a verb that another is joined to


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of the skeleton and what it is; `word` is its last word, in lower case.

    Of a verb, `verb` is its vocabulary form if it has one there, `passive` says it follows "be",
    `finite` that it says when (it is no infinitive, gerund or bare participle).
    """

    kind: ChunkKind
    start: int
    end: int
    word: str
    verb: Verb | None = None
    passive: bool = False
    finite: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    kind: str


class Chunks:
    """The chunks of a sentence, and what stands before each."""

    def __init__(self, scene: Scene, quantities: Sequence[Quantity]) -> None:
        """Chunk a sentence whose quantities are known, each one chunk with the noun it counts."""
        self._scene = scene
        self._text = scene.skeleton.text
        self._quantities = {quantity.start: quantity for quantity in quantities}
        leads = ((scene.before(SOME, start, _LEAD), start) for start in self._quantities)
        self._leads = {lead.start(): start for lead, start in leads if lead}
        self.all: tuple[Chunk, ...] = tuple(self._chunks())

    def at(self, place: int) -> int | None:
        """The number of the chunk that a place of the skeleton is in."""
        for number, chunk in enumerate(self.all):
            if chunk.start <= place < chunk.end:
                return number
        return None

    def get(self, number: int) -> Chunk:
        """A chunk, or an empty mark before the first and after the last."""
        if 0 <= number < len(self.all):
            return self.all[number]
        return Chunk("mark", len(self._text), len(self._text), "")

    def subject(self, verb: int) -> tuple[int, int] | None:
        """The first and last chunk of what a verb has as subject; None where it has none before it.

        A verb joined to another by "and" has the subject of that one; of a relative clause it is
        what the clause is about.
        """
        last = verb - 1
        if self.get(last).word == ")":
            last = self._opening(last, "(") - 1
        if self.get(last).word == ",":
            before = self._opening(last - 1, ",")
            is_relative = self.get(before + 1).word in _RELATIVES
            is_aside = (
                is_relative
                or self.get(before + 1).kind == "verb"
                or not self._has_finite(before, last)
            )
            if before > 0 and self._is_noun(before - 1) and is_aside:
                last = before - 1
            elif before < 0 and self.get(1).word in _RELATIVES and self._is_noun(0):
                last = 0  # "The ‘X,’ which …, has": the comma is inside the quotation marks
        if self.get(last).word in _RELATIVES:
            last -= 2 if self.get(last - 1).word == "," else 1
            return (self._phrase(last), last) if self._is_noun(last) else None
        if self.get(last).kind == "date" and self._is_noun(last - 1):
            last -= 1  # "exports last year came to"
        if self._is_noun(last) or self.get(last).kind in ("pronoun", "quantity", "date"):
            return self._phrase(last), last
        if self.get(last).kind == "link" or self.get(last).word == ",":
            earlier = [n for n in range(last) if self.all[n].kind == "verb" and self.all[n].finite]
            return self.subject(earlier[-1]) if earlier else None
        return None

    def object_of(self, number: int) -> tuple[int, int, int] | None:
        """The verb, and the first and last chunk of its object, that end right before a chunk.

        Of "raise the rate of employment to ⟨pct⟩", asked for "to": raise, the rate … employment.
        """
        last = number - 1
        while self.get(last).kind in ("quantity", "date") or self.get(last).word in (
            "by",
            "from",
            ",",
        ):
            last -= 1
        if not self._is_noun(last):
            return None
        first = self._phrase(last)
        verb = self.get(first - 1)
        return (first - 1, first, last) if verb.kind == "verb" and not verb.passive else None

    def clause_verb(self, number: int) -> int | None:
        """The verb whose complements a chunk is among: nothing but such stands between them."""
        for n in range(number - 1, -1, -1):
            chunk = self.all[n]
            if chunk.kind == "verb":
                return n
            if chunk.kind not in ("preposition", "quantity", "date") and chunk.word not in _BETWEEN:
                return None
        return None

    def _phrase(self, last: int) -> int:
        """Where a noun phrase with its prepositional phrases begins that ends with a chunk."""
        first = last
        while first >= 2:
            joint, before = self.get(first - 1), self.get(first - 2)
            if joint.kind == "preposition" and before.word == ")":
                first = self._opening(first - 2, "(") - 1  # "the rate (ages 15 to 64) in 2022"
                continue
            if joint.word == "and" and self.get(first - 3).kind == "preposition":
                first -= 2  # "through projects and grants"
                continue
            is_done = before.kind == "verb" and not before.finite and joint.kind == "preposition"
            if is_done and self.get(first - 3).kind in ("noun", "quantity"):
                first -= 3  # "the centres run by the district"
                continue
            is_joined = joint.kind == "preposition" or (
                joint.kind == "verb" and not joint.finite and not joint.passive
            )
            if not is_joined or before.kind not in ("noun", "quantity", "date", "pronoun"):
                break
            first -= 2
        return first

    def _opening(self, last: int, mark: str) -> int:
        return next((n for n in range(last, -1, -1) if self.all[n].word == mark), -1)

    def _is_noun(self, number: int) -> bool:
        return self.get(number).kind == "noun"

    def _has_finite(self, first: int, last: int) -> bool:
        return any(self.all[n].kind == "verb" and self.all[n].finite for n in range(first, last))

    def _chunks(self) -> Iterator[Chunk]:
        tokens = self._tokens
        n = 0
        while n < len(tokens):
            token = tokens[n]
            quantity = self._quantities.get(self._leads.get(token.start, token.start))
            if quantity:
                n = self._after(n, quantity.end)
                yield Chunk("quantity", token.start, quantity.end, quantity.noun or "")
            elif token.kind == "date":
                yield Chunk("date", token.start, token.end, "")
                n += 1
            elif self._begins_verb(n):
                n, chunk = self._verb_group(n)
                yield chunk
            elif token.kind == "word" and token.word in _PREPOSITIONS:
                yield Chunk("preposition", token.start, token.end, token.word)
                n += 1
            elif token.kind == "word" and token.word in _LINKS | _RELATIVES:
                yield Chunk("link", token.start, token.end, token.word)
                n += 1
            elif token.kind == "mark":
                yield Chunk("mark", token.start, token.end, token.word)
                n += 1
            elif token.word in _PRONOUNS and not self._is_nominal(n + 1):
                yield Chunk("pronoun", token.start, token.end, token.word)
                n += 1
            elif self._is_nominal(n):
                first = n
                while self._is_nominal(n) and (n == first or not self._begins_verb(n)):
                    aged = _AGED.match(self._text, tokens[n].start)
                    n = self._after(n, aged.end()) if aged else n + 1
                word = tokens[n - 1].word
                yield Chunk("noun", tokens[first].start, tokens[n - 1].end, word)
            else:
                n += 1  # an adverb says nothing of who or what

    @cached_property
    def _tokens(self) -> tuple[_Token, ...]:
        return tuple(
            _Token(
                match.start(),
                match.end(),
                (match["word"] or match["mark"] or match[0]).lower(),
                match["kind"] or ("word" if match["word"] else "mark" if match["mark"] else "word"),
            )
            for match in _TOKEN.finditer(self._text)
        )

    def _after(self, n: int, place: int) -> int:
        while n < len(self._tokens) and self._tokens[n].start < place:
            n += 1
        return n

    def _word(self, n: int) -> str:
        return self._tokens[n].word if 0 <= n < len(self._tokens) else ""

    def _is_nominal(self, n: int) -> bool:
        """Whether a token can be part of a noun phrase."""
        if not 0 <= n < len(self._tokens):
            return False
        token = self._tokens[n]
        if token.start in self._leads or token.kind in ("mark", "date"):
            return False
        if token.kind != "word":
            return True
        if token.word in _DETERMINERS:
            return True
        if n > 0 and self._text[token.start].isupper():
            return token.word != "i"  # "the First Home program"
        return token.word not in _CLOSED and not _is_adverb(token.word)

    def _begins_verb(self, n: int) -> bool:
        token = self._tokens[n]
        if token.kind != "word" or token.start in self._leads:
            return False
        if token.word in _BE | _HAVE:
            return True
        if token.word in _MODAL:
            return token.word != "to" or self._is_base(n + 1)
        if token.word in _ADVERBS or _is_adverb(token.word):
            return n + 1 < len(self._tokens) and self._begins_verb(n + 1)
        return self._is_verb(n)

    def _is_base(self, n: int) -> bool:
        """Whether a word can be an infinitive: "to create", not "to 67" or "to the"."""
        word = self._word(n)
        verb = self._known(word)
        if _is_adverb(word):
            return self._is_base(n + 1)
        known = verb is not None and verb.form == "base"
        return known or (
            bool(word)
            and self._tokens[n].kind == "word"
            and word not in _DETERMINERS | _PREPOSITIONS
            and word not in _LINKS
            and self._tokens[n].start not in self._leads
            and self._text[self._tokens[n].start].islower()
            and self._follows_infinitive(n + 1)
        )

    def _follows_infinitive(self, n: int) -> bool:
        word = self._word(n)
        return word in _DETERMINERS | _PREPOSITIONS or word in (",", ".", "") or word.endswith("s")

    def _known(self, word: str) -> Verb | None:
        return self._scene.grammar.verbs.get(word)

    def _is_verb(self, n: int) -> bool:
        """Whether a word that can be a verb is one where it stands."""
        word, token = self._word(n), self._tokens[n]
        if not self._text[token.start].islower() and n > 0:
            return False
        verb = self._known(word)
        form = verb.form if verb else None
        last = n - 1
        while last > 0 and (self._word(last) in _ADVERBS or _is_adverb(self._word(last))):
            last -= 1
        before, after = self._word(last), self._word(n + 1)
        follows_noun = n > 0 and (
            (self._is_nominal(n - 1) and before not in _DETERMINERS)
            or before in _PRONOUNS | _RELATIVES
            or before in (")", ",", '"', "and", "or", "but", ";")
            or self._tokens[last].start in self._leads
            or self._tokens[last].kind == "date"
            or self._is_inside_quantity(last)
        )
        owned = n > 0 and self._text[: self._tokens[n - 1].end].endswith("'s")
        if word in _NOT_VERBS or (owned and form in ("third", "base")):
            return False  # "the province's exports"
        if form == "past" or form == "participle" or (form is None and word.endswith("ed")):
            if not (follows_noun or n == 0):
                return False
            is_adjective = before in (",", "and", "or") and self._is_plain_noun(n + 1)
            return not is_adjective
        if form == "gerund" or (form is None and word.endswith("ing") and len(word) > 4):
            if before in _PREPOSITIONS | _LINKS or before == ",":
                return self._opens_object(n + 1)
            return (n == 0 or follows_noun) and self._names_object(n + 1)
        if form == "third" or word in _OTHER_VERBS:
            if word in _OTHER_VERBS and not word.endswith("s"):
                return follows_noun
            return (
                follows_noun
                and before not in (",", "and", "or")
                and not self._follows_plural(n + 1)
                and (self._opens_object(n + 1) or after in _PREPOSITIONS - {"of"} or after == "to")
            )
        if form == "base":
            if before in ("and", "or") and self._joins_infinitive(n):
                return self._opens_object(n + 1)
            is_plural = before.endswith("s") or before in ("they", "we", "who", "which")
            return follows_noun and is_plural and self._opens_object(n + 1)
        return False

    def _joins_infinitive(self, n: int) -> bool:
        """Whether a verb is joined to an infinitive or a plan before it: "plans to build … and invest"."""
        earlier = [self._word(k) for k in range(max(0, n - _FAR), n - 1)]
        return any(
            word in ("to", "will") and self._known(following) is not None
            for word, following in pairwise(earlier)
        )

    def _follows_plural(self, n: int) -> bool:
        """Whether a past form or "such as" stands there, so that "funds", "supplies" before it is a noun."""
        verb = self._known(self._word(n))
        is_past = verb is not None and verb.form in ("past", "participle")
        return is_past or self._word(n).endswith("ed") or self._word(n) == "such"

    def _is_inside_quantity(self, n: int) -> bool:
        if not 0 <= n < len(self._tokens):
            return False
        place = self._tokens[n].start
        return any(q.start <= place < q.end for q in self._quantities.values())

    def _is_plain_noun(self, n: int) -> bool:
        return (
            self._is_nominal(n)
            and self._tokens[n].kind == "word"
            and self._word(n) not in _DETERMINERS
        )

    def _opens_object(self, n: int) -> bool:
        """Whether what stands there can be what a verb acts on: a determiner, number or name."""
        if not 0 <= n < len(self._tokens):
            return False
        token = self._tokens[n]
        if token.kind not in ("word", "mark"):
            return True
        return (
            token.word in _DETERMINERS | _PRONOUNS
            or token.start in self._leads
            or self._is_plain_noun(n)
        )

    def _names_object(self, n: int) -> bool:
        """Whether an object begins there that cannot be a noun after an -ing word: "raising the"."""
        if not 0 <= n < len(self._tokens):
            return False
        token = self._tokens[n]
        if token.kind not in ("word", "mark", "date"):
            return True
        return token.word in _DETERMINERS | _PRONOUNS or token.start in self._leads

    def _verb_group(self, n: int) -> tuple[int, Chunk]:
        """The verb group that begins with a token, with its auxiliaries and its particle."""
        first = n
        has_be = has_modal = has_have = False
        while n < len(self._tokens):
            word = self._word(n)
            if word in _BE:
                has_be = True
            elif word in _HAVE:
                has_have = True
            elif word in _MODAL:
                has_modal = True
            elif not (word in _ADVERBS or _is_adverb(word)) or self._tokens[n].start in self._leads:
                break
            n += 1
        word = self._word(n)
        verb = self._known(word)
        is_main = (
            n < len(self._tokens)
            and self._tokens[n].kind == "word"
            and (
                (has_modal and not has_be and not has_have)
                or (verb is not None and verb.form in ("past", "participle", "gerund"))
                or word.endswith(("ed", "ing"))
                or word in _OTHER_VERBS | _PARTICIPLES
                or not (has_be or has_have or has_modal)
            )
            and word not in _DETERMINERS
            and word not in _PREPOSITIONS
            and self._tokens[n].start not in self._leads
        )
        if not is_main and n > first:
            end = self._tokens[n - 1].end
            lemma = "have" if has_have and not has_be else "be"
            own = Verb(lemma, "past")
            return n, Chunk("verb", self._tokens[first].start, end, lemma, own, False, True)
        end = self._tokens[n].end
        n += 1
        for length in (2, 1):
            phrase = " ".join([word, *(self._word(n + k) for k in range(length))])
            if phrase in self._scene.grammar.verbs:
                verb = self._known(phrase)
                end = self._tokens[n + length - 1].end
                n += length
                break
        form = verb.form if verb else "past" if word.endswith("ed") else "third"
        gerund = form == "gerund" or word.endswith("ing")
        finite = (has_be or has_have or not gerund) and self._word(first) != "to"
        passive = has_be and not gerund
        if not (has_be or has_have or has_modal) and form in ("past", "participle"):
            moves = verb is not None and verb.lemma in self._scene.grammar.moves
            finite = moves or self._opens_object(n) or not self._is_reduced(first, n)
        return n, Chunk(
            "verb",
            self._tokens[first].start,
            end,
            word,
            verb,
            passive or (not finite and not gerund and self._word(first) != "to"),
            finite,
        )

    def _is_reduced(self, first: int, after: int) -> bool:
        """Whether a participle right after a noun is followed by "by", "in", "to": "jobs created in"."""
        if self._word(after) == "by":
            return True
        rest = range(after, min(after + 14, len(self._tokens)))
        auxiliaries = _BE | _HAVE | _MODAL - {"to"}
        for n in rest:
            if self._word(n) in _LINKS | _RELATIVES or self._tokens[n].kind == "mark":
                break
            two = f"{self._word(n)} {self._word(n + 1)}"  # "stood at"
            later = self._known(two) or self._known(self._word(n))
            if later and later.form == "past" and later.lemma in self._scene.grammar.moves:
                return True  # "residents satisfied with it stood at"
        found = next((n for n in rest if self._word(n) in auxiliaries), None)
        return found is not None and self._word(found - 1) not in ("and", "but")


def _is_adverb(word: str) -> bool:
    return (
        word.endswith("ly")
        and "-" not in word  # "eco-friendly"
        and len(word) > 4
        and word
        not in (
            "family",
            "supply",
            "apply",
            "reply",
            "assembly",
            "monthly",
            "weekly",
            "daily",
            "yearly",
            "early",
            "elderly",
            "only",
            "rally",
            "friendly",
        )
    )
