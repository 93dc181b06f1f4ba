"""The signed account: who signed, when and why, each with a key of its own, and the data inside."""

from __future__ import annotations

import asyncio
import io
import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PdfReader

from fsm3.core.canonical import sha256
from fsm3.jobs import certificates, seal, verify
from fsm3.jobs.certificates import NoAuthority, Subject
from fsm3.jobs.loops import in_own_thread
from fsm3.jobs.render import render
from fsm3.letters.attached import lines_as_csv
from fsm3.letters.storage import to_json
from tests.letters.samples_account import ACCOUNT, CONTENT, PARTIAL
from tests.papers.tampering import HEAD, NOW, own, signed, unsigned


def reader_of(pdf: bytes) -> PdfFileReader:
    return PdfFileReader(io.BytesIO(pdf))


def certificate_of(signature) -> x509.Certificate:
    return x509.load_der_x509_certificate(signature.signer_cert.dump())


class TestSignatures:
    def test_each_attestation_signs_in_order_and_the_seal_comes_last(self):
        names = [signature.field_name for signature in reader_of(signed()).embedded_signatures]
        assert names == ["paategning_1", "paategning_2", "segl"]

    def test_a_signature_names_who_attested_for_whom_in_which_role_when_and_why(self):
        first, second, _ = reader_of(signed()).embedded_signatures
        assert certificate_of(first).subject.rfc4514_string() == (
            "2.5.4.12=Tilskudsansvarlig,O=Lyngby-Taarbæk Kommune,CN=Anne Opdigtet"
        )
        assert second.self_reported_timestamp == datetime.fromisoformat("2024-03-26T15:40:00+01:00")
        assert second.sig_object["/Reason"] == "Revisorpåtegning: Uden forbehold"
        assert second.sig_object["/Name"] == "Bo Opdigtet"

    def test_the_seal_names_the_digest_that_was_attested(self):
        last = reader_of(signed()).embedded_signatures[-1]
        assert ACCOUNT.digest in last.sig_object["/Reason"]

    def test_no_key_signs_twice_and_no_certificate_lasts(self):
        made = [certificate_of(each) for each in reader_of(signed()).embedded_signatures]
        assert len(
            {each.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest for each in made}
        ) == len(made)
        for each in made:
            assert each.not_valid_after_utc == (NOW + timedelta(minutes=10)).replace(microsecond=0)
            assert not each.extensions.get_extension_for_class(x509.BasicConstraints).value.ca

    def test_a_certificate_covers_the_attestation_and_the_signing(self):
        first = certificate_of(reader_of(signed()).embedded_signatures[0])
        assert first.not_valid_before_utc <= datetime.fromisoformat("2024-03-20T10:02:11+01:00")
        assert first.not_valid_after_utc >= NOW

    def test_all_fields_are_declared_before_the_first_signature(self):
        reader = reader_of(signed())
        before = reader.get_historical_root(1)["/AcroForm"]["/Fields"]
        assert [field.get_object()["/T"] for field in before] == ["paategning_1", "paategning_2", "segl"]
        assert all("/V" not in reader.get_historical_resolver(1)(field.reference) for field in before)

    def test_a_partial_account_has_one_attestation_and_the_seal(self):
        pdf = seal.sign(
            render("account", to_json(PARTIAL), head=HEAD),
            seal.signatures(PARTIAL, now=NOW),
            by=own(),
            now=NOW,
        )
        assert verify.signature_faults(pdf, by=own()) == ()
        assert len(reader_of(pdf).embedded_signatures) == 2

    def test_it_signs_where_a_loop_is_running_already(self):
        async def sign() -> bytes:
            return seal.sign(unsigned(), seal.signatures(ACCOUNT, now=NOW), by=own(), now=NOW)

        assert verify.signature_faults(in_own_thread(lambda: asyncio.run(sign())), by=own()) == ()

    def test_a_name_longer_than_a_certificate_holds_is_cut_there(self):
        certificate, _ = own().certify(Subject("Ø" * 80, "Kommunen", "Revisor"), since=NOW, now=NOW)
        (name,) = certificate.subject.get_attributes_for_oid(x509.oid.NameOID.COMMON_NAME)
        assert name.value == "Ø" * 30 + "…"

    def test_an_independent_reader_lists_who_attested_and_when(self, tmp_path):
        path = tmp_path / "account.pdf"
        path.write_bytes(signed())
        said = subprocess.run(
            ["pdfsig", "-nocert", str(path)],
            capture_output=True,
            text=True,
            check=False,
            env={"TZ": "Europe/Copenhagen", "LC_ALL": "C.UTF-8"},
        ).stdout
        assert re.findall("Common Name: (.*)", said) == [
            "Anne Opdigtet",
            "Bo Opdigtet",
            "Tilskudsportalens segl",
        ]
        assert said.count("Signature is Valid.") == 3
        assert "Signing Time: Mar 20 2024 10:02:11" in said
        assert said.count("Total document signed") == 1


class TestData:
    def test_the_embedded_text_is_the_one_that_was_attested(self):
        held = PdfReader(io.BytesIO(signed())).attachments
        assert list(held) == ["regnskab.csv", "regnskab.json"]
        assert held["regnskab.json"][0].decode() == CONTENT
        assert sha256(held["regnskab.json"][0]) == ACCOUNT.digest

    def test_an_explanation_never_becomes_a_formula(self):
        """Bad input 38."""
        lines = lines_as_csv(ACCOUNT).splitlines()
        assert lines[0].startswith("\N{ZERO WIDTH NO-BREAK SPACE}Nr.;")
        assert lines[2].endswith(";'=Der har været flere samtaler end ventet.")
        assert lines[1].split(";")[6] == "-24.800,00"
        assert lines[-1] == ";I alt;;;2.069.800,00;2.056.250,50;-13.549,50;"

    def test_it_declares_pdf_a_3a_and_stays_tagged_when_signed(self):
        root: Any = cast("Any", PdfReader(io.BytesIO(signed())).trailer)["/Root"]
        metadata = root["/Metadata"].get_object().get_data()
        assert b"<pdfaid:part>3" in metadata or b'pdfaid:part="3"' in metadata
        assert b"<pdfaid:conformance>A" in metadata or b'pdfaid:conformance="A"' in metadata
        assert root["/MarkInfo"]["/Marked"].value is True
        relations = {each.get_object()["/AFRelationship"] for each in root["/AF"]}
        assert relations == {"/Data"}

    def test_the_same_account_gives_the_same_bytes_to_sign(self):
        assert render("account", to_json(ACCOUNT), head=HEAD) == unsigned()


class TestAuthority:
    def test_a_file_that_holds_no_authority_is_told(self, tmp_path):
        path = tmp_path / "a.p12"
        with pytest.raises(NoAuthority, match="cannot be opened"):
            certificates.read(path, "word")
        path.write_bytes(certificates.make("En", "word", since=NOW))
        with pytest.raises(NoAuthority, match="cannot be opened"):
            certificates.read(path, "another")
        path.write_bytes(b"no PKCS#12")
        with pytest.raises(NoAuthority):
            certificates.read(path, "word")

    def test_a_key_of_another_kind_is_refused(self, tmp_path):
        from cryptography.hazmat.primitives.asymmetric import ed25519
        from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

        path = tmp_path / "a.p12"
        key = ed25519.Ed25519PrivateKey.generate()
        path.write_bytes(pkcs12.serialize_key_and_certificates(b"x", key, None, None, NoEncryption()))
        with pytest.raises(NoAuthority, match="no elliptic-curve key"):
            certificates.read(path, "")

    def test_without_an_authority_nothing_is_signed(self, settings):
        seal.authority.cache_clear()
        settings.AUTHORITY_FILE = None
        with pytest.raises(NoAuthority, match="AUTHORITY_FILE"):
            seal.authority()

    def test_the_demos_authority_says_what_it_is(self):
        seal.authority.cache_clear()
        assert "demonstration" in seal.authority().certificate.subject.rfc4514_string()

    def test_the_file_of_a_demo_is_for_its_owner_alone(self, tmp_path):
        from fsm3.local.authority import make_in

        make_in(tmp_path / "authority.p12", "word")
        assert Path(tmp_path / "authority.p12").stat().st_mode & 0o077 == 0
        assert certificates.read(
            tmp_path / "authority.p12", "word"
        ).certificate.not_valid_before_utc < datetime(2021, 12, 1, tzinfo=UTC)


def test_a_signature_of_an_account_without_a_name_is_not_written():
    """No letter leaves with an empty field, and no certificate with an empty name."""
    from fsm3.letters.completeness import incomplete

    nameless = replace(ACCOUNT, attestations=(replace(ACCOUNT.attestations[0], name=" "),))
    assert [problem.where for problem in incomplete(nameless)] == ["attestations.1.name"]
