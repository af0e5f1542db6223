"""The figures of a class as a table, and what they say of the machine, in a sentence."""

from statistics import mean, median

import numpy as np

SLOWEST = 0.5  # seconds; a picture that is later at the 95th percentile is too late
MOVES_A_SECOND = 4
START_LIMIT = 180  # seconds; the hub gives up a server that is not there by then


def p95(values):
    """Return the smallest value that at least 95 of 100 values do not exceed.

    >>> p95(range(1, 101))
    95.0
    """
    return float(np.quantile(values, 0.95, method="inverted_cdf"))


def table(students):
    """Return as text, row by row, what the class waited for, and what a student costs."""
    ready = [s.ready for s in students if s.ready is not None]
    ran = [s.ran for s in students if s.ran is not None]
    moves = [1000 * latency for s in students for latency in s.latencies]
    memory = [s.memory for s in students if s.memory]
    work = [cost(s) for s in students if len(s.work) == 3 and s.latencies]
    shown = "none came"
    if moves:
        shown = f"{median(moves):.0f} / {p95(moves):.0f} / {max(moves):.0f}"
    costs = "not measured"
    if work:
        costs = "{:.1f} / {:.1f} / {:.0f}".format(*(mean(part) for part in zip(*work)))
    figures = {
        "students": len(students),
        "failed": sum(bool(s.lost) for s in students),
        "server ready, median / max s": pair(ready),
        "all cells run, median / max s": pair(ran),
        "move to picture, median / p95 / max ms": shown,
        "memory a student, mean MiB": f"{mean(memory):.0f}" if memory else "not measured",
        "processor a student, server / lesson s / move ms": costs,
    }
    width = max(map(len, figures))
    return "\n".join(f"{label:{width}}  {figure}" for label, figure in figures.items())


def cost(student):
    """Return what a student costs: server in s, kernel and lesson in s, a move in ms."""
    server, lesson, end = student.work
    return server, lesson - server, 1000 * (end - lesson) / len(student.latencies)


def pair(seconds):
    """Return the median and the largest of some times, or that there is none."""
    return f"{median(seconds):.1f} / {max(seconds):.1f}" if seconds else "none"


def failures(students, moves):
    """Return what is wrong with a class, in sentences; empty when every lesson went through."""
    wrong = [f"{s.name}: {s.lost}" for s in students if s.lost]
    for s in students:
        if not s.lost and len(s.latencies) < moves:
            wrong.append(f"{s.name}: {moves - len(s.latencies)} pictures did not come")
    latencies = [latency for s in students for latency in s.latencies]
    if latencies and (late := p95(latencies)) > SLOWEST:
        wrong.append(
            f"the 95th percentile from move to picture is {1000 * late:.0f} ms,"
            f" more than {1000 * SLOWEST:.0f} ms"
        )
    return wrong


def capacity(students, cores, free):
    """Return (how many students a machine carries, seconds until all run the lesson, the limit).

    Three things limit a class, and the smallest number counts:

    - memory: nine tenths of what was free before, divided by the mean of a student's server and
      kernel;
    - starting: all servers must be there before the hub gives up, with a fifth of that time to
      spare. A server's start costs processor seconds, which the cores share;
    - moves: when all students move a slider at once, four times a second, the servers and kernels
      may take 70 % of the processor.

    Until the last student has run the lesson the cores do every student's processor seconds. What
    the hub, its proxy and the pretended browsers of this test use is measured with none of these;
    the 20 % and 30 % to spare are for them.

    Parameters
    ----------
    students : list of Student
        Those that went through, with `work` and `memory`.
    cores : int
        Processors that may be used.
    free : float
        MiB of memory before the class began.
    """
    server, lesson, move = (mean(part) for part in zip(*map(cost, students)))
    limits = {
        "memory": 0.9 * free / mean(s.memory for s in students),
        "starting the servers": 0.8 * START_LIMIT * cores / max(server, 0.01),
        "moves": 0.7 * cores * 1000 / max(MOVES_A_SECOND * move, 0.01),
    }
    limit = min(limits, key=limits.get)
    count = int(limits[limit])
    return count, count * (server + lesson) / cores, limit


def verdict(students, cores, free, wrong):
    """Return what the class says of the machine, in a sentence or two."""
    tried = len(students)
    if wrong:
        return f"This machine does not carry {counted(tried)}:\n" + "\n".join(wrong)
    count, seconds, limit = capacity(students, cores, free)
    if count <= tried:
        longest = max(s.ran for s in students)
        return f"This machine carries {counted(tried)}; starting them takes {longest:.0f} s."
    return (
        f"This machine carries about {count} students; starting them takes {seconds:.0f} s"
        f" (estimated from {tried}; what limits it: {limit})."
    )


def counted(count):
    """Return so many students in words."""
    return "1 student" if count == 1 else f"{count} students"
