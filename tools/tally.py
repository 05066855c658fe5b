#!/usr/bin/env python3
"""Count what a run of `meson test' found: prints "PASSED FAILED".

usage: tally.py meson-logs/testlog.json

A TAP program counts by its assertions, any other by one.  What was skipped
counts as failed: ./test has installed all that a test may need, so a skipped
test is one that would never run.
"""
import json
import re
import sys

LINE = re.compile(r"^(not )?ok\b(.*)$")


def tally(test):
    passed = failed = 0
    for line in test.get("stdout", "").splitlines():
        m = LINE.match(line)
        if m and (m.group(1) or "# skip" in m.group(2).lower()):
            failed += 1
        elif m:
            passed += 1
    if test["result"] not in ("OK", "EXPECTEDFAIL"):
        failed = max(failed, 1)
    elif passed + failed == 0:
        passed = 1
    return passed, failed


def main(path):
    passed = failed = 0
    with open(path, encoding="utf-8") as log:
        for line in log:
            test = json.loads(line)
            p, f = tally(test)
            passed += p
            failed += f
            if f:
                print(f"failed: {test['name']} ({test['result']})", file=sys.stderr)
    print(passed, failed)


main(sys.argv[1])
