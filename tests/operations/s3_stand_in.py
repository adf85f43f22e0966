"""A small S3 on loopback for tests: buckets with versions, in memory. It refuses whoever shows no key, unless a bucket is made public.

Held against a foreign implementation by `S3_TEST_ENDPOINT` (tests/operations/test_s3.py).
"""

import hashlib
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from urllib.parse import parse_qs, quote, unquote, urlsplit
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
numbers = count(1)


@dataclass
class Version:
    data: bytes | None  # None marks a deletion
    id: str = field(default_factory=lambda: f"v{next(numbers)}")
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def etag(self):
        return f'"{hashlib.md5(self.data or b"").hexdigest()}"'


@dataclass
class Store:
    """`asked` holds every request line as it came, for what must not be in it."""

    buckets: dict = field(default_factory=lambda: {"private": {}, "media": {}})
    public: set = field(default_factory=set)
    asked: list = field(default_factory=list)
    keeps_versions: bool = True
    endpoint: str = ""

    def newest(self, bucket, name):
        versions = self.buckets[bucket].get(name, [])
        return versions[-1] if versions and versions[-1].data is not None else None

    def put(self, bucket, name, data):
        kept = self.buckets[bucket].setdefault(name, [])
        if not self.keeps_versions:
            kept.clear()
        kept.append(Version(data))
        return kept[-1]

    def delete(self, bucket, name, version_id):
        kept = self.buckets[bucket].get(name, [])
        if version_id and version_id != "null":
            self.buckets[bucket][name] = [version for version in kept if version.id != version_id]
        elif self.keeps_versions:
            kept.append(Version(None))
        else:
            kept.clear()
        if not self.buckets[bucket].get(name):
            self.buckets[bucket].pop(name, None)

    def names(self, bucket):
        """What is there in any version, for asserting that nothing is."""
        return sorted(self.buckets[bucket])

    def age(self, days):
        for versions in (kept for bucket in self.buckets.values() for kept in bucket.values()):
            for version in versions:
                version.at -= timedelta(days=days)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    store: Store

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", headers.get("length", str(len(body))))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def fault(self, status, code):
        self.answer(status, f"{HEAD}<Error><Code>{code}</Code><Message>no</Message></Error>".encode(), Content_Type="application/xml")

    def where(self):
        at = urlsplit(self.path)
        bucket, _, name = unquote(at.path).lstrip("/").partition("/")
        return bucket, name, {key: values[0] for key, values in parse_qs(at.query, keep_blank_values=True).items()}

    def begin(self):
        """Bucket, name and query; None when it was answered already."""
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length) if length else b""
        self.store.asked.append(f"{self.command} {self.path}")
        bucket, name, query = self.where()
        if "Authorization" not in self.headers and bucket not in self.store.public:
            return self.fault(403, "AccessDenied")
        if bucket not in self.store.buckets:
            return self.fault(404, "NoSuchBucket")
        return bucket, name, query

    def do_PUT(self):
        if at := self.begin():
            kept = self.store.put(at[0], at[1], self.body)
            self.answer(200, ETag=kept.etag, x_amz_version_id=kept.id)

    def do_DELETE(self):
        if at := self.begin():
            self.store.delete(at[0], at[1], at[2].get("versionId"))
            self.answer(204)

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        if not (at := self.begin()):
            return None
        bucket, name, query = at
        if not name:
            listed = versions_xml if "versions" in query else names_xml
            return self.answer(200, listed(self.store, bucket, query).encode(), Content_Type="application/xml")
        kept = self.store.newest(bucket, name)
        if kept is None:
            return self.fault(404, "NoSuchKey")
        made = format_datetime(kept.at, usegmt=True)
        return self.answer(200, kept.data, ETag=kept.etag, Last_Modified=made, Content_Type="application/octet-stream")


def moment(at):
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def names_xml(store, bucket, query):
    prefix, between = query.get("prefix", ""), query.get("delimiter", "")
    there = sorted(name for name in store.buckets[bucket] if name.startswith(prefix) and store.newest(bucket, name))
    folders = {name[: name.index(between, len(prefix)) + 1] for name in there if between and between in name[len(prefix) :]}
    files = [name for name in there if not (between and between in name[len(prefix) :])]
    lines = [entry("Contents", name, store.newest(bucket, name)) for name in files]
    lines += [f"<CommonPrefixes><Prefix>{quote(name)}</Prefix></CommonPrefixes>" for name in sorted(folders)]
    return listing("ListBucketResult", bucket, lines)


def versions_xml(store, bucket, query):
    lines = [
        entry("DeleteMarker" if version.data is None else "Version", name, version, f"<VersionId>{version.id}</VersionId>")
        for name, versions in sorted(store.buckets[bucket].items())
        if name.startswith(query.get("prefix", ""))
        for version in reversed(versions)
    ]
    return listing("ListVersionsResult", bucket, lines)


def listing(tag, bucket, lines):
    about = f"<Name>{bucket}</Name><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>"
    return f"{HEAD}<{tag}>{about}{''.join(lines)}</{tag}>"


def entry(tag, name, version, more=""):
    size = "" if version.data is None else f"<ETag>{escape(version.etag)}</ETag><Size>{len(version.data)}</Size>"
    return f"<{tag}><Key>{quote(name)}</Key><LastModified>{moment(version.at)}</LastModified>{size}{more}</{tag}>"


@contextmanager
def serving():
    store = Store()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"store": store}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    store.endpoint = f"http://127.0.0.1:{server.server_port}"
    try:
        yield store
    finally:
        server.shutdown()
        server.server_close()
