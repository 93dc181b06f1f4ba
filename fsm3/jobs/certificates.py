"""The service's own authority: it makes a certificate for each signature, whose key is used once and then forgotten.

Decision record 9. The certificate names who attested, for which organisation and in which role; it is valid from the
attestation to a moment after the signing. The authority's key and certificate are one PKCS#12 file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

Key = ec.EllipticCurvePrivateKey
LASTS = timedelta(days=7300)
_BEFORE, _AFTER = timedelta(minutes=5), timedelta(minutes=10)
_LONGEST_NAME = 64  # X.520, counted in bytes


class NoAuthority(Exception):
    """The file of the authority is not there, cannot be opened, or holds no authority."""


@dataclass(frozen=True)
class Subject:
    """Who a certificate is for."""

    name: str
    organisation: str
    role: str


@dataclass(frozen=True)
class Authority:
    """The authority's certificate and key."""

    certificate: x509.Certificate
    key: Key

    def certify(self, subject: Subject, *, since: datetime, now: datetime) -> tuple[x509.Certificate, Key]:
        """Make a key and its certificate, valid from `since` to a moment after now."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _certificate(
            _names(subject),
            key,
            issuer=self.certificate.subject,
            valid=(min(since, now) - _BEFORE, now + _AFTER),
            extensions=(
                (x509.BasicConstraints(ca=False, path_length=None), True),
                (_usage(signs=True), True),
                (x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False),
            ),
        ).sign(self.key, hashes.SHA256())
        return certificate, key


def make(name: str, password: str, *, since: datetime) -> bytes:
    """Make an authority of a name: key and certificate as PKCS#12 under a password."""
    key = ec.generate_private_key(ec.SECP256R1())
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = _certificate(
        own,
        key,
        issuer=own,
        valid=(since, since + LASTS),
        extensions=(
            (x509.BasicConstraints(ca=True, path_length=0), True),
            (_usage(signs=False), True),
        ),
    ).sign(key, hashes.SHA256())
    return pkcs12.serialize_key_and_certificates(
        name.encode(), key, certificate, None, BestAvailableEncryption(password.encode())
    )


def read(path: Path, password: str) -> Authority:
    """Read an authority from its file. Raises NoAuthority."""
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(path.read_bytes(), password.encode())
    except (OSError, ValueError) as fault:
        raise NoAuthority(f"{path} cannot be opened as PKCS#12: {fault}") from fault
    if not isinstance(key, ec.EllipticCurvePrivateKey) or certificate is None:
        raise NoAuthority(f"{path} holds no elliptic-curve key with its certificate.")
    return Authority(certificate, key)


def _certificate(
    subject: x509.Name,
    key: Key,
    *,
    issuer: x509.Name,
    valid: tuple[datetime, datetime],
    extensions: Iterable[tuple[x509.ExtensionType, bool]],
) -> x509.CertificateBuilder:
    """A certificate that is yet to be signed."""
    builder = x509.CertificateBuilder(
        issuer_name=issuer,
        subject_name=subject,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=valid[0],
        not_valid_after=valid[1],
    ).add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder


def _usage(*, signs: bool) -> x509.KeyUsage:
    """Either to sign what somebody answers for, or to sign certificates."""
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_cert_sign=not signs,
        crl_sign=not signs,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _names(subject: Subject) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, _cut(subject.name)),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _cut(subject.organisation)),
            x509.NameAttribute(NameOID.TITLE, _cut(subject.role)),
        ]
    )


def _cut(text: str) -> str:
    """A name at its full length, or as much of it as a certificate holds; the document has it whole."""
    held = text.encode()
    if len(held) <= _LONGEST_NAME:
        return text
    return held[: _LONGEST_NAME - 3].decode(errors="ignore") + "\N{HORIZONTAL ELLIPSIS}"
