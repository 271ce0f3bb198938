"""read.py FOLDER - reads FOLDER/package and FOLDER/all.xlsx with what people use, compares totals."""
import sys
from decimal import Decimal

import duckdb
import frictionless
import openpyxl
import pandas

folder = sys.argv[1]
bad = 0


def check(what, good):
    global bad
    bad += not good
    print("ecosystem: %s: %s" % (what, "as expected" if good else "WRONG"))


report = frictionless.validate(folder + "/package/datapackage.json")
for task in report.tasks:
    for error in task.errors[:3]:
        print(task.name, error.message)
check("frictionless, %d resources" % len(report.tasks), report.valid)

figures = pandas.read_csv(folder + "/package/figures.csv", dtype=str, keep_default_na=False)
leaves = figures[(figures.doc == "budget-tables-2025.txt") & (figures.kind == "cell") & (figures.topic == "general")
                 & (figures.rollup == "leaf") & (figures.stat == "amount") & (figures.year == figures.doc_year)]
check("pandas, 一般公共预算支出 23000000 yuan", sum(map(Decimal, leaves.yuan)) == 23000000)

query = """SELECT sum(yuan) FROM read_csv('%s/package/figures.csv', all_varchar = false, sample_size = -1,
           types = {'code': 'VARCHAR', 'official_code': 'VARCHAR', 'path': 'VARCHAR', 'yuan': 'DECIMAL(38,6)'})
           WHERE doc = 'budget-tables-2025.txt' AND kind = 'cell' AND topic = 'general' AND rollup = 'leaf'
             AND stat = 'amount' AND year = doc_year""" % folder
check("DuckDB, the same", duckdb.sql(query).fetchall()[0][0] == 23000000)

book = openpyxl.load_workbook(folder + "/all.xlsx", read_only=True)
rows = list(book["figures"].iter_rows(values_only=True))
head = {name: i for i, name in enumerate(rows[0])}
total = sum(r[head["yuan"]] for r in rows[1:]
            if r[head["doc"]] == "budget-tables-2025.txt" and r[head["topic"]] == "general" and r[head["rollup"]] == "leaf"
            and r[head["stat"]] == "amount" and r[head["year"]] == r[head["doc_year"]])
check("openpyxl, the same; sheets " + " ".join(book.sheetnames), total == 23000000)
check("openpyxl, as many figures as the package", len(rows) - 1 == len(figures))
sheet = pandas.read_excel(folder + "/all.xlsx", sheet_name="records", dtype={"official_code": str, "path": str})
check("pandas, all records of the workbook", set(sheet.official_code.dropna().str.fullmatch("[0-9]+")) == {True})
sys.exit(bad > 0)
