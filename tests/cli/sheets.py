"""sheets.py FILE.xlsx - reads a workbook back, with the standard library only.

read(path) gives {sheet name: rows}; a row is a list of cells, a cell a text, a number (as the digits
that stand for it) or ''. Rows that a filter hides are in it. Run: a line per sheet.
"""
import re
import sys
import zipfile
import xml.etree.ElementTree as tree

N = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def column(ref):
    n = 0
    for c in re.match("[A-Z]+", ref).group():
        n = n * 26 + ord(c) - 64
    return n - 1


def text(cell):
    said = "".join(t.text or "" for t in cell.iter(N + "t"))
    return re.sub("_x([0-9A-F]{4})_", lambda m: chr(int(m.group(1), 16)), said)


def number(cell):
    v = float(cell.find(N + "v").text)
    plain = "%.15g" % v
    return plain if "e" not in plain else "%d" % v


def rows(xml):
    got = []
    for row in tree.fromstring(xml).find(N + "sheetData"):
        cells = []
        for cell in row:
            cells += [""] * (column(cell.get("r")) - len(cells))
            if cell.get("t") == "inlineStr":
                cells.append(text(cell))
            else:
                cells.append("" if cell.find(N + "v") is None else number(cell))
        got.append(cells)
    width = max(map(len, got), default=0)
    return [cells + [""] * (width - len(cells)) for cells in got]


def read(path):
    book = zipfile.ZipFile(path)
    if book.testzip() is not None:
        raise ValueError("broken")
    names = [s.get("name") for s in tree.fromstring(book.read("xl/workbook.xml")).find(N + "sheets")]
    return {name: rows(book.read("xl/worksheets/sheet%d.xml" % (i + 1))) for i, name in enumerate(names)}


if __name__ == "__main__":
    for name, lines in read(sys.argv[1]).items():
        print("%s: %d rows" % (name, len(lines)))
        if len(sys.argv) > 2 and name == sys.argv[2]:
            for line in lines:
                print("\t".join(line).rstrip())
