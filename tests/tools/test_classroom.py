"""The load test of a class, as far as it goes without a hub."""

import asyncio
import json
import re
from pathlib import Path

import pytest
import yaml
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from traitlets.config import Config

from tests.repository.files import ROOT, locked
from tools.classroom import __main__ as classroom
from tools.classroom.kernel import Kernel, Lost
from tools.classroom.student import Student
from tools.classroom.table import capacity, failures, table, verdict

HERE = ROOT / "tools" / "classroom"
CONFIG = (HERE / "jupyterhub_config.py").read_text(encoding="utf-8")


def student(name="student001", latency=0.02, **changes):
    work = [1.2, 3.7, 3.7 + 60 * 0.012]
    facts = {"ready": 11.0, "ran": 30.0, "answered": 60, "latencies": [latency] * 60}
    return Student(name, **facts | {"work": work, "memory": 180.0} | changes)


def test_the_table_has_what_the_class_waited_for_and_what_a_student_costs():
    text = table([student(), student(ran=40.0), Student("student003", lost="the hub ended")])
    assert [re.split("  +", line)[1] for line in text.splitlines()] == [
        "3", "1", "11.0 / 11.0", "35.0 / 40.0", "20 / 20 / 20", "180", "1.2 / 2.5 / 12",
    ]  # fmt: skip
    nobody = table([Student("student001", lost="the hub ended")])
    assert [nobody.count(words) for words in ("none came", "not measured")] == [1, 2]


SLOW = {"work": [20.0, 22.0, 22.1]}


@pytest.mark.parametrize(
    ("free", "cores", "changes", "count", "limit"),
    [
        (2000, 8, {}, 10, "memory"),  # 0.9 * 2000 / 180
        (90_000, 2, {}, 29, "moves"),  # 0.7 * 2 / (4 * 0.012)
        (90_000, 8, {}, 116, "moves"),
        (90_000, 2, SLOW, 14, "starting the servers"),  # 0.8 * 180 * 2 / 20
    ],
)
def test_what_a_machine_carries_follows_from_memory_and_processor(
    free, cores, changes, count, limit
):
    one = student(**changes)
    found, seconds, why = capacity([one], cores, free)
    assert (found, why) == (count, limit)
    assert seconds == pytest.approx(count * one.work[1] / cores)
    said = verdict([one], cores, free, [])
    start = f"This machine carries about {count} students; starting them takes {seconds:.0f} s"
    assert said == f"{start} (estimated from 1; what limits it: {limit})."
    assert verdict([one] * count, cores, free, []) == (
        f"This machine carries {count} students; starting them takes 30 s."
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lost": "the kernel died"}, "student001: the kernel died"),
        ({"latencies": [0.02] * 57}, "student001: 3 pictures did not come"),
        ({"latency": 0.6}, "the 95th percentile from move to picture is 600 ms"),
    ],
)
def test_what_went_wrong_is_said_by_name(changes, words):
    students = [student(**changes), student("student002")]
    (wrong,) = failures(students, 60)
    assert wrong.startswith(words)
    said = verdict(students, 2, 90_000, [wrong])
    assert said == f"This machine does not carry 2 students:\n{wrong}"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["501"], "argument N: expected a whole number of students from 1 to 500, got '501'"),
        (["2.5"], "argument N: expected a whole number of students from 1 to 500, got '2.5'"),
        (["1", "--lesson", "42"], "expected one of 00, 01,"),
    ],
)
def test_wrong_arguments_are_refused_in_a_sentence(arguments, words, capsys):
    with pytest.raises(SystemExit):
        classroom.main(arguments)
    assert words in capsys.readouterr().err


def test_more_students_than_fit_into_the_memory_are_not_begun(monkeypatch):
    monkeypatch.setattr(classroom, "MEMORY", 10**9)
    assert classroom.main(["3"]).startswith("N: 3 students need about")


class Socket:
    """A websocket that hands out what it was given and then closes."""

    close_code = 1006

    def __init__(self, *messages):
        self.messages = list(messages)

    async def read_message(self):
        await asyncio.sleep(0)
        return self.messages.pop(0) if self.messages else None

    def write_message(self, data, binary):
        """Take it."""


def message(kind, **content):
    parts = [json.dumps(part).encode() for part in ({"msg_type": kind}, {}, {}, content)]
    return serialize_msg_to_ws_v1(parts, "iopub")


def opened(comm, **state):
    return message("comm_open", comm_id=comm, data={"state": state})


@pytest.mark.parametrize(
    ("messages", "words"),
    [
        ([], r"the kernel's socket was closed \(code 1006\)"),
        ([message("status", execution_state="restarting")], "the kernel died"),
        ([message("status")], "a message: KeyError"),
    ],
)
def test_a_closed_socket_ends_what_waits_at_once(messages, words):
    async def attempt():
        kernel = Kernel(Socket(*messages))
        with pytest.raises(Lost, match=words):
            await asyncio.wait_for(kernel.run("1 + 1"), timeout=5)
        with pytest.raises(Lost, match=words):
            await kernel.run("2 + 2")

    asyncio.run(attempt())


def test_the_first_panel_with_a_slider_is_the_one_that_is_moved():
    panel = {"_dom_classes": ["sx-panel"]}
    messages = [
        opened("choice", _model_name="DropdownModel"),
        opened("still", frame=1),
        opened("a", children=["IPY_MODEL_choice", "IPY_MODEL_still"]),
        message("comm_msg", comm_id="a", data={"state": panel}),
        opened("slider", _model_name="FloatSliderModel"),
        opened("row", children=["IPY_MODEL_slider"]),
        opened("picture", frame=1),
        opened("b", children=["IPY_MODEL_row", "IPY_MODEL_picture"], **panel),
    ]

    async def attempt():
        kernel = Kernel(Socket(*messages))
        await kernel.listener
        assert kernel.panel() == ("slider", "picture")
        with pytest.raises(Lost, match="no panel with a slider"):
            Kernel(Socket()).panel()

    asyncio.run(attempt())


def test_the_hub_is_read_with_the_settings_that_were_measured(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLASS_PASSWORD", "not a secret")
    c = Config()
    exec(CONFIG, {"get_config": lambda: c, "__file__": str(HERE / "jupyterhub_config.py")})
    assert c.Spawner.start_timeout == c.Spawner.http_timeout == 180
    assert c.JupyterHub.bind_url.startswith("http://127.0.0.1:")

    class Spawner:
        environment = c.Spawner.environment
        user = type("User", (), {"id": 3, "name": "ada"})

    c.Spawner.pre_spawn_hook(Spawner)
    assert 12000 < Spawner.port < 32768
    assert Spawner.environment["OMP_NUM_THREADS"] == "1"
    assert Path(Spawner.environment["JUPYTER_RUNTIME_DIR"]).stat().st_mode & 0o77 == 0
    copies = {path.name for path in (tmp_path / "students" / "ada" / "notebooks").iterdir()}
    assert copies == {path.name for path in (ROOT / "notebooks").glob("[!.]*")}


def test_the_hub_runs_the_course_in_the_versions_of_the_course():
    hub, course = locked("tools/classroom/requirements.txt"), locked()
    assert {"jupyterhub", "jupyterhub-idle-culler", "jupyterlab", "matplotlib"} <= set(hub)
    assert {n: v for n, v in hub.items() if course.get(n, v) != v} == {}


def test_the_values_for_kubernetes_have_a_reason_each():
    path = ROOT / "docs" / "classroom" / "values.yaml"
    values = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert values["cull"]["timeout"] == 90 * 60
    # A volume over the home folder would hide the course in the image.
    assert values["singleuser"]["storage"]["homeMountPath"] != "/home/jovyan"
    assert "authenticator_class" not in values["hub"]["config"]["JupyterHub"]
