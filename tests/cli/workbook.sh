# -o FILE.xlsx: the sheets in their order, numbers as numbers, codes as text; all or nothing.
command -v python3 > /dev/null || { echo "no python3" >&2; exit 77; }
sheets() { python3 "$TOP/tests/cli/sheets.py" "$@"; }
cp "$CORPUS/tables-joined-2023.txt" a.txt
bextract --check --table-sheets -o a.xlsx a.txt nowhere.txt; echo "exit $?"
sheets a.xlsx | sed "s/^\(findings: \)[0-9]*/\1N/"
sheets a.xlsx projects | sed -n "/^projects/,/^[a-z]*:/p" | grep -v ^findings
# the same file for any number of workers, and again
cp "$CORPUS/budget-tables-2025.txt" "$CORPUS/final-county-2022.txt" .
bextract -j 1 --check -o one.xlsx *.txt && bextract -j 3 --check -o three.xlsx *.txt && cmp one.xlsx three.xlsx && echo "the same bytes"
bextract --header zh -o zh.xlsx a.txt && sheets zh.xlsx 数据 | sed -n '1,3p'
# columns and kinds are those of the records
bextract --kind cell --columns item,yuan -o some.xlsx a.txt && sheets some.xlsx records | sed -n '/^records/,$p'
# what is no document of rows
bextract --format xlsx a.txt; echo "exit $?"
bextract --format csv -o x.xlsx a.txt; echo "exit $?"
bextract --excel -o x.xlsx a.txt; echo "exit $?"
bextract --findings f.csv -o x.xlsx a.txt; echo "exit $?"
bextract --table-sheets a.txt; echo "exit $?"
bextract --trace --format xlsx -o x a.txt; echo "exit $?"
ls
