#!/usr/bin/env python3
"""generate.py N DIR - N documents like those of corpus/, with other figures, for bulk runs.

They stand in DIR/000/00000-NAME.txt and so on, a thousand in a folder. The same N gives the same
bytes on every machine. A figure keeps its width, so that columns made of spaces stay columns;
sums do not add up any more.
"""
import os
import random
import re
import sys

FIGURE = re.compile(rb"(?<![\d.])(\d{1,9})\.(\d\d)(?![\d.])")


def main():
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    corpus = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "corpus")
    names = sorted(n for n in os.listdir(corpus) if n.endswith(".txt"))
    texts = [open(os.path.join(corpus, n), "rb").read() for n in names]
    digits = random.Random(1)

    def other(match):
        whole = match.group(1)
        low = 10 ** (len(whole) - 1) if len(whole) > 1 else 0
        return b"%d.%02d" % (digits.randrange(low, 10 ** len(whole)), digits.randrange(100))

    for i in range(int(sys.argv[1])):
        folder = os.path.join(sys.argv[2], "%03d" % (i // 1000))
        if i % 1000 == 0:
            os.makedirs(folder, exist_ok=True)
        k = i % len(names)
        with open(os.path.join(folder, "%05d-%s" % (i, names[k])), "wb") as out:
            out.write(FIGURE.sub(other, texts[k]))


main()
