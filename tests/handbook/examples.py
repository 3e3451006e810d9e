"""Runs the examples of the handbook, in order of its parts, in one folder.

examples.py HANDBOOK FOLDER

Fenced blocks by their info string (the first word is for readers):
    … file=PATH         the block is written to PATH
    … append=PATH       it is added to PATH
    sh run [status=N]   run by sh -e in the folder; octavo is $OCTAVO
    text output         what the command before it must have said, standard
                        output and error together; … stands for anything
                        in a line, a line of it alone for any lines; all
                        kinds of space are equal
"""
import os
import re
import subprocess
import sys

FENCE = re.compile(r"^```(.*)$")


def blocks(path):
    """The fenced blocks of a text: (line, info, body)."""
    info, body, start = None, [], 0
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        m = FENCE.match(line.rstrip("\n"))
        if m and info is None:
            info, body, start = m.group(1), [], number
        elif m:
            yield start, info, "".join(body)
            info = None
        elif info is not None:
            body.append(line)


def pattern(text):
    """The expected output as a regular expression."""
    out = []
    for line in text.splitlines(keepends=True):
        if line.strip() == "…":
            out.append("(?:.*\n)*?")
        else:
            out.append(re.escape(line).replace("…", ".*"))
    return re.compile("".join(out) + r"\Z")


def run(body, folder):
    env = dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8")
    env["PATH"] = os.path.join(folder, ".bin") + os.pathsep + env["PATH"]
    env.pop("OCTAVO_WITNESSES", None)
    r = subprocess.run(["sh", "-e", "-c", body], cwd=folder, env=env,
                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                       timeout=60)
    said = r.stdout.decode("utf-8", "replace")
    return r.returncode, said.replace("\u202f", " ").replace("\u00a0", " ")


def chapters(handbook):
    manifest = open(os.path.join(handbook, "edition.yaml"),
                    encoding="utf-8").read()
    return re.findall(r"file: ([\w-]+\.md)", manifest)


def main():
    handbook, folder = sys.argv[1], os.path.join(sys.argv[2], "reader")
    os.makedirs(os.path.join(folder, ".bin"))
    os.symlink(os.environ["OCTAVO"], os.path.join(folder, ".bin", "octavo"))
    count = bad = 0
    for name in chapters(handbook):
        said, place = None, ""
        for line, info, body in blocks(os.path.join(handbook, name)):
            words = info.split()
            keys = dict(w.split("=", 1) for w in words if "=" in w)
            place = f"{name}:{line}"
            target = keys.get("file") or keys.get("append")
            if target:
                with open(os.path.join(folder, target),
                          "w" if "file" in keys else "a",
                          encoding="utf-8") as f:
                    f.write(body)
            elif words[:2] == ["sh", "run"]:
                status, said = run(body, folder)
                count += 1
                if status != int(keys.get("status", 0)):
                    print(f"{place}: exit status {status}\n{said}")
                    bad += 1
            elif words[:2] == ["text", "output"]:
                if said is None or not pattern(body).match(said):
                    print(f"{place}: another output:\n{said}")
                    bad += 1
    print(f"{count} examples run, {bad} failed")
    return 1 if bad or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
