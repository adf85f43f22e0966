"""Files in an S3-compatible store (docs/decisions/0087).

A bucket answers to us alone: no address of it is ever given out, none is signed, and what it holds goes through our own views. Deleting
takes every version of an object, because a version that stays is a file that was not erased.
"""

import io
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any, BinaryIO, cast
from urllib.parse import urlsplit

import certifi
import urllib3
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils import timezone
from django.utils.deconstruct import deconstructible
from django.utils.encoding import filepath_to_uri
from minio import Minio
from minio.error import S3Error

GONE = {"NoSuchKey", "NoSuchVersion", "ResourceNotFound"}
IN_MEMORY = 2_500_000
PIECE = 256 * 1024
# What people may hand in goes in one request: an upload in parts that is cut short leaves parts that no listing shows.
ONE_REQUEST = 32 * 1024 * 1024
# A visitor waits for these: a store that is away is told soon, not after minutes.
PATIENCE = urllib3.Timeout(connect=3, read=20)
AGAIN = urllib3.Retry(total=2, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504], redirect=0)


def _wire() -> urllib3.PoolManager:
    authorities = os.environ.get("SSL_CERT_FILE") or certifi.where()
    return urllib3.PoolManager(timeout=PATIENCE, retries=AGAIN, maxsize=8, cert_reqs="CERT_REQUIRED", ca_certs=authorities)


@deconstructible
class Bucket(Storage):
    """One bucket. `base_url` is the path of the view that serves it; None where each file has a view of its own that asks who reads."""

    def __init__(self, *, endpoint: str, bucket: str, access_key: str, secret_key: str, region: str, base_url: str | None) -> None:
        self.endpoint, self.bucket, self.base_url = endpoint.rstrip("/"), bucket, base_url
        at = urlsplit(self.endpoint)
        is_safe = at.scheme == "https"
        self.client = Minio(at.netloc, access_key, secret_key, secure=is_safe, region=region, http_client=_wire())

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError("A file in a bucket is read; it is written by save.")
        kept: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by who reads it
        try:
            answer = self.client.get_object(self.bucket, name)
        except S3Error as error:
            raise _said(error, name) from error
        with answer:
            for piece in answer.stream(PIECE):
                kept.write(piece)
            answer.release_conn()
        kept.seek(0)
        return File(kept, name)

    def _save(self, name: str, content: File) -> str:
        stream, size = _as_bytes(content)
        self.client.put_object(self.bucket, name, stream, size, part_size=ONE_REQUEST, num_parallel_uploads=1)
        return name

    def delete(self, name: str) -> None:
        """Every version of it, the marks of earlier deletions too; the newest first, so that one left half-way is still seen by a sweep."""
        if not name:
            raise ValueError("The name must be given to delete().")
        for version in list(self.client.list_objects(self.bucket, prefix=name, recursive=True, include_version=True)):
            if version.object_name == name:
                self.client.remove_object(self.bucket, name, version_id=version.version_id)

    def exists(self, name: str) -> bool:
        if not name.strip("/"):
            return self.client.bucket_exists(self.bucket)
        return self._stat(name) is not None

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        prefix = f"{path.strip('/')}/" if path.strip("/") else ""
        folders: list[str] = []
        files: list[str] = []
        for found in self.client.list_objects(self.bucket, prefix=prefix):
            name = found.object_name.removeprefix(prefix)
            (folders if found.is_dir else files).append(name.rstrip("/"))
        return folders, [name for name in files if name]

    def walk(self) -> Iterator[str]:
        """The name of everything in the bucket."""
        return (found.object_name for found in self.client.list_objects(self.bucket, recursive=True))

    def size(self, name: str) -> int:
        return int(self._known(name).size)

    def get_modified_time(self, name: str) -> datetime:
        when: datetime = self._known(name).last_modified
        return when if settings.USE_TZ else timezone.make_naive(when)

    def url(self, name: str | None) -> str:
        if self.base_url is None:
            raise ValueError("This file has no address: a view serves it to those who may read it.")
        return self.base_url + str(filepath_to_uri(name)).lstrip("/")

    def is_open_to_strangers(self, name: str) -> bool:
        """Whether somebody without a key gets this object: then the bucket is public, and nothing in it is private."""
        answer = _wire().request("GET", f"{self.endpoint}/{self.bucket}/{filepath_to_uri(name)}", redirect=False)
        return answer.status < 400

    def _stat(self, name: str) -> Any | None:
        try:
            return self.client.stat_object(self.bucket, name)
        except S3Error as error:
            if isinstance(_said(error, name), FileNotFoundError):
                return None
            raise

    def _known(self, name: str) -> Any:
        found = self._stat(name)
        if found is None:
            raise FileNotFoundError(name)
        return found


def _said(error: S3Error, name: str) -> Exception:
    return FileNotFoundError(name) if error.code in GONE else error


def _as_bytes(content: File) -> tuple[BinaryIO, int]:
    """A stream of bytes and how many there are: some of Django's files hold text."""
    content.seek(0)
    if isinstance(content.read(0), str):
        data = str(content.read()).encode()
        return io.BytesIO(data), len(data)
    return cast(BinaryIO, content), content.size
