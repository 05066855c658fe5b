#!/usr/bin/env python3
"""clang-tidy over a build folder; prints the findings, then "CLEAN UNCLEAN" files.

usage: tidy.py BUILD        (a built folder, configured with clang)

A file that was clean is not looked at again on this machine until it, a header
of ours that it includes, its flags, .clang-tidy or the tool itself changes.
Made files are left out: their makers are tested instead.
"""
import concurrent.futures
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path


def dependencies(build):
    """Object -> the headers that it was made from, as ninja remembers them."""
    deps, current = {}, None
    out = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True, check=True)
    for line in out.stdout.splitlines():
        if line.startswith("    ") and current is not None:
            if not line.startswith("    /usr/"):
                current.append(line.strip())
        elif ": #deps" in line:
            current = deps.setdefault(line.split(": #deps")[0], [])
    return deps


def key(build, entry, headers, common):
    h = hashlib.sha256(common)
    # the folder's own name must not count, so that a fresh clone finds what is known
    root = str(Path(build).resolve().parent)
    h.update(entry["command"].replace(root, "").encode())
    for name in [entry["file"], *sorted(set(headers))]:
        path = Path(build, name)
        h.update(hashlib.sha256(path.read_bytes()).digest() if path.exists() else b"gone")
    return h.hexdigest()


def tidy(build, entry):
    path = os.path.normpath(os.path.join(build, entry["file"]))
    run = subprocess.run(["clang-tidy", "--quiet", "-p", build, path], capture_output=True, text=True, check=False)
    return run.returncode == 0, run.stdout + ("" if run.returncode == 0 else run.stderr)


def main(build):
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "mekenjai", "tidy")
    cache.mkdir(parents=True, exist_ok=True)
    version = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout
    common = version + Path(".clang-tidy").read_bytes()
    deps = dependencies(build)
    seen, todo, clean, unclean = set(), {}, set(), set()
    for entry in json.loads(Path(build, "compile_commands.json").read_text(encoding="utf-8")):
        if not entry["file"].startswith("../") or not entry["file"].endswith(".c") or entry["file"] in seen:
            continue
        seen.add(entry["file"])  # compiled for several programs, looked at once
        k = key(build, entry, deps.get(entry["output"], []), common)
        if (cache / k).exists():
            clean.add(entry["file"])
        else:
            todo[entry["file"]] = (k, entry)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        work = {pool.submit(tidy, build, entry): (name, k) for name, (k, entry) in todo.items()}
        for done in concurrent.futures.as_completed(work):
            name, k = work[done]
            good, text = done.result()
            if good:
                (cache / k).touch()
                clean.add(name)
            else:
                unclean.add(name)
                print(text, file=sys.stderr)
    print(len(clean - unclean), len(unclean))


main(sys.argv[1])
