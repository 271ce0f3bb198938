bextract --check-patterns
mkdir -p mine/line
echo '(unbalanced' > mine/line/broken.pcre
bextract --check-patterns --patterns mine > /dev/null 2>&1; echo "exit $?"
mkdir forms
printf 'columns\n合计 基本支出 项目支出\n合计  基本支出\n' > forms/headers.csv
bextract --check-patterns --patterns forms 2>&1 > /dev/null; echo "exit $?"
mkdir names
printf 'name\n# sorted\n合计\n小计\n' > names/columns.csv
bextract --check-patterns --patterns names 2>&1 > /dev/null; echo "exit $?"
printf 'name\n小计\n合计\n' > names/columns.csv
bextract --check-patterns --patterns names 2>&1 > /dev/null; echo "exit $?"
