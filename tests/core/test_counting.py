"""Counters in the cache: the same numbers from Redis in one go as from any other cache one by one."""

import pytest
import redis
from django.core.cache import cache

from lms.core import counting
from lms.core.redis_cache import Cache

ADDRESS = "redis://127.0.0.1:6379/13"


@pytest.fixture
def in_redis(monkeypatch):
    """A cache in Redis that the counters use."""
    shared = Cache(ADDRESS, {"KEY_PREFIX": "alongside-test"})
    try:
        shared.delete_many(["a", "b"])
    except redis.ConnectionError:
        pytest.skip("no Redis answers here")
    monkeypatch.setattr(counting, "caches", {"default": shared})
    return shared


@pytest.fixture(params=["one by one", "Redis"])
def counted(request):
    """(count, the cache that it counts in)"""
    if request.param == "Redis":
        return counting.count, request.getfixturevalue("in_redis")
    cache.clear()
    return counting.count, cache


def test_each_window_has_its_own_count(counted):
    count, _cache = counted
    assert [count(("a", 60), ("b", 3600)), count(("a", 60)), count(("a", 60), ("b", 3600))] == [[1, 1], [2], [3, 2]]


def test_a_window_ends_and_begins_anew(counted):
    count, kept = counted
    count(("a", 60))
    kept.delete("a")
    assert count(("a", 60)) == [1]


def test_every_counter_in_redis_ends_by_itself(in_redis):
    counting.count(("a", 60), ("b", 3600))
    client = in_redis._cache.get_client()
    assert [0 < client.ttl(in_redis.make_key(key)) <= most for key, most in [("a", 60), ("b", 3600)]] == [True, True]


def test_a_counter_whose_window_ended_between_the_two_commands_ends_all_the_same(in_redis):
    kept = in_redis
    client = kept._cache.get_client()

    class EndsBetween:
        """A pipeline whose first answer says that the key was there, and whose second that it was not."""

        def pipeline(self, transaction):
            return self

        __enter__ = set = incr = lambda self, *_, **__: self

        def __exit__(self, *_):
            pass

        def execute(self):
            return [None, client.incr(kept.make_key("a"))]

        expire = client.expire

    kept._cache.get_client = lambda **_: EndsBetween()
    assert kept.count([("a", 60)]) == [1]
    assert 0 < client.ttl(kept.make_key("a")) <= 60
