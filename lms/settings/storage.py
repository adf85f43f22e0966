"""Where files lie: on disk below ALONGSIDE_VAR, or with S3_ENDPOINT in two buckets of an S3-compatible store (docs/decisions/0087)."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

NEEDS = ("S3_BUCKET_PRIVATE", "S3_BUCKET_MEDIA", "S3_ACCESS_KEY", "S3_SECRET_KEY")
STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def on_disk(var: Path) -> dict[str, Any]:
    """STORAGES without a store elsewhere."""
    return {"default": _folder(var / "media", "/media/"), "private": _folder(var / "private", None), "staticfiles": STATIC}


def stores(env: environ.Env, var: Path) -> dict[str, Any]:
    """STORAGES. Keys and the ledger of erasures are folders of their own and never lie here. Raises ImproperlyConfigured."""
    if not env.str("S3_ENDPOINT", default=""):
        return on_disk(var)
    missing = [name for name in NEEDS if not env.str(name, default="")]
    if missing:
        raise ImproperlyConfigured(f"S3_ENDPOINT is set, so these are needed too: {', '.join(missing)}.")
    if env.str("S3_BUCKET_PRIVATE") == env.str("S3_BUCKET_MEDIA"):
        raise ImproperlyConfigured("S3_BUCKET_PRIVATE and S3_BUCKET_MEDIA must be two buckets: what people hand in lies apart.")
    private, media = _bucket(env, "S3_BUCKET_PRIVATE", None), _bucket(env, "S3_BUCKET_MEDIA", "/media/")
    return {"default": media, "private": private, "staticfiles": STATIC}


def _folder(place: Path, base_url: str | None) -> dict[str, Any]:
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(place), "base_url": base_url}}


def _bucket(env: environ.Env, name: str, base_url: str | None) -> dict[str, Any]:
    options = {
        "endpoint": env.str("S3_ENDPOINT"),
        "bucket": env.str(name),
        "access_key": env.str("S3_ACCESS_KEY"),
        "secret_key": env.str("S3_SECRET_KEY"),
        "region": env.str("S3_REGION", default="us-east-1"),  # what stores without regions call theirs
        "base_url": base_url,
    }
    return {"BACKEND": "lms.core.s3.Bucket", "OPTIONS": options}
