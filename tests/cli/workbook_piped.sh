# A workbook into a pipe or a device is made elsewhere and then copied; tables have sheets, long texts are cut and told.
command -v python3 > /dev/null || { echo "no python3" >&2; exit 77; }
cp "$CORPUS/tables-joined-2023.txt" a.txt
bextract -q -o a.xlsx a.txt && bextract -q --format xlsx -o /dev/stdout a.txt | cat > b.xlsx && cmp a.xlsx b.xlsx && echo "the same bytes"
mkdir tmp && TMPDIR=$PWD/tmp bextract -q --format xlsx -o /dev/stdout a.txt > /dev/null; echo "exit $?"; ls tmp
mkfifo pipe; cat pipe > /dev/null & TMPDIR=$PWD/nowhere bextract -q --format xlsx -o pipe a.txt; echo "exit $?"; wait
{ printf '一、名词解释\n预算绩效：指'; i=0; while [ $i -lt 3000 ]; do printf '按照规定编报并且公开的各项支出'; i=$((i + 1)); done; printf '。\n'; } > long.txt
bextract -o long.xlsx long.txt; echo "exit $?"
python3 "$TOP/tests/cli/sheets.py" long.xlsx | sed -n 's/^\([a-z]*\):.*/\1/p' | xargs
i=0; while [ $i -lt 150 ]; do printf '表%s\n单位：万元\n项目\t预算数\n基本支出\t1.50\n项目支出\t2.50\n合计\t4.00\n\n' $i; i=$((i + 1)); done > many.txt
bextract --table-sheets -o many.xlsx many.txt; echo "exit $?"
bextract --table-sheets --header zh -o zh.xlsx a.txt && python3 "$TOP/tests/cli/sheets.py" zh.xlsx | sed -n 's/^\(T[0-9]*[^:]*\):.*/\1/p'
