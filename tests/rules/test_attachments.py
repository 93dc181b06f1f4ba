"""What may be attached, under which name, and how much of it; what the first bytes of a file tell."""

from __future__ import annotations

import pytest

from applications.rules import attachments as rules
from applications.rules.attachments import MOST_BYTES, MOST_FILES, MOST_TOGETHER, Format, MediaType
from tests.rules.support import pool

PDF = b"%PDF-1.7\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def codes(problems) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("begin", "format_"),
    [
        (PDF, Format.PDF),
        (b"PK\x03\x04", Format.OFFICE),
        (b"\x89PNG\r\n\x1a\n", Format.IMAGE),
        (b"\xff\xd8\xff\xe0", Format.IMAGE),
        (b"MZ", None),
        (b"<html>%PDF-1.7", None),
        (b"", None),
    ],
)
def test_the_first_bytes_tell_the_format(begin, format_):
    assert rules.format_of(begin) is format_


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", ["attachment_empty"]),
        (PDF.ljust(MOST_BYTES), []),
        (PDF.ljust(MOST_BYTES + 1), ["attachment_too_large"]),
        (b"#!/bin/sh", ["file_type_unknown"]),
        (OLE + b"WordDocument", ["file_old_office"]),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ["file_encrypted"]),
    ],
)
def test_41_what_is_wrong_at_first_sight_is_told_before_anything_is_parsed(content, found):
    assert codes(rules.at_first_sight(content)) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("plan.pdf", []),
        ("=HYPERLINK(1).pdf", []),
        ("æøå – 1. udkast.docx", []),
        ("010170-1234.pdf", ["looks_like_cpr"]),
        ("Borger 0101701234.pdf", ["looks_like_cpr"]),
        ("a\0b.pdf", ["control_character"]),
        ("a\nb.pdf", ["control_character"]),
        ("plan\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe", ["control_character"]),
        ("../../etc/passwd", ["file_name_is_a_path"]),
        ("C:\\plan.pdf", ["file_name_is_a_path"]),
        ("..", ["file_name_missing"]),
        ("", ["file_name_missing"]),
        ("a" * 201, ["text_too_long"]),
    ],
)
def test_23_38_39_names_are_plain_names(name, found):
    assert codes(rules.name_faults(name)) == found
    assert all(problem.where == rules.NAME for problem in rules.name_faults(name))


def test_a_name_is_kept_in_one_way_to_write_it():
    assert (
        rules.tidy_name(" A\N{COMBINING RING ABOVE}rsplan\N{NO-BREAK SPACE}  2022.pdf ") == "Årsplan 2022.pdf"
    )


@pytest.mark.parametrize(
    ("name", "media_type", "full"),
    [
        ("plan.PDF", MediaType.PDF, "plan.PDF"),
        ("plan.exe", MediaType.PDF, "plan.exe.pdf"),
        ("foto.jpeg", MediaType.JPEG, "foto.jpeg"),
        ("foto", MediaType.JPEG, "foto.jpg"),
        ("1.2 Plan", MediaType.DOCX, "1.2 Plan.docx"),
    ],
)
def test_a_name_ends_as_what_the_file_is(name, media_type, full):
    assert rules.with_extension(name, media_type) == full


@pytest.mark.parametrize(
    ("taken", "free"),
    [([], "plan.pdf"), (["Plan.PDF"], "plan (2).pdf"), (["plan.pdf", "plan (2).pdf"], "plan (3).pdf")],
)
def test_a_name_that_is_taken_gets_a_number(taken, free):
    assert rules.free_name("plan.pdf", taken) == free


@pytest.mark.parametrize(
    ("held", "size", "found"),
    [
        ([1] * (MOST_FILES - 1), 1, []),
        ([1] * MOST_FILES, 1, ["too_many_files"]),
        ([MOST_TOGETHER - 1], 1, []),
        ([MOST_TOGETHER - 1], 2, ["files_too_large_together"]),
    ],
)
def test_a_draft_has_room_for_so_many_files_and_so_much(held, size, found):
    assert codes(rules.room_faults(held, size)) == found


@pytest.mark.parametrize(
    ("key", "taken", "found"),
    [
        ("", [""], []),
        ("agreement", [""], []),
        ("agreement", ["agreement"], ["place_taken"]),
        ("status", [], ["place_unknown"]),
    ],
)
def test_a_place_that_the_pool_demands_holds_one_file(key, taken, found):
    assert codes(rules.place_faults(key, pool("made_up"), taken)) == found
