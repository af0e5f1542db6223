from helpers.live.memory import Memory


def forbidden():
    raise AssertionError("this value is remembered")


def test_a_value_is_made_once():
    memory = Memory(100)
    assert [memory.get("a", lambda: (1, 60)), memory.get("a", forbidden)] == [1, 1]
    assert (len(memory), memory.size) == (1, 60)


def test_nothing_is_a_value_too():
    memory = Memory(100)
    memory.get("a", lambda: (None, 0))
    assert memory.get("a", forbidden) is None


def test_what_was_not_asked_for_longest_is_forgotten():
    memory = Memory(100)
    for key in "abc":
        memory.get(key, lambda key=key: (key, 40))
        memory.get("a", lambda: ("anew", 40))
    assert memory.get("a", forbidden) == "a"
    assert memory.get("b", lambda: ("anew", 40)) == "anew"
    assert (len(memory), memory.size) == (2, 80)


def test_one_value_is_kept_however_large():
    memory = Memory(100)
    memory.get("a", lambda: ("a", 40))
    memory.get("b", lambda: ("b", 400))
    assert (len(memory), memory.size) == (1, 400)
    assert memory.get("b", forbidden) == "b"
