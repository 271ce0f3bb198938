# Every format has the same records, digit for digit.
command -v python3 > /dev/null || { echo "no python3" >&2; exit 77; }
here=$PWD
cp "$CORPUS"/*.txt .
# what formats stumble over: formulas, quotes, line ends, control characters, long digits, escapes of XML
printf '=SUM(A1) 局2023年部门预算\n\n一、收入说明\n@合计"甲"\\乙 _x0041_ <b>&amp;</b> \001 为12345678901234567890.55万元，-三项支出0.10元。\n' > odd.txt
set -- *.txt
bextract -q -o all.csv "$@"
bextract -q --format tsv -o all.tsv "$@"
bextract -q --format jsonl -o all.jsonl "$@"
bextract -q --excel -o all.excel.csv "$@"
bextract -q -o all.xlsx "$@"
bextract -q -o all "$@"
python3 "$TOP/tests/cli/formats.py" "$TOP/tests/cli"
# stored so that what is read into doubles is still exact: at most 15 digits are a number
python3 - <<'P'
import re, zipfile
book = zipfile.ZipFile("all.xlsx")
for name in book.namelist():
    if name.startswith("xl/worksheets/"):
        for v in re.findall("<v>([^<]*)</v>", book.read(name).decode()):
            if len("%.15g" % float(v)) > 17:
                print(name, v)
P
