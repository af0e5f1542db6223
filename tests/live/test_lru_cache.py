from helpers.live.lru_cache import LRUCache


def forbidden():
    raise AssertionError("this value is remembered")


def test_a_value_is_made_once():
    cache = LRUCache(100)
    assert [cache.get("a", lambda: (1, 60)), cache.get("a", forbidden)] == [1, 1]
    assert (len(cache), cache.size) == (1, 60)


def test_nothing_is_a_value_too():
    cache = LRUCache(100)
    cache.get("a", lambda: (None, 0))
    assert cache.get("a", forbidden) is None


def test_what_was_not_asked_for_longest_is_forgotten():
    cache = LRUCache(100)
    for key in "abc":
        cache.get(key, lambda key=key: (key, 40))
        cache.get("a", lambda: ("anew", 40))
    assert cache.get("a", forbidden) == "a"
    assert cache.get("b", lambda: ("anew", 40)) == "anew"
    assert (len(cache), cache.size) == (2, 80)


def test_one_value_is_kept_however_large():
    cache = LRUCache(100)
    cache.get("a", lambda: ("a", 40))
    cache.get("b", lambda: ("b", 400))
    assert (len(cache), cache.size) == (1, 400)
    assert cache.get("b", forbidden) == "b"
