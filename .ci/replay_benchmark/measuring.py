"""Commands and what they take: seconds by the clock, seconds of processors, and memory."""
import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass

RUNS = 5
MEBI = 1 << 20


class BenchmarkError(Exception):
    """A command failed, or peers disagree: what was measured means nothing."""


@dataclass(frozen=True)
class Cost:
    """What something took: medians of its runs, and the largest memory of any."""

    seconds: float
    processor_seconds: float
    peak_bytes: int
    runs: int

    @staticmethod
    def of(costs):
        return Cost(
            statistics.median(cost.seconds for cost in costs),
            statistics.median(cost.processor_seconds for cost in costs),
            max(cost.peak_bytes for cost in costs), sum(cost.runs for cost in costs))


def run(command, allowed=(0,), on_one_core=False):
    """The standard output of a command, and its cost."""
    if on_one_core:
        command = ["taskset", "-c", "0", *command]
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        child = subprocess.Popen(command, stdout=output, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if child.returncode not in allowed:
            said = errors.read().decode(errors="replace")
            raise BenchmarkError(f"{' '.join(map(str, command))}: exit {child.returncode}\n{said}")
        cost = Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, 1)
        return output.read(), cost


def repeated(runs, command, **options):
    """The cost of a command over several runs."""
    return Cost.of([run(command, **options)[1] for _ in range(runs)])


def cores():
    return len(os.sched_getaffinity(0))


def machine():
    with open("/proc/cpuinfo") as lines:
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else os.uname().machine


def warn_of_load():
    load = os.getloadavg()[0] / cores()
    if load > 0.5:
        print(f"warning: the load average is {load:.1f} a core: what is measured now is too slow")


def fill_page_cache(path):
    with open(path, "rb") as file:
        while file.read(8 * MEBI):
            pass


def let_age(path):
    """Waits until a file is old enough for a cache to believe that it has not changed since."""
    time.sleep(max(0, path.stat().st_mtime + 3 - time.time()))
