"""The route exists in demonstrations only, and answers POST alone."""

from .matrix import EVERYBODY, Entry

ENTRIES = [Entry("demo:sign_in", EVERYBODY, posts_only=True)]
