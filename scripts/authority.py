"""Write `graph/authority/governments.ttl` from a table of Korean local governments.

The table has the columns code, tier, parent_code, name_en, short_name_en, name_ko, type and
iso_3166_2. The file was generated once and is edited by hand since; run this again only to start over:

    python scripts/authority.py kr-governments.csv > graph/authority/governments.ttl
"""

import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from trackrecord.iris import slug

Row = Mapping[str, str]

HEADER = """\
@prefix tr: <https://w3id.org/trackrecord/ontology#> .
@prefix level: <https://w3id.org/trackrecord/code/level/> .
@prefix government-type: <https://w3id.org/trackrecord/code/government-type/> .
@prefix government: <https://w3id.org/trackrecord/id/government/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .

# The 243 local governments of the Republic of Korea (17 metropolitan, 226 basic) as of 2024: official
# codes, parents, names in English and Korean, and the aliases press text uses. A shortName ("Seongdong",
# "성동") is matched only with support from its surroundings; a hiddenLabel is a former name.
"""

#: Provinces by the names that press text gives them besides the official one.
PROVINCES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "41": (("Gyeonggi-do", "Gyeonggi Provincial Government"), ("경기도청",)),
    "43": (("Chungcheongbuk-do", "Chungbuk Province", "Chungbuk-do"), ("충북도", "충북도청")),
    "44": (("Chungcheongnam-do", "Chungnam Province", "Chungnam-do"), ("충남도", "충남도청")),
    "46": (("Jeollanam-do", "Jeonnam Province", "Jeonnam-do"), ("전남도", "전남도청")),
    "47": (("Gyeongsangbuk-do", "Gyeongbuk Province", "Gyeongbuk-do"), ("경북도", "경북도청")),
    "48": (("Gyeongsangnam-do", "Gyeongnam Province", "Gyeongnam-do"), ("경남도", "경남도청")),
    "50": (("Jeju Province", "Jeju-do", "Jeju Special Self-Governing Provincial Government"), ("제주도", "제주도청")),
    "51": (("Gangwon Special Self-Governing Province", "Gangwon Province", "Gangwon-do"), ("강원도", "강원도청", "강원자치도")),
    "52": (("Jeonbuk Special Self-Governing Province", "North Jeolla Province", "Jeollabuk-do", "Jeonbuk Province"), ("전라북도", "전북도", "전북도청", "전북자치도")),
}  # fmt: skip
SHORT_KO: Mapping[str, str] = {
    "11": "서울", "26": "부산", "27": "대구", "28": "인천", "29": "광주", "30": "대전", "31": "울산", "36": "세종",
    "41": "경기", "43": "충북", "44": "충남", "46": "전남", "47": "경북", "48": "경남", "50": "제주", "51": "강원", "52": "전북",
}  # fmt: skip
FORMER_CODES = {"51": "42", "52": "45"}
RENAMED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "28177": (("Nam-gu", "en"), ("인천 남구", "ko"), ("남구", "ko")),
}
MOVED: Mapping[str, tuple[str, str]] = {"27720": ("47720", "2023-07-01/..")}
VALID: Mapping[str, str] = {"51": "2023-06-11/..", "52": "2024-01-18/..", "28177": "2018-07-01/.."}
_SUFFIX = {"-gu": "District", "-gun": "County", "-si": "City"}


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of the table by official code; a line that is not a whole row is left out, and named."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["iso_3166_2"] is None:
            print(f"{path}: left out, not a row: {list(row.values())}", file=sys.stderr)
    return sorted((r for r in rows if r["iso_3166_2"] is not None), key=lambda row: row["code"])


def local_name(row: Row, parents: Mapping[str, Row]) -> str:
    """`kr-seoul` for a metropolitan government, `kr-seoul-seongdong-gu` for a basic one."""
    if row["tier"] == "metropolitan":
        return f"kr-{slug(row['short_name_en'])}"
    return f"kr-{slug(parents[row['parent_code']]['short_name_en'])}-{slug(row['name_en'])}"


def english_aliases(row: Row) -> Iterator[str]:
    """The names English press text gives a government besides its official one."""
    name, short = row["name_en"], row["short_name_en"]
    if row["code"] in PROVINCES:
        yield from PROVINCES[row["code"]][0]
    elif row["tier"] == "metropolitan":
        yield from (
            f"{short} City",
            f"City of {short}",
            f"{short} Metropolitan Government",
            f"{short}-si",
        )
        yield f"{short} Metropolitan City Government"
    else:
        suffix = name[name.rindex("-") :]
        kind = _SUFFIX[suffix]
        yield from (f"{short} {kind}", f"{name} {kind}", f"{name} Office", f"{short} {kind} Office")
        if kind == "City":
            yield from (f"City of {short}", f"{short} City Hall")
        if kind == "County":
            yield f"County of {short}"


def korean_aliases(row: Row, parents: Mapping[str, Row]) -> Iterator[str]:
    """The names Korean press text gives a government besides its official one."""
    name = row["name_ko"]
    if row["code"] in PROVINCES:
        yield from PROVINCES[row["code"]][1]
    elif row["tier"] == "metropolitan":
        yield from (f"{SHORT_KO[row['code']]}시", f"{SHORT_KO[row['code']]}시청")
    else:
        parent = parents[row["parent_code"]]
        short = SHORT_KO[row["parent_code"]]
        yield f"{name}청"
        yield from (
            f"{short} {name}",
            f"{parent['name_ko']} {name}",
            f"{short}{parent['name_ko'][-1]} {name}",
        )


def short_names(row: Row) -> Iterator[tuple[str, str]]:
    """The bare names of a government with their languages; too short ones stand for anything."""
    shortest = 5 if row["name_en"].endswith("-gu") else 4  # "Jung" is a surname too
    if len(row["short_name_en"]) >= shortest or row["tier"] == "metropolitan":
        yield row["short_name_en"], "en"
    if row["code"] in PROVINCES:
        yield row["name_en"].removesuffix(" Province").removesuffix(" State"), "en"
    korean = SHORT_KO.get(row["code"]) or row["name_ko"][:-1]
    if len(korean) > 1:
        yield korean, "ko"


def turtle(row: Row, parents: Mapping[str, Row]) -> str:
    """The Turtle of one government."""
    own = {(row["name_en"], "en"), (row["name_ko"], "ko")}
    aliases = {(a, "en") for a in english_aliases(row)} | {
        (a, "ko") for a in korean_aliases(row, parents)
    }
    lines = ["a tr:Government"]
    lines.append(f"tr:level level:{row['tier']}")
    lines.append(f"tr:governmentType government-type:{row['type']}")
    if row["parent_code"]:
        lines.append(f"tr:parent government:{local_name(parents[row['parent_code']], parents)}")
    lines.append(f'tr:officialCode "{row["code"]}"')
    lines += [f'tr:formerCode "{code}"' for code in former_codes(row)]
    lines.append(_labels("skos:prefLabel", own))
    lines.append(_labels("skos:altLabel", aliases - own))
    if row["code"] in RENAMED:
        lines.append(_labels("skos:hiddenLabel", RENAMED[row["code"]]))
    lines.append(_labels("tr:shortName", set(short_names(row))))
    if row["iso_3166_2"]:
        lines.append(f'skos:notation "{row["iso_3166_2"]}"')
    valid = MOVED[row["code"]][1] if row["code"] in MOVED else VALID.get(row["code"])
    if valid:
        lines.append(f'dcterms:valid "{valid}"')
    body = " ;\n    ".join(line for line in lines if line)
    return f"government:{local_name(row, parents)}\n    {body} ."


def former_codes(row: Row) -> Iterator[str]:
    """The codes a government had before its province was renamed, or before it moved to another."""
    if row["code"] in MOVED:
        yield MOVED[row["code"]][0]
    province = row["parent_code"] or row["code"]
    if province in FORMER_CODES:
        yield FORMER_CODES[province] + row["code"][2:]


def _labels(predicate: str, labels: object) -> str:
    told = sorted(set(labels), key=lambda label: (label[1], label[0]))  # type: ignore[call-overload]
    return (
        f"{predicate} " + " , ".join(f'"{text}"@{language}' for text, language in told)
        if told
        else ""
    )


def main() -> None:
    """Print the Turtle of the table named on the command line."""
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/authority.py TABLE.csv > graph/authority/governments.ttl")
    rows = read_rows(Path(sys.argv[1]))
    parents = {row["code"]: row for row in rows if row["tier"] == "metropolitan"}
    blocks = {local_name(row, parents): turtle(row, parents) for row in rows}
    print(HEADER + "\n" + "\n\n".join(text for _, text in sorted(blocks.items())))


if __name__ == "__main__":
    main()
