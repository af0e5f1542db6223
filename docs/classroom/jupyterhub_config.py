"""JupyterHub for a class in a trusted room: the settings that `make class` measures, and why.

Start the hub in the folder that is to hold the students' work; README.md beside this file says how,
and what has to change before strangers may log in. The figures are those of 30 students at once
on two cores.
"""

import os
import shutil
import sys
from pathlib import Path

COURSE = Path(__file__).resolve().parents[2]
FOLDER = Path.cwd()
# The first of the ports on which the students' servers listen.
PORTS = int(os.environ.get("CLASS_PORTS", "12000"))

# Handed in by the hub when it reads this file.
c = get_config()  # noqa: F821

# One password for the class, from the environment, so that it stands in no file. Who knows it can
# log in under any name: replace these lines by a real authenticator outside a trusted room.
c.JupyterHub.authenticator_class = "shared-password"
# At least eight characters; without them nobody can log in.
c.SharedPasswordAuthenticator.user_password = os.environ.get("CLASS_PASSWORD")
# Any name will do, because no list of names is kept here; the password decides.
c.Authenticator.allow_all = True
# A name becomes a folder, so it may not contain a slash or begin with a dot.
c.Authenticator.username_pattern = r"[a-z][a-z0-9_.-]{0,30}"
# The default of 14 days leaves a student logged in on a shared machine until the next lesson.
c.JupyterHub.cookie_max_age_days = 1

# Reachable from this machine only, until a web server with TLS stands in front.
c.JupyterHub.bind_url = "http://127.0.0.1:8000"

# Every server runs as the user who started the hub: no accounts are needed, and every student can
# read the others' files.
c.JupyterHub.spawner_class = "simple"
# Each student has a folder of their own under this one.
c.SimpleLocalProcessSpawner.home_dir_template = str(FOLDER / "students" / "{username}")
# The front page of the course, in the copied notebooks.
c.Spawner.default_url = "/lab/tree/notebooks/00_start_here.ipynb"

# With the default of 60 s a class that starts together is cut off: its servers take turns.
c.Spawner.start_timeout = 180
# With the default of 30 s, 17 of 30 servers were given up while they were starting.
c.Spawner.http_timeout = 180

c.Spawner.args = [
    # Kernels that listen on TCP ports of one machine draw the same port now and then: one kernel
    # dies, and its page waits for 60 s. Sockets in the runtime folder have names of their own.
    "--KernelManager.transport=ipc",
    # No language server is installed here; the page would ask for one and log errors.
    "--ServerApp.jpserver_extensions=jupyter_lsp=False",
    # Nobody installs extensions in class, and the manager that could takes 2 MiB a server.
    "--LabApp.extension_manager=readonly",
]
c.Spawner.environment = {
    # The lessons' matrices are small, and on a busy machine threads wait for each other.
    "OMP_NUM_THREADS": "1",
}


def prepare(spawner):
    """Give a student a port, a folder for sockets, and their own copy of the notebooks."""
    # Two servers that draw a random port at the same moment may draw the same one, and the hub
    # then takes the answer of one for the other's. Systems draw from 32768 on: stay below.
    spawner.port = PORTS + spawner.user.id
    # The path of a socket may have 107 characters, and the kernel's own part takes about 50.
    runtime = FOLDER / "run" / str(spawner.user.id)
    runtime.mkdir(parents=True, exist_ok=True, mode=0o700)
    spawner.environment = spawner.environment | {"JUPYTER_RUNTIME_DIR": str(runtime)}
    copy = FOLDER / "students" / spawner.user.name / "notebooks"
    if not copy.exists():
        shutil.copytree(COURSE / "notebooks", copy, ignore=shutil.ignore_patterns(".*"))


# Run before each start of a server.
c.Spawner.pre_spawn_hook = prepare

# What the service below may do: see who is idle, and stop their servers.
c.JupyterHub.load_roles = [
    {
        "name": "culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["culler"],
    }
]
# Stop servers that nobody has used for 90 minutes, longer than a lesson: memory is what runs out.
c.JupyterHub.services = [
    {
        "name": "culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=5400"],
    }
]
