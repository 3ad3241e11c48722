"""The policy repository and the records that every peer works on, from ../shared/data/bench."""
import copy
import subprocess
import sys
from dataclasses import dataclass
from multiprocessing import Process
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import condition_workload  # noqa: E402
from measuring import BenchmarkError  # noqa: E402

TIERS = {
    "auto_approve": "automatic", "constrain": "constrained", "review": "human", "deny": "denied"}
DEFAULT_TIER = "denied"
# A constrained rule denies where its condition fails, which policy.py does not know: so one that
# holds for every record of gen.py stands there. Only Precedent evaluates it.
HOLDS = "context.risk_score >= 0"
RISK = "context.risk_score"
AUTHOR = (
    "-c", "user.name=Bench", "-c", "user.email=bench@example.com", "-c", "commit.gpgSign=false",
    "-c", "tag.gpgSign=false")


def policy():
    """The module policy.py, with the values that fields have."""
    condition_workload.rules()
    return sys.modules["policy"]


def rules_at(tag):
    """The rules of a commit: v1 and v2 of policy.py, or v2 with one threshold of a review moved."""
    name, _, number = tag.partition("-")
    found = copy.deepcopy(condition_workload.rules(1 if name == "v1" else 2))
    if name == "threshold":
        rule, place = next(
            (rule, place) for rule in found if rule["effect"] == "review"
            for place, (test, path, _) in enumerate(rule["when"]) if (test, path) == ("ge", RISK))
        test, path, threshold = rule["when"][place]
        rule["when"][place] = (test, path, threshold + 1 + int(number))
    return found


def by_rank(found):
    """The rules in the order in which they win, as policy.py has it."""
    return sorted(found, key=lambda rule: (-rule["rank"], rule["id"]))


# MARK: - The repository

@dataclass(frozen=True)
class Repository:
    """Commits v1 and v2 on one line; on v2 stand so many that move a threshold, threshold-0 and on,
    and so many that add a comment, comment-0 and on. Each has a tag of its name.
    """

    path: Path
    changes: int

    def write(self):
        self.path.mkdir(parents=True)
        self._git("init", "--quiet", "--initial-branch=main")
        self._commit("v1")
        self._commit("v2")
        for number in range(self.changes):
            for kind in ("threshold", "comment"):
                self._git("checkout", "--quiet", "--detach", "v2")
                self._commit(f"{kind}-{number}")
        self._git("checkout", "--quiet", "main")

    def _commit(self, tag):
        condition_workload.write_policy(self.path, rules_at(tag), HOLDS)
        if tag.startswith("comment"):
            with open(self.path / "rules/rules.yaml", "a") as file:
                file.write(f"# {tag}\n")
        self._git("add", "--all")
        self._git(*AUTHOR, "commit", "--quiet", f"--message={tag}")
        self._git(*AUTHOR, "tag", tag)

    def _git(self, *arguments):
        subprocess.run(["git", "-C", self.path, *arguments], check=True)


# MARK: - The records

def write_records(path, count):
    """In a process of its own: what a child is said to hold is never less than its parent held."""
    writing = Process(target=condition_workload.write_requests, args=(path, count))
    writing.start()
    writing.join()
    if writing.exitcode != 0:
        raise BenchmarkError("the records could not be made")


def write_head(path, source, records):
    """The first records of a file, in one of their own."""
    with open(source, "rb") as lines, open(path, "wb") as head:
        for _, line in zip(range(records), lines):
            head.write(line)


def write_repeated(path, source, times):
    """A file so many times as long: each copy has ids of its own and is a year older than the next.

    gen.py writes an id at the head of every line, and times in 2025 only, which no rule reads.
    """
    with open(path, "wb") as out:
        for copy_number in range(times):
            year = 2025 - (times - 1 - copy_number)
            for lines in blocks(source):
                lines = lines.replace(b'{"id":"req-', b'{"id":"req%d-' % copy_number)
                out.write(lines.replace(b'"2025-', b'"%04d-' % year))


def blocks(path):
    """The bytes of a file in blocks of whole lines."""
    with open(path, "rb") as file:
        while block := file.read(8 << 20):
            yield block + file.readline()
