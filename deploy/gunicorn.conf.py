"""gunicorn --config deploy/gunicorn.conf.py lms.wsgi. The access log stays off: it would write paths, addresses and browsers."""

import contextlib
import ctypes
import gc
import multiprocessing
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lms.settings.logs import logging_for

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", multiprocessing.cpu_count()))  # docs/performance.md: more than cores is slower
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
# Loaded once and shared by the workers, page for page (docs/performance.md). New code needs a restart, a HUP does not load it.
preload_app = True
max_requests, max_requests_jitter = 20_000, 2_000
graceful_timeout, timeout = 30, 60
accesslog = None
logconfig_dict = logging_for(os.environ.get("LOG_FORMAT", "json"))


def give_large_memory_back() -> None:
    """A password check borrows 19 MB. The C library learns to keep such blocks, one a thread; with a fixed limit it gives them back."""
    mmap_threshold = -3  # M_MMAP_THRESHOLD of mallopt(3)
    with contextlib.suppress(AttributeError, OSError):  # another C library has manners of its own
        ctypes.CDLL(None).mallopt(mmap_threshold, 2**20)


def when_ready(server: object) -> None:
    """Before the workers begin: read what every worker reads, and let the collector leave it alone, so that its pages stay shared."""
    from lms.core.warming import open_pages, warm
    from lms.wsgi import application

    give_large_memory_back()
    warm()
    open_pages(application)
    gc.collect()
    gc.freeze()
