"""The server is killed while somebody hands in, and the request comes again: one result, no lost answer."""

import json
import signal

import pytest

HANDED_IN = {"state": "submitted", "answers": 3, "open": 0, "marks": 4, "results": [[3, 4, True]], "moves": 1}
NOTHING_YET = {"state": "open", "answers": 3, "open": 4, "marks": 0, "results": [], "moves": 0}


@pytest.mark.slow
@pytest.mark.parametrize(("when", "left"), [("marks", NOTHING_YET), ("told", HANDED_IN)])
def test_a_server_killed_while_somebody_hands_in_leaves_one_result(in_a_process, when, left):
    def run(*part):
        return in_a_process("tests.assessments.killed", *part)

    prepared = run("prepare")
    assert prepared.returncode == 0, prepared.stderr[-2000:]
    assert run("die", when).returncode == -signal.SIGKILL
    after = run("again")
    assert after.returncode == 0, after.stderr[-2000:]
    found = json.loads(after.stdout.splitlines()[-1])
    assert found["before"] == left
    assert found["statuses"] == [302, 302]
    assert found["after"] == found["once_more"] == HANDED_IN
