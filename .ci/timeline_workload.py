"""A policy with a long history, along which one request is decided.

    timeline_workload.py TEMPLATE FOLDER COMMITS CHANGES

FOLDER becomes a bare repository of so many commits on one line. The first has the policy of
TEMPLATE, CHANGES of the others alter one rule each, and the rest alter other files. Beside the
policy stand a few hundred files that are no part of it.
"""
import subprocess
import sys
from pathlib import Path

START = 1_700_000_000
EVERY = 3600
BESIDE = 400


def data(text):
    content = text if isinstance(text, bytes) else text.encode()
    return b"data %d\n%s\n" % (len(content), content)


def commit(number, subject, files):
    person = b"Author %d <author%d@example.com> %d +0000\n" % (
        number % 7, number % 7, START + number * EVERY)
    lines = [b"commit refs/heads/main\nmark :%d\n" % (number + 1), b"author " + person,
             b"committer " + person,
             data("%s\n\nReviewed-by: Reviewer %d <r%d@example.com>\n" % (
                 subject, number % 5, number % 5))]
    if number > 0:
        lines.append(b"from :%d\n" % number)
    for path, content in files:
        lines += [b"M 100644 inline %s\n" % path.encode(), data(content)]
    return b"".join(lines)


def changed(rules, number):
    """One rule file with another limit; every tenth change decides databases otherwise."""
    names = sorted(rules)
    name = "rules/databases.yaml" if number % 10 == 0 else names[number % len(names)]
    text = rules[name]
    if number % 10 == 0:
        text = text.replace("limits: { duration: 8h }", "limits: { duration: %dh }" % (
            1 + number // 10 % 8), 1)
    rules[name] = text.rstrip("\n") + "\n# change %d\n" % number
    return name


def main():
    template, folder, commits, changes = (
        Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    files = [(str(p.relative_to(template)), p.read_bytes())
             for p in sorted(template.rglob("*"))
             if p.is_file() and not str(p.relative_to(template)).startswith(".git")]
    rules = {path: content.decode() for path, content in files if path.startswith("rules/")}
    files += [("beside/folder-%d/file-%d.txt" % (n % 20, n), "%d\n" % n) for n in range(BESIDE)]
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", folder], check=True)
    stream = [commit(0, "Start", files)]
    done = 0
    for number in range(1, commits):
        if number * changes // commits > done:
            done = number * changes // commits
            name = changed(rules, done)
            stream.append(commit(number, "Change %s" % name, [(name, rules[name])]))
        else:
            path = "beside/folder-%d/file-%d.txt" % (number % 20, number % BESIDE)
            stream.append(commit(number, "Other work", [(path, "now %d\n" % number)]))
    subprocess.run(["git", "-C", folder, "fast-import", "--quiet"], input=b"".join(stream), check=True)


main()
