"""Signing in through an organisation that speaks SAML: what we say about ourselves, and a signed answer, made here."""

import base64
import zlib
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from lms.settings.sign_in import for_allauth
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
OURS = "http://alongside.example/accounts/saml/trust/metadata/"
MAIL = "urn:oid:0.9.2342.19200300.100.1.3"
HOST = "http://alongside.example"


def certified():
    """A key and its certificate, both as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "trust")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private.decode(), made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


KEY, CERTIFICATE = certified()
OTHER_KEY, OTHER_CERTIFICATE = certified()


@pytest.fixture(autouse=True)
def trust(settings):
    settings.SIGN_IN_PROVIDERS = [
        {
            "kind": "saml",
            "id": "trust",
            "name": "Trust account",
            "entity_id": "https://idp.example/metadata",
            "sso_url": "https://idp.example/sso",
            "x509cert": CERTIFICATE,
            "attributes": {"email": MAIL},
            "trust_addresses": True,
        }
    ]
    settings.SOCIALACCOUNT_PROVIDERS = for_allauth(settings.SIGN_IN_PROVIDERS)


@pytest.fixture
def client():
    return Client(HTTP_HOST="alongside.example")


@pytest.fixture
def ada():
    return UserFactory(email="ada@example.org")


def stamp(minutes=0):
    return (datetime.now(UTC) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


def response(asked, *, email="ada@example.org", audience=OURS, until=5, key=KEY, certificate=CERTIFICATE):
    acs = f"{HOST}/accounts/saml/trust/acs/"
    assertion = f"""<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a1" Version="2.0" IssueInstant="{stamp()}">
<saml:Issuer>https://idp.example/metadata</saml:Issuer><saml:Subject>
<saml:NameID Format="{PERSISTENT}">p-1</saml:NameID><saml:SubjectConfirmation
Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData
NotOnOrAfter="{stamp(until)}" Recipient="{acs}" InResponseTo="{asked}"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{stamp(-10)}" NotOnOrAfter="{stamp(until)}"><saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience>
</saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{stamp()}" SessionIndex="_s1"><saml:AuthnContext>
<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement><saml:Attribute Name="{MAIL}"><saml:AttributeValue>{email}</saml:AttributeValue></saml:Attribute>
</saml:AttributeStatement></saml:Assertion>"""
    signed = assertion
    if key:
        sha = "http://www.w3.org/2001/04/xmlenc#sha256"
        rsa_sha = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
        signed = OneLogin_Saml2_Utils.add_sign(assertion, key, certificate, sign_algorithm=rsa_sha, digest_algorithm=sha).decode()
    whole = f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r1" Version="2.0" IssueInstant="{stamp()}" Destination="{acs}" InResponseTo="{asked}"><saml:Issuer>https://idp.example/metadata</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>{signed}</samlp:Response>"""
    return base64.b64encode(whole.encode()).decode()


def ask(client):
    """Press the button. Returns the id of our request, and the query with which the browser goes there."""
    there = client.post("/accounts/saml/trust/login/")
    query = parse_qs(urlsplit(there.url).query)
    sent = zlib.decompress(base64.b64decode(query["SAMLRequest"][0]), -15).decode()
    return sent.split('ID="')[1].split('"')[0], query


def go(client, **more):
    asked, query = ask(client)
    sent = {"SAMLResponse": response(more.pop("asked", asked), **more), "RelayState": query.get("RelayState", [""])[0]}
    return client.post("/accounts/saml/trust/acs/", sent, follow=True)


def who(client):
    return client.session.get("_auth_user_id")


def test_our_metadata_says_where_answers_go_and_that_they_must_be_signed(client):
    page = client.get("/accounts/saml/trust/metadata/")
    assert page.status_code == 200
    said = page.content.decode()
    assert f'Location="{HOST}/accounts/saml/trust/acs/"' in said
    assert 'WantAssertionsSigned="true"' in said


def test_a_signed_answer_opens_the_account_of_the_invited_person(client, ada):
    go(client)
    assert who(client) == str(ada.pk)
    assert SocialAccount.objects.get(user=ada).extra_data == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": None},
        {"key": OTHER_KEY, "certificate": OTHER_CERTIFICATE},
        {"audience": "https://somebody.else"},
        {"until": -5},
        {"email": "stranger@example.org"},
    ],
    ids=["unsigned", "another key", "for somebody else", "too old", "not invited"],
)
def test_any_other_answer_opens_nothing(client, ada, wrong):
    go(client, **wrong)
    assert who(client) is None
    assert not SocialAccount.objects.exists()


def test_an_answer_that_nobody_asked_for_opens_nothing(client, ada):
    client.raise_request_exception = False
    go(client, asked="_never-asked")
    assert who(client) is None


def test_an_answer_works_once(client, ada):
    asked, query = ask(client)
    sent = {"SAMLResponse": response(asked), "RelayState": query.get("RelayState", [""])[0]}
    client.post("/accounts/saml/trust/acs/", sent, follow=True)
    client.post("/accounts/logout/")
    client.raise_request_exception = False
    client.post("/accounts/saml/trust/acs/", sent, follow=True)
    assert who(client) is None
