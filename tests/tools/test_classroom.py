"""The load test of a class, as far as it goes without a hub."""

import asyncio
import json
import re
import runpy
from pathlib import Path

import pytest
import yaml
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from traitlets.config import Config

from tests.repository.files import ROOT, locked
from tools.classroom import __main__ as classroom
from tools.classroom.student import Kernel, Student
from tools.classroom.table import failures, table


def student(**changes):
    facts = {"ready": 11.0, "ran": 30.0, "latencies": [0.02] * 60, "memory": 180.0}
    return Student("student001", None, **facts | changes)


LOST = Student("student003", None, lost="the kernel died")


def test_the_table_has_what_the_class_waited_for_and_took():
    def figures(*students):
        return [re.split("  +", line)[1] for line in table(students).splitlines()]

    assert figures(student(), student(ran=40.0), LOST) == [
        "3", "1", "11.0 / 11.0", "35.0 / 40.0", "20 / 20 / 20", "180",
    ]  # fmt: skip
    assert figures(LOST) == ["1", "1", *["none"] * 4]


def test_nothing_is_wrong_with_a_class_that_went_through():
    assert failures([student()] * 3) == []


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (LOST, "student003: the kernel died"),
        (student(latencies=[0.02] * 57), "student001: 3 pictures did not come"),
        (student(latencies=[0.6] * 60), "the 95th percentile from move to picture is 600 ms"),
    ],
)
def test_what_went_wrong_is_said_by_name(bad, words):
    (wrong,) = failures([bad, student()])
    assert wrong.startswith(words)


@pytest.mark.parametrize("count", ["0", "1000000", "2.5"])
def test_a_class_that_the_memory_does_not_hold_is_not_begun(count, capsys):
    with pytest.raises(SystemExit):
        classroom.main([count])
    assert re.search("N: (expected 1 to|invalid int)", capsys.readouterr().err)


class Socket:
    """A websocket that hands out what it was given and then closes."""

    close_code = 1006

    def __init__(self, *messages):
        self.messages = list(messages)

    async def read_message(self):
        return self.messages.pop(0) if self.messages else None

    def write_message(self, data, binary):
        """Take it."""


def message(kind, **content):
    parts = [json.dumps(part).encode() for part in ({"msg_type": kind}, {}, {}, content)]
    return serialize_msg_to_ws_v1(parts, "iopub")


@pytest.mark.parametrize(
    ("messages", "words"),
    [
        ([message("status", execution_state="busy")], r"socket was closed \(code 1006\)"),
        ([message("status", execution_state="restarting")], "the kernel died"),
    ],
)
def test_a_closed_socket_ends_a_lesson_at_once(messages, words):
    with pytest.raises(RuntimeError, match=words):
        asyncio.run(Kernel(Socket(*messages)).run("1 + 1"))


def test_the_first_slider_is_the_one_that_is_moved():
    kernel = Kernel(Socket())
    with pytest.raises(RuntimeError, match="no panel with a slider"):
        asyncio.run(kernel.moves([]))
    for comm, model in enumerate(["SliderStyleModel", "FloatSliderModel", "FloatSliderModel"]):
        state = {"_model_name": model}
        kernel.socket.messages = [message("comm_open", comm_id=comm, data={"state": state})]
        asyncio.run(kernel.read())
    assert kernel.slider == (1, {"_model_name": "FloatSliderModel"})


def test_the_hub_is_read_and_each_student_has_a_copy_of_the_lessons(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    c = Config()
    runpy.run_path(str(classroom.SETTINGS), {"get_config": lambda: c})
    assert c.Spawner.start_timeout == c.Spawner.http_timeout == 180

    class Spawner:
        environment = c.Spawner.environment
        user = type("User", (), {"id": 3, "name": "ada"})

    c.Spawner.pre_spawn_hook(Spawner)
    assert 12000 < Spawner.port < 32768
    assert Spawner.environment["OMP_NUM_THREADS"] == "1"
    assert c.JupyterHub.bind_url.startswith("http://127.0.0.1:")
    assert Path(Spawner.environment["JUPYTER_RUNTIME_DIR"]).stat().st_mode & 0o77 == 0
    copies = {path.name for path in (tmp_path / "students" / "ada" / "notebooks").iterdir()}
    assert copies == {path.name for path in (ROOT / "notebooks").glob("[!.]*")}


def test_the_hub_on_kubernetes_lets_nobody_in_and_keeps_the_image_s_folder():
    values = yaml.safe_load((ROOT / "docs" / "classroom" / "values.yaml").read_text("utf-8"))
    assert "authenticator_class" not in values["hub"]["config"]["JupyterHub"]
    assert values["cull"]["timeout"] == 90 * 60
    assert values["singleuser"]["storage"]["homeMountPath"] != "/home/jovyan"


def test_the_hub_runs_the_course_in_the_versions_of_the_course():
    hub, course = locked("tools/classroom/requirements.txt"), locked()
    assert {"jupyterhub", "jupyterhub-idle-culler", "jupyterlab", "matplotlib"} <= set(hub)
    assert {n: v for n, v in hub.items() if course.get(n, v) != v} == {}
