"""Signing: each attestation of an account with a certificate of its own, then the service's seal. Only here is pyHanko.

Domain page, "Accounts". All fields are declared before the first signature, for a field that appears later is a change
of what was signed; the seal closes the file against any change. Each signature's time is that of the attestation.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from pathlib import Path

from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore

from fsm3.core import clock, documents, jobs, journal
from fsm3.core.jobs import Claim, Effect
from fsm3.jobs.certificates import Authority, Key, NoAuthority, Subject, read
from fsm3.jobs.loops import in_own_thread
from fsm3.jobs.render import render
from fsm3.journeys import letters, papers
from fsm3.letters import storage, templates
from fsm3.letters.contexts import Attested, SignedAccount

SEAL = "segl"
_SERVICE = Subject(
    name="Tilskudsportalens segl",
    organisation="Styrelsen for Arbejdsmarked og Rekruttering",
    role="Segl",
)
_BYTES_FOR_A_SIGNATURE = 8192
_DIGEST = "sha256"


@dataclass(frozen=True)
class Signature:
    """A signature to be made: its field, who makes it, why and when."""

    field: str
    subject: Subject
    reason: str
    at: datetime


@jobs.handles(papers.SEAL)
def seal_account(claim: Claim) -> Effect:
    """Make and sign the file of a frozen account; the effect lays it at the municipality's door."""
    document = documents.frozen(claim.payload["document"])
    version, head, now = templates.version(document.kind), journal.head(), clock.now()
    account = storage.account_from_json(document.context)
    pdf = render(document.kind, document.context, head=head)
    content = sign(pdf, signatures(account, now=now), by=authority(), now=now)
    return lambda: letters.give(document.id, content=content, template_version=version, head=head, at=now)


@cache
def authority() -> Authority:
    """The authority that the environment names, read once in the life of a process. Raises NoAuthority."""
    if not settings.AUTHORITY_FILE:
        raise NoAuthority("AUTHORITY_FILE is not set: no account can be signed.")
    return read(Path(settings.AUTHORITY_FILE), settings.AUTHORITY_PASSWORD)


def signatures(account: SignedAccount, *, now: datetime) -> tuple[Signature, ...]:
    """The signatures an account gets: one for each attestation in order, and the seal."""
    attested = tuple(_of(each, number) for number, each in enumerate(account.attestations, start=1))
    reason = f"{account.name}, version {account.version}, med aftryk {account.digest}"
    return (*attested, Signature(SEAL, _SERVICE, reason, now))


def _of(each: Attested, number: int) -> Signature:
    return Signature(
        field=f"paategning_{number}",
        subject=Subject(each.name, each.organisation, each.title),
        reason=f"{each.kind}: {each.conclusion}",
        at=datetime.fromisoformat(each.moment),
    )


def sign(pdf: bytes, wanted: Sequence[Signature], *, by: Authority, now: datetime) -> bytes:
    """Sign a file with each signature in turn, under fields declared beforehand; the last closes it."""
    return sign_fields(_with_fields(pdf, wanted), wanted, by=by, now=now)


def sign_fields(pdf: bytes, wanted: Sequence[Signature], *, by: Authority, now: datetime) -> bytes:
    """Sign a file's declared fields in turn."""
    for each in wanted:
        certificate, key = by.certify(each.subject, since=each.at, now=now)
        signed = _signed(pdf, each, OneKey(certificate, key, by.certificate))
        pdf = in_own_thread(partial(asyncio.run, signed))
    return pdf


def _with_fields(pdf: bytes, wanted: Sequence[Signature]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    for each in wanted:
        last = each is wanted[-1]
        spec = SigFieldSpec(
            each.field,
            readable_field_name=f"{each.subject.role}: {each.subject.name}",
            field_mdp_spec=FieldMDPSpec(FieldMDPAction.ALL) if last else None,
            doc_mdp_update_value=MDPPerm.NO_CHANGES if last else None,
        )
        fields.append_signature_field(writer, spec)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


async def _signed(content: bytes, wanted: Signature, signer: OneKey) -> bytes:
    """One signature, at the time of the attestation and not of the signing."""
    meta = signers.PdfSignatureMetadata(
        field_name=wanted.field,
        md_algorithm=_DIGEST,
        name=wanted.subject.name,
        reason=wanted.reason,
        subfilter=SigSeedSubFilter.PADES,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    session = signers.PdfSigner(meta, signer).init_signing_session(writer, existing_fields_only=True)
    session.system_time = wanted.at
    prepared = session.prepare_tbs_document(validation_info=None, bytes_reserved=_BYTES_FOR_A_SIGNATURE)
    digest, out = prepared.digest_tbs_document()
    await prepared.perform_signature(digest.document_digest, PdfCMSSignedAttributes())
    out.seek(0)
    signed: bytes = out.read()
    return signed


class OneKey(signers.Signer):
    """Signs with a key as it lies in memory; pyHanko's own signer loads it anew for each signature."""

    def __init__(self, certificate: Certificate, key: Key, authority_certificate: Certificate) -> None:
        known = SimpleCertificateStore()
        known.register(der(authority_certificate))
        super().__init__(signing_cert=der(certificate), cert_registry=known, embed_roots=True)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002, FBT001, FBT002
        """The signature of bytes."""
        return self._key.sign(data, ec.ECDSA(hashes.SHA256()))


def der(certificate: Certificate) -> asn1.Certificate:
    """A certificate as pyHanko takes it."""
    return asn1.Certificate.load(certificate.public_bytes(Encoding.DER))
