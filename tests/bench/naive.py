#!/usr/bin/env python3
"""naive.py [FILE...] - what one writes in an afternoon: subjects, amounts and cells by regular expressions, as CSV.

The yardstick of tests/bench/run.sh for speed only. It knows no years, topics, codes or dimensions, carries nothing from
clause to clause, heals nothing, and takes every number before a unit for a figure.
"""
import csv
import re
import sys

NUMBER = r"[-－]?\d[\d,]*(?:\.\d+)?"
HEADING = re.compile(r"^\s*(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)\s*(.{1,45})$")
SUBJECT = re.compile(r"(?:([^，。；、：（）\s]{2,30})（类）)?(?:([^，。；、：（）\s]{2,40})（款）)?([^，。；、：（）\s]{2,60})（项）"
                     r"[^。；]{0,80}?(" + NUMBER + r")\s*(万元|亿元|元)")
AMOUNT = re.compile(r"([^，。；：、（）\s]{0,40}?)(增加|减少|增长|下降|占)?(" + NUMBER + r")\s*(万元|亿元|元|%|％|人|辆|台|个|批次|平方米)")
CELL = re.compile(NUMBER + r"%?")


def extract(name, lines, out):
    section = ""
    header = []
    for no, line in enumerate(lines, 1):
        line = line.rstrip("\n")
        if "\t" in line:
            cells = [c.strip() for c in line.split("\t")]
            if not any(CELL.fullmatch(c) for c in cells):
                header = cells
                continue
            label = next((c for c in cells if c and not CELL.fullmatch(c)), "")
            for i, c in enumerate(cells):
                if CELL.fullmatch(c):
                    out.writerow((name, "cell", label, header[i] if i < len(header) else "", c.replace(",", ""), "", section, no))
            continue
        header = []
        m = HEADING.match(line)
        if m:
            section = m.group(1)
            out.writerow((name, "heading", section, "", "", "", section, no))
            continue
        for m in SUBJECT.finditer(line):
            out.writerow((name, "subject", "/".join(g for g in m.groups()[:3] if g), "", m.group(4).replace(",", ""), m.group(5), section, no))
        for m in AMOUNT.finditer(line):
            out.writerow((name, "amount", m.group(1), m.group(2) or "", m.group(3).replace(",", ""), m.group(4), section, no))


def main():
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("doc", "kind", "item", "measure", "value", "unit", "section", "line"))
    if not sys.argv[1:]:
        extract("-", open(0, encoding="utf-8", errors="replace"), out)
    for name in sys.argv[1:]:
        with open(name, encoding="utf-8", errors="replace") as f:
            extract(name, f, out)


main()
