#!/usr/bin/env python3
"""name-pairs.py NAMES OUT: how often a letter follows another in names, for src/mrz.

Writes a row for what stands before (the start of a word, A to Z) and in it what follows (A to Z,
the end of the word), each ten times the natural logarithm of its probability, smoothed.
"""
import math
import sys

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BEFORE, AFTER = "^" + LETTERS, LETTERS + "$"
SMOOTHING = 0.5

counts = {a: dict.fromkeys(AFTER, SMOOTHING) for a in BEFORE}
with open(sys.argv[1], encoding="ascii") as names:
    for line in names:
        for word in line.split() if not line.startswith("#") else ():
            for a, b in zip("^" + word, word + "$"):
                counts[a][b] += 1
with open(sys.argv[2], "w", encoding="ascii") as out:
    out.write("/* Made by tools/name-pairs.py: NAME_PAIRS(before, after A to Z and the end). */\n")
    for a in BEFORE:
        whole = sum(counts[a].values())
        row = ", ".join(str(round(10 * math.log(counts[a][b] / whole))) for b in AFTER)
        out.write("NAME_PAIRS('%s', %s)\n" % (a, row))
