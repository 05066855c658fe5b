#!/usr/bin/env python3
"""docs/traceability.md: for each point 3 to 21 of the Rules the rules, the sources and the tests that show it.

Made from what stands in the tree: rows of docs/rules.md, "point N" and "points N to M" in sources, pages and tests, and the
points named in the scenario files.  Exit 1 where a point has no test, unless tools/exempt.txt says why
("point N reason").  With --check, exit 1 as well where docs/traceability.md is not what this prints."""
import os
import re
import sys

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
os.chdir(root)

TITLES = {
    3: "registration and removal are recorded; the permanent registration is the legal address",
    4: "temporary registration over three months", 5: "premises where people are registered",
    6: "fifteen square metres in public housing", 7: "the basis, and the holder's written consent",
    8: "people released after serving a sentence", 9: "close relatives and the holder's family",
    10: "children", 11: "foreigners: five days", 12: "the check of the norm by the system",
    13: "removal on the holder's application, the same day", 14: "the akimats' daily feed for voter lists",
    15: "registration of foreigners the same day", 16: "scanning, identification, certificate",
    17: "the check against the databank of wanted persons", 18: "precinct inspectors are told",
    19: "registration, extension and shortening of stays", 20: "annulment", 21: "foreigners who are exempt",
}
SOURCES = [("src", (".c", ".h", ".def")), ("pages", (".html",)), ("sql", (".sql",)), ("migrations", (".sql",))]
TESTS = [("tests", (".c", ".h", ".sh", ".txt", ".tsv", ".ndjson", ".scn", ".py"))]


def points(text):
    found = set()
    for m in re.finditer(r"[Pp]oints? ((?:\d+(?:\.\d)?(?:, | and | to |-)?)+)", text):
        span = m.group(1)
        for a, b in re.findall(r"(\d+) to (\d+)", span):
            found.update(range(int(a), int(b) + 1))
        found.update(int(x) for x in re.findall(r"\d+", span.replace(".", " ")) if 3 <= int(x) <= 21)
    found.update(int(x) for x in re.findall(r'"point": ?"(\d+)"', text))
    return {p for p in found if 3 <= p <= 21}


def files(places):
    for top, ends in places:
        for d, _, names in os.walk(top):
            for n in sorted(names):
                if n.endswith(ends):
                    yield os.path.join(d, n)


def by_point(places):
    out = {p: [] for p in TITLES}
    for path in sorted(files(places)):
        with open(path, encoding="utf-8", errors="replace") as f:
            for p in points(f.read()):
                out[p].append(path)
    return out


def rules():
    out = {p: [] for p in TITLES}
    for line in open("docs/rules.md", encoding="utf-8"):
        m = re.match(r"\| (\d+)(?:\.\d)? \| `?([a-z0-9-]+)`? ", line)
        if m and int(m.group(1)) in out and m.group(2) not in out[int(m.group(1))]:
            out[int(m.group(1))].append(m.group(2))
    return out


def rule_tests(codes):
    return [p for c in codes for p in ["tests/data/rules/%s.tsv" % c] if os.path.exists(p)]


def exempt():
    return {int(m.group(1)): m.group(2) for line in open("tools/exempt.txt", encoding="utf-8")
            for m in [re.match(r"point (\d+) (.*)", line)] if m}


def shown(paths, most):
    text = ", ".join("`%s`" % p for p in paths[:most])
    return text + (" and %d more" % (len(paths) - most) if len(paths) > most else "") if paths else "–"


def main():
    r, s, t, ex = rules(), by_point(SOURCES), by_point(TESTS), exempt()
    out = ["# From the Rules to the code and its tests", "",
           "Made by `tools/traceability.py` from the tree; `./test` fails where it is stale, or where a point has no test.", "",
           "| point | what it says | rules | sources | tests |", "| --- | --- | --- | --- | --- |"]
    missing = []
    for p, title in TITLES.items():
        tests = rule_tests(r[p]) + [x for x in t[p] if not x.startswith("tests/data/rules/")]
        note = ""
        if not tests and p in ex:
            note = " not yet: " + ex[p]
        elif not tests:
            missing.append(p)
        elif p in ex:
            sys.exit("tools/exempt.txt: point %d has tests now, take its line out" % p)
        out.append("| %d | %s | %s | %s | %s |" % (p, title, ", ".join("`%s`" % c for c in r[p]) or "–", shown(s[p], 6),
                                                 note.strip() or shown(tests, 8)))
    text = "\n".join(out) + "\n"
    if missing:
        sys.exit("no test names point %s: write one, or say in tools/exempt.txt why there is none"
                 % ", ".join(map(str, missing)))
    if "--check" in sys.argv:
        if not os.path.exists("docs/traceability.md") or open("docs/traceability.md", encoding="utf-8").read() != text:
            sys.exit("docs/traceability.md is stale: run tools/traceability.py --write")
    elif "--write" in sys.argv:
        open("docs/traceability.md", "w", encoding="utf-8").write(text)
    else:
        sys.stdout.write(text)


main()
