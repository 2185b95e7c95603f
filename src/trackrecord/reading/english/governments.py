"""Names of governments by their form: "Milbrook Borough Council", "the City of Aurora", "Mayor A. Person of Tampa"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from trackrecord.lexicon import Lexicon
from trackrecord.reading.mentions import Mention

#: What follows a bare name that is the subject of a verb: "Suwon has", "Parramatta, the city".
SHORT_SUBJECT = re.compile(
    r"(?:'s|’s)? (?:has|have|had|was|is|were|will|also|recently|again|won|wins|received|receives|took|takes"
    r"|[a-z]+ed|cut|built|led|held|set|ran|saw|spent|sold|drew|put|gave|made|went|came|became|plans|aims|wants|hopes|expects|intends) "
    r"|, (?:an?|the) (?:[\w-]+ ){0,3}?(?:city|county|district|province|town|borough|capital)\b"
)
OBLIQUE = re.compile(r"\b(?:in|at|near|of|to|from|around|across)(?: the)? $")
#: Words in capitals that begin a sentence and no name.
_NO_PLACE = (
    r"(?:In|At|The|A|An|For|From|As|When|While|After|Before|But|And|With|By|Since|Under|Then|This"
    r"|That|These|Meanwhile|However|Because|If|On|Of|To|Its|Mayor|Governor|Inner|Capital|Smart|Best"
    r"|Leader|Cathaoirleach|Chair|Chairman|Chairwoman|Chairperson|Member|President|Head|Executive|Director|Officer|Manager|Clerk"
    r"|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Several|Both|All|Other|Some|Many|Most)"
)
_HALF_OF_A_NAME = re.compile(rf"(?!{_NO_PLACE} $)\b[A-Z][\w-]* $")
#: Councils that govern no place.
_NO_COUNCIL = (
    r"(?:Arts|Research|Sports?|Security|Workers|Youth|Students?|Advisory|Business|Tourism|Privy|European|National|World|International|Press|Health|Medical"
    r"|Engineering|Economic|Social|Science|Community|Trade|Development|Policy|Labou?r|Judicial|Legislative|State|Nordic|Atlantic|British|Parish|Residents|Safety"
    r"|Education|Culture|Peace|Cooperation|Administrative|Central|Joint|Local|Regional|Metropolitan|Provincial|Korea|Korean|Seoul|Gyeonggi)"
)
_SURNAME = re.compile(
    r"\b(?:Mayor|Governor|Gov\.|Minister|President|Chairman|Director|Commissioner|Professor|Councill?or|Mr\.|Ms\.|Dr\.) [A-Z][a-z]{1,5} $"
    r"|\b(?:Kim|Lee|Park|Choi|Jung|Jeong|Kang|Cho|Yoon|Jang|Lim|Im|Han|Oh|Seo|Shin|Kwon|Hwang|Ahn|An|Song|Ryu|Yoo|Hong|Jeon|Ko|Moon|Son|Yang|Bae|Baek|Heo|Nam|Noh|Ha) $"
)
#: "City of", "London Borough of": what leads the name of a place.
_LED = r"(?:(?:London|Royal|Metropolitan) Borough|[Cc]ity(?: and [Cc]ounty)?|[Cc]ounty|[Tt]own|[Bb]orough|[Vv]illage|[Tt]ownship|Municipality|Shire) of"
#: What may join the words of a place's name: "East Riding of Yorkshire", "Telford & Wrekin".
_JOINED = r"(?:of|upon|&)"
_OFFICE = r"(?:Mayor|Governor|Councill?or|Chief|Deputy)"
_UNKNOWN_GOVERNMENT = re.compile(
    rf"\b(?:[A-Z][a-z]+-(?:gu|si|gun|do)\b(?!-)|{_LED} [A-Z][\w-]+(?: (?!{_OFFICE})[A-Z][\w-]+)?"
    rf"|(?!{_NO_PLACE}\b|Our\b|Your\b)[A-Z][\w-]+(?: (?:{_JOINED} )?[A-Z][\w-]+){{0,3}} (?:(?:City|County|District|Borough|Town|Metropolitan|Regional|Municipal|Shire)"
    r" (?:Council|Government|Municipality|Corporation)|Municipality)\b)"
    rf"|(?:^|(?<=\. ))[A-Z][a-z]+ and [A-Z][a-z]+(?: [A-Z][a-z]+)? (?:Borough|District|City|County) Council\b"
    rf"|\b(?P<council>(?!{_NO_PLACE}\b|{_NO_COUNCIL}\b|(?:City|Town|County|District|Borough|Shire|Village|Municipal|Full) Council\b)[A-Z][a-z]+(?: (?:{_JOINED} )?(?!{_NO_COUNCIL}\b)[A-Z][a-z]+){{0,3}} Council)\b(?! (?:[Mm]embers?|[Cc]hair|[Pp]resident|of)\b)"
    rf"|\b(?!{_NO_PLACE}\b|{_NO_COUNCIL}\b|Council)[A-Z]\w+(?: [A-Z]\w+)? (?:local|city|town|borough|county|district|shire) council\b"
    rf"|\b(?P<headed>(?!{_NO_PLACE}\b|Deputy|Former|Lord|Vice|City|District|County|Province|Provincial|Town|Village|Acting|Outgoing|New\b)[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?= (?:Mayor|Governor|Gov\.),? [A-Z])"
    rf"|\b(?:Mayor|Governor|Gov\.)(?: [A-Z][\w.'-]+){{2,3}} of (?P<seated>(?!{_NO_PLACE}\b)[A-Z][a-z]+(?: (?!{_OFFICE})[A-Z][a-z]+){{0,2}})\b(?! of\b)"
    rf"|\b(?:[Oo]fficials|[Ll]eaders|[Cc]ouncill?ors|[Cc]ouncil members) in (?P<led>(?!{_NO_PLACE}\b)[A-Z][a-z]+(?: [A-Z][a-z]+){{0,2}})\b(?! [A-Z])"
    rf"|(?<![Tt]he )(?<![Aa] )(?<![A-Z] )\b(?!{_NO_PLACE}\b)(?P<plain>[A-Z][a-z]+(?: [A-Z][a-z]+){{0,2}} (?:City|County|Prefecture))"
    r"(?=(?:'s|’s) |(?: (?:(?!of\b)[a-z]+|Mayor|Board|Commissioners|Commission|Executive|Administrator|Sheriff|Manager|Council|Supervisors)\b|,| \())"
)
#: What is the name alone, where the words before it tell that it is one.
_BESIDE = ("seated", "led")
_TITLE_GIVEN = re.compile(r"\bas (?:the |an? )?$")
_BARE_NAME = re.compile(
    rf"{_LED} (?P<of>[A-Z][\w-]+(?: [A-Z][\w-]+)?)"
    r"|(?P<led>[A-Z][\w-]+(?: [A-Z][\w-]+)??) (?:City|County|District|Borough|Town|Regional|Metropolitan)\b.*"
    r"|(?P<whole>[A-Z][\w-]+(?: [A-Z][\w-]+)*) (?:of|upon|&) [A-Z].* Council"
)


def governments_by_form(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Governments that the authority need not know: by their form, or by who heads them."""
    for match in _UNKNOWN_GOVERNMENT.finditer(text):
        if _TITLE_GIVEN.search(text[: match.start()]):
            continue  # "selected as the Best Municipality"
        if "-" in match[0] and _SURNAME.search(text[: match.start()]):
            continue  # "Mayor Jeon In-gu": a person's given name
        if re.match(r"[Cc]ity of", match[0]) and _HALF_OF_A_NAME.search(text[: match.start()]):
            continue  # "a UNESCO City of Literature"
        if (match["plain"] or match["council"] or match["headed"]) and _HALF_OF_A_NAME.search(
            text[: match.start()]
        ):
            continue  # "the New York City …" begins before "York"
        place = next((group for group in _BESIDE if match[group]), 0)
        named = Mention("gov", match.start(place), match.end(place), match[place])
        known = lexicon.governments_short_named(bare_name(named) or "")
        if len(known) == 1:
            named = replace(named, name=lexicon.things[known[0]].label("en"), iris=known)
        yield named


def unknown_governments(text: str) -> Iterator[str]:
    """The names by form of governments in a text, once for each time that it or its bare name stands."""
    for name in {
        match["seated"] or match["led"] or match[0] for match in _UNKNOWN_GOVERNMENT.finditer(text)
    }:
        bare = bare_name(Mention("gov", 0, 0, name)) or name
        yield from [name] * len(re.findall(rf"(?<![\w-]){re.escape(bare)}(?![\w-])", text))


def bare_name(government: Mention) -> str | None:
    """The name of an unknown government without what it is: "Parramatta" of "City of Parramatta"."""
    match = None if government.iris else _BARE_NAME.fullmatch(government.name)
    return (match["of"] or match["led"] or match["whole"]) if match else None


def named_before(text: str, places: Mapping[str, Mention]) -> Iterator[Mention]:
    """Governments that were named in full before, by their bare names, where a verb follows."""
    for name, government in places.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            before = text[: match.start()]
            alone = OBLIQUE.search(before) is None and not re.search(r"[A-Z][\w-]* $", before)
            if alone and SHORT_SUBJECT.match(text, match.end()):
                yield replace(government, start=match.start(), end=match.end())
