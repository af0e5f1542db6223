"""A test that wants to be alone is, and does not wait for ever."""

import threading
import time

import pytest

from tests.browser.turns import turn

pytestmark = pytest.mark.posix


def test_others_run_side_by_side(tmp_path):
    with turn(tmp_path, alone=False), turn(tmp_path, alone=False):
        pass


def test_nobody_is_inside_beside_the_one_who_is_alone_and_its_turn_comes(tmp_path):
    inside, most, stop = [], [], threading.Event()

    def again_and_again():
        while not stop.is_set():
            with turn(tmp_path, alone=False):
                inside.append(1)
                time.sleep(0.01)
                inside.pop()

    others = [threading.Thread(target=again_and_again) for _ in range(3)]
    for other in others:
        other.start()
    try:
        for _ in range(10):
            with turn(tmp_path, alone=True):
                most.append(len(inside))
                time.sleep(0.01)
                most.append(len(inside))
    finally:
        stop.set()
        for other in others:
            other.join()
    assert most == [0] * 20
