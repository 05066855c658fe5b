#!/usr/bin/env python3
"""mrz-figures.py FOLDER [-v]: measure `mekenjai mrz' on published lines.

FOLDER holds strings.jsonl (lines with fields and check digits as expected), names.jsonl (names
and what they stand for) and repairs.jsonl (lines with look-alikes put in, by class: `type' field
types repair it, `check' check digits are needed, `code list' the list of States, `blind' no rule
sees it).  Nothing of it is part of this project.  The figures are in docs/benchmarks.md.
"""
import json
import os
import subprocess
import sys

PROGRAM = os.environ.get("MEKENJAI", "build/mekenjai")
# second lines for names alone, right in every check digit
REST = {
    "TD1": (["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6"], []),
    "TD2": (["I<UTO"], ["D231458907UTO7408122F1204159<<<<<<<6"]),
    "TD3": (["P<UTO"], ["L898902C36UTO7408122F1204159ZE184226B<<<<<10"]),
    "MRVA": (["V<UTO"], ["L8988901C4XXX4009078F96121096ZE184226B<<<<<<"]),
    "MRVB": (["V<UTO"], ["L8988901C4XXX4009078F9612109<<<<<<<<"]),
}


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def read(all_lines):
    given = "".join(json.dumps({"id": i, "lines": v}) + "\n" for i, v in enumerate(all_lines))
    run = subprocess.run([PROGRAM, "mrz", "--on", "2025-01-01"], input=given, text=True,
                         stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def strings(folder, verbose):
    given = [r for r in rows(folder, "strings.jsonl") if r["format"]]
    wrong = 0
    for r, d in zip(given, read([r["lines"] for r in given])):
        why = []
        if r["lines"] == d["lines"] and r["checks_ok"] is not None:
            if d["ok"] != r["checks_ok"] or d["format"] != r["format"]:
                why.append("ok %s %s" % (d["ok"], d["format"]))
            why += ["check " + c for c, v in r["checks"].items() if d["checks"].get(c) != v]
        if r["valid"]:
            why += [f for f, v in r["fields"].items()
                    if "date" not in f and f != "name_truncated" and d["fields"].get(f) != v]
            why += [f for f, v in r["fields"].items()
                    if "date" in f and d["fields"][f].replace("-", "")[2:] != v.replace("<", "0")]
        elif d["accept"]:
            why.append("accepted")
        wrong += bool(why)
        if why and verbose:
            print(r["lines"], r.get("kind"), why)
    print("strings: %d of %d as expected" % (len(given) - wrong, len(given)))


def names(folder, verbose):
    given = rows(folder, "names.jsonl")
    lines = []
    for r in given:
        before, after = REST[r["format"]]
        one = list(before)
        if r["format"] == "TD1":
            one.append(r["mrz_name"])
        else:
            one[-1] += r["mrz_name"]
        lines.append(one + after)
    wrong = 0
    for r, d in zip(given, read(lines)):
        surname, _, rest = r["mrz_name"].partition("<<")
        split = (surname.replace("<", " ").strip(), rest.replace("<", " ").strip())
        f = d["fields"]
        bad = (f["surname"], f["given_names"]) != split or f["name_truncated"] != r["maybe_truncated"]
        if not r["maybe_truncated"]:
            whole = r["primary"].replace("-", " ").replace("’", ""), r["secondary"].replace("-", " ")
            bad = bad or (f["surname"], f["given_names"]) != whole
        wrong += bad
        if bad and verbose:
            print(r["mrz_name"], f)
    print("names: %d of %d as expected" % (len(given) - wrong, len(given)))


CORE = ("document_code", "issuing_state", "document_number", "nationality", "birth_date", "sex",
        "expiry_date", "surname", "given_names")


def repairs(folder, verbose):
    given = rows(folder, "repairs.jsonl")
    seen = {}
    for r, d, t in zip(given, read([r["noisy"] for r in given]), read([r["truth"] for r in given])):
        c = seen.setdefault(r["cls"], {"n": 0, "right": 0, "accepted": 0, "sure": 0})
        wrong = [f for f, v in d["fields"].items() if t["fields"][f] != v]
        accepted = d["accept"] and any(f in CORE for f in wrong)
        sure = any(d["verdicts"].get(f) == "ok" for f in wrong)
        c["n"] += 1
        c["right"] += d["lines"] == r["truth"]
        c["accepted"] += accepted
        c["sure"] += sure
        if verbose and r["cls"] != "blind" and d["lines"] != r["truth"]:
            print(r["cls"], r["noisy"], r["changes"], d["lines"], d["repaired"], d["errors"])
        if verbose and (accepted or sure):
            print("accepted:" if accepted else "called ok:", r["cls"], r["noisy"], r["changes"])
    for c, v in sorted(seen.items()):
        print("repairs, %s: %d of %d right; with a wrong field: %d accepted, %d called ok"
              % (c, v["right"], v["n"], v["accepted"], v["sure"]))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for measure in (strings, names, repairs):
        measure(sys.argv[1], "-v" in sys.argv)
