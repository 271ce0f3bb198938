"""formats.py - the same records in every format: reads each back, compares with all.csv."""
import csv
import glob
import json
import re
import sys
from decimal import Decimal

sys.path.insert(0, sys.argv[1])
import sheets

NUMBERS = {"n", "year", "number", "yuan", "doc_year", "table_no", "table_row", "table_col", "line"}


def from_csv(path, encoding="utf-8"):
    with open(path, newline="", encoding=encoding) as f:
        return list(csv.DictReader(f))


def from_tsv(path):
    escapes = {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\"}
    with open(path, newline="", encoding="utf-8") as f:
        lines = [line.split("\t") for line in f.read().split("\n")[:-1]]
    return [dict(zip(lines[0], (re.sub(r"\\.", lambda m: escapes[m.group()], v) for v in line))) for line in lines[1:]]


def from_jsonl(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line, parse_int=str, parse_float=str) for line in f]


def from_excel(path):
    """="text" is what Excel shows as text; a long text that would run has an apostrophe in front."""
    got = from_csv(path, "utf-8-sig")
    for row in got:
        for name, value in row.items():
            literal = re.fullmatch('="(.*)"', value, re.S)
            row[name] = literal.group(1).replace('""', '"') if literal else value[1:] if re.match("'[=+@-]", value) else value
    return got


def from_xlsx(path):
    lines = sheets.read(path)["records"]
    return [dict(zip(lines[0], line)) for line in lines[1:]]


def same(name, a, b):
    return a == b or (name in NUMBERS and a and b and Decimal(a) == Decimal(b))


def compare(what, want, got, columns):
    if len(want) != len(got):
        print("%s: %d records, not %d" % (what, len(got), len(want)))
        return
    other = [(w["doc"], w["n"], c, w[c], g.get(c, "")) for w, g in zip(want, got) for c in columns if not same(c, w[c], g.get(c, ""))]
    for one in other[:5]:
        print(what, *one)
    print("%s: %s" % (what, "the same" if not other else "%d fields differ" % len(other)))


def package(folder, want):
    parts = {
        "figures": lambda r: r["kind"] in ("subject", "amount", "nil") or (r["kind"] == "cell" and r["number"]),
        "texts": lambda r: r["kind"] == "cell" and not r["number"] and r["scheme"] != "indicator",
        "headings": lambda r: r["kind"] == "heading",
        "terms": lambda r: r["kind"] == "term",
    }
    for name, of in parts.items():
        got = from_csv("%s/%s.csv" % (folder, name))
        compare("package " + name, [r for r in want if of(r)], got, list(got[0]))


records = from_csv("all.csv")
columns = list(records[0])
compare("tsv", records, from_tsv("all.tsv"), columns)
compare("jsonl", records, from_jsonl("all.jsonl"), columns)
compare("excel", records, from_excel("all.excel.csv"), columns)
compare("xlsx", records, from_xlsx("all.xlsx"), columns)
package("all", records)
