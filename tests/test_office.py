"""PDF and DOCX as documents; the files are made here."""

import builtins
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trackrecord.document import Metadata, read_document
from trackrecord.errors import DocumentError
from trackrecord.lexicon import Lexicon
from trackrecord.reading import read_facts

SENTENCE = "Mapo-gu created 500 jobs in 2022."


def pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines, by the letter of the format."""
    drawn = "".join(f"({line}) Tj 0 -20 Td " for line in lines)
    stream = f"BT /F1 12 Tf 50 700 Td {drawn}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return (body + f"xref\n0 6\n0000000000 65535 f \n{table}{end}").encode()


def word() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Jobs in Mapo"
    document.add_heading("Jobs", level=1)
    document.add_paragraph(SENTENCE)
    document.add_paragraph("A point", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "jobs", "500"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def file(place: Path, name: str, content: bytes) -> Path:
    (place / name).write_bytes(content)
    return place / name


def test_the_text_layer_of_a_pdf_is_read_into_facts(tmp_path: Path, lexicon: Lexicon) -> None:
    document = read_document(
        file(tmp_path, "a.pdf", pdf(SENTENCE)), Metadata(issued=date(2023, 1, 1))
    )
    (fact,) = read_facts(document, lexicon).facts
    assert document.text[fact.start : fact.end] == fact.quote == "Mapo-gu created 500 jobs in 2022"


def test_a_docx_is_read_in_its_order_with_its_title_and_kinds(tmp_path: Path) -> None:
    document = read_document(file(tmp_path, "a.docx", word()))
    assert document.title == "Jobs in Mapo"
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", "Jobs"),
        ("paragraph", SENTENCE),
        ("item", "A point"),
        ("item", "jobs | 500"),
    ]


def test_a_pdf_of_pictures_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no text layer"):
        read_document(file(tmp_path, "a.pdf", pdf()))


def test_an_encrypted_pdf_says_what_to_do(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf(SENTENCE)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    with pytest.raises(DocumentError, match="save it without a password"):
        read_document(file(tmp_path, "a.pdf", out.getvalue()))


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
@given(
    content=st.binary(min_size=1, max_size=300)
    | st.binary(max_size=200).map(lambda b: pdf(SENTENCE)[:250] + b)
)
@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_any_bytes_are_read_or_refused_in_one_message(
    tmp_path: Path, suffix: str, content: bytes
) -> None:
    path = file(tmp_path, f"a{suffix}", content)
    try:
        document = read_document(path)
    except DocumentError as error:
        assert str(path) in str(error)
    else:
        assert all(document.text[b.start : b.end].strip() for b in document.blocks)


@pytest.mark.parametrize(("suffix", "module"), [(".pdf", "pypdf"), (".docx", "docx")])
def test_without_the_extra_the_message_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, module: str
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == module:
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(DocumentError, match=rf"pip install 'trackrecord\[{suffix[1:]}\]'"):
        read_document(file(tmp_path, f"a{suffix}", b"anything"))
