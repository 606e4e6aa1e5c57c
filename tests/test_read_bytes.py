"""Bytes that are text, bytes that are not, and what the user says about a document."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.read import Overrides, load_overrides, read, read_text, validated

WORDS = "Umsatz über 5 Mio. € – “gut”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_of_real_files(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "call.txt"
    path.write_bytes((WORDS * 3).encode(encoding))
    assert read(path).text == WORDS * 3


def test_offsets_are_those_of_text_mode(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_bytes(b"Operator\r\n\r\nGood day.\rSales rose.\n")
    assert read(path).text == path.read_text(encoding="utf-8")


def test_digest_is_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_bytes(b"Sales rose.\r\n")
    assert read(path).sha256 == hashlib.sha256(b"Sales rose.\r\n").hexdigest()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"GIF89a\x00\x01\x02", "binary"),
        ("выручка выросла".encode("koi8-r"), "unknown encoding"),
        ("売上高は増加".encode("shift-jis"), "unknown encoding"),
        (b"\xff\xfeA", "breaks off"),
    ],
)
def test_what_is_no_text(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "call.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=problem) as caught:
        read(path)
    assert caught.value.place == str(path)
    assert caught.value.remedy


def test_no_file_and_no_document(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "absent.txt")
    with pytest.raises(InputError, match="directory"):
        read(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read(Path("a\0b"))


def test_too_big_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "digits.txt"
    path.write_bytes(b"1234567890" * 5_000_000)
    start = time.perf_counter()
    with pytest.raises(InputError, match="too big"):
        read(path)
    assert time.perf_counter() - start < 0.5
    with pytest.raises(InputError, match="too big"):
        read(tmp_path / "digits.txt", max_bytes=100)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.bin"
    path.write_bytes(data)
    try:
        document = read(path)
    except InputError:
        return
    assert document.text.strip()


# -- overrides ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "canonical"),
    [
        ("2021Q1", "2021Q1"),
        ("FY2021Q1", "2021Q1"),
        ("Q1 2021", "2021Q1"),
        ("2021-Q1", "2021Q1"),
        ("Q3 FY2025", "2025Q3"),
    ],
)
def test_spellings_of_a_quarter(label: str, canonical: str) -> None:
    assert validated(Overrides(fiscal_quarter=label)).fiscal_quarter == canonical


@pytest.mark.parametrize(
    "given_",
    [
        Overrides(fiscal_quarter="2021Q5"),
        Overrides(fiscal_quarter="first quarter"),
        Overrides(fiscal_year_end="31-12"),
        Overrides(fiscal_year_end="02-30"),
        Overrides(period_end="2021-02-30"),
        Overrides(call_date="May 4"),
        Overrides(currency="dollars"),
        Overrides(fiscal_quarter="2021Q1", period_end="2021-06-30", fiscal_year_end="12-31"),
        Overrides(fiscal_quarter="2025Q3", period_end="2025-09-30", fiscal_year_end="03-31"),
        Overrides(period_end="2021-06-30", call_date="2021-05-04"),
    ],
)
def test_malformed_and_contradictory_overrides(given_: Overrides) -> None:
    with pytest.raises(InputError) as caught:
        read_text("Sales rose.", overrides=given_)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "given_",
    [
        Overrides(fiscal_quarter="2021Q2", period_end="2021-05-31", fiscal_year_end="11-30"),
        Overrides(fiscal_quarter="2025Q3", period_end="2024-12-31", fiscal_year_end="03-31"),
        Overrides(fiscal_quarter="2020Q4", period_end="2020-10-03", fiscal_year_end="09-30"),
    ],
)
def test_years_of_all_kinds_agree_with_their_quarters(given_: Overrides) -> None:
    profile = read_text("Sales rose.", overrides=given_).profile
    assert profile.period_end == given_.period_end


def test_what_is_given_is_not_assumed() -> None:
    given_ = Overrides(
        company="Harbor Tools",
        fiscal_quarter="2021Q2",
        fiscal_year_end="11-30",
        call_date="2021-07-01",
        currency="cad",
    )
    profile = read_text("Sales were $5 million in the second quarter.", overrides=given_).profile
    assert (profile.company, profile.currency, profile.period_end) == ("Harbor Tools", "CAD", "2021-05-31")
    assert profile.assumptions == ()


def test_overrides_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "meta.json"
    path.write_text(
        json.dumps({"fiscal_quarter": "2021Q1", "call_date": None, "kind": "note"}), encoding="utf-8"
    )
    assert load_overrides(path) == Overrides(fiscal_quarter="2021Q1", kind="note")


@pytest.mark.parametrize(
    "content",
    ["[]", "{", '{"quarter": "2021Q1"}', '{"kind": "poem"}', '{"fiscal_quarter": 2021}', '{"currency": "$"}'],
)
def test_bad_files_of_overrides(tmp_path: Path, content: str) -> None:
    path = tmp_path / "meta.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_overrides(path)
    assert str(path) in caught.value.place


def test_options_go_over_the_file() -> None:
    both = Overrides(currency="CAD").over(Overrides(currency="USD", ticker="HTL"))
    assert both == Overrides(currency="CAD", ticker="HTL")
