"""python -m tests.certificates.print_one NAME LAYOUT: the SHA-256 of one paper, printed by a process of its own."""

import hashlib
import sys

from certificates.rendering.press import render
from tests.certificates.samples import hard

if __name__ == "__main__":
    sys.stdout.write(hashlib.sha256(render(hard(sys.argv[1]), sys.argv[2])).hexdigest())
