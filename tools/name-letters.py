#!/usr/bin/env python3
"""name-letters.py NAMES OUT: how likely a letter is behind two others in names, for src/mrz.

Writes a row for every two symbols that may stand before (the edge of a word, A to Z) and in it
what follows (the edge, A to Z), each ten times the natural logarithm of its probability.  Triples
are few in a short list, so they are mixed with pairs and single letters.
"""
import math
import sys

SYMBOLS = "^ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TRIPLE, PAIR, SINGLE = 0.55, 0.35, 0.10

counts = {}


def count(context, symbol):
    row = counts.setdefault(context, {})
    row[symbol] = row.get(symbol, 0) + 1


def share(context, symbol):
    row = counts.get(context)
    return row.get(symbol, 0) / sum(row.values()) if row else None


def probability(a, b, c):
    parts = ((TRIPLE, share(a + b, c)), (PAIR, share(b, c)), (SINGLE, share("", c)), (0.005, 1 / 27))
    known = [(w, p) for w, p in parts if p is not None]
    return sum(w * p for w, p in known) / sum(w for w, _ in known)


with open(sys.argv[1], encoding="ascii") as names:
    for line in names:
        for word in line.split() if not line.startswith("#") else ():
            padded = "^^" + word + "^"
            for i in range(2, len(padded)):
                for context in (padded[i - 2:i], padded[i - 1], ""):
                    count(context, padded[i])
with open(sys.argv[2], "w", encoding="ascii") as out:
    out.write("/* Made by tools/name-letters.py: NAME_LETTERS(after the edge, A to Z), a row for each two before. */\n")
    for a in SYMBOLS:
        for b in SYMBOLS:
            row = ", ".join(str(round(10 * math.log(probability(a, b, c)))) for c in SYMBOLS)
            out.write("NAME_LETTERS(%s)\n" % row)
