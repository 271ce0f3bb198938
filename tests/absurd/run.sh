#!/bin/sh
# run.sh BUILD [MB] - input that no one would publish, MB megabytes of each kind (10), made on the fly:
# read within 32 MiB (48 with the checks, which keep a document's figures), in time that grows with its
# size, without a crash.
build=$(cd "$1" && pwd) || exit 2
mb=${2:-10}
bytes=$((mb * 1000000))
corpus=$(cd "$(dirname "$0")/../../corpus" && pwd)
bad=$(mktemp) || exit 2
trap 'rm -f "$bad" "$bad.pages"' EXIT
# endless TEXT: over and over, on one line; lines TEXT: a line each
endless() { yes "$1" | tr -d '\n' | head -c $bytes; }
lines() { yes "$1" | head -c $bytes; }
bytes_of() { head -c $bytes /dev/zero | tr '\0' "$1"; }
# half TEXT N: so many times on one line
half() { yes "$1" | head -n "$2" | tr -d '\n'; }

# try NAME SECONDS FOR EACH 10 MB: reads standard input
try() {
    said=$("$build/tests/bound" $most $((1 + $2 * mb / 10)) "$build/bextract" -q -j 1 $check - 2>&1 > /dev/null) || echo "$1" >> "$bad"
    echo "absurd: $1${check:+, checked}: $said"
}
for check in "" --check; do
most=32
[ -z "$check" ] || most=48
endless '部门预算安排资金用于开展各项工作' | try "one line without an end" 10
endless 'the quick brown fox jumps over the lazy dog ' | try "one line of English" 10
{ half （ 100000; half ） 100000; } | try "100,000 brackets in brackets" 10
lines '（（（（（（（（（（（（（（（（（（（（' | try "brackets that never close" 30
{ half '<table><tr><td>' 100000; } | try "100,000 tables in tables" 10
bytes_of '\t' | try "tabs, one line" 10
lines '				' | try "tabs, many lines" 20
endless （类） | try "（类） over and over" 30
lines （类） | try "（类） on every line" 30
printf '\f12\n%.0s' $(seq 1000) > "$bad.pages"
while cat "$bad.pages"; do :; done 2> /dev/null | head -c $bytes | try "pages of a number" 20
bytes_of '<' | try "tags that never begin" 20
bytes_of 7 | try "one number without an end" 30
endless '1,234.50 ' | try "numbers, one line" 60
endless '收入预算12.5万元，比上年增加3.2万元，增长5.1%，其中：财政拨款1.2万元；' | try "one paragraph of figures" 30
endless '收入12万元、' | try "one list of figures" 60
endless '行政运行（项）12万元，' | try "one list of subjects" 30
lines '行政运行	12.50	3.00	4.00' | try "one table without an end" 60
lines '行政运行                12.50       3.00      4.00' | try "the same, columns of blanks" 60
{ printf '部门预算\n收支总表\n单位：万元\n科目编码      科目名称             合计      基本支出      项目支出\n'
  seq $((bytes / 140)) | sed 's/.*/\f20101       人大 事务&         30.00     20.00       10.00\n20102       政协 事务&         30.00     20.00       10.00/'
} | try "the same, a page every two lines" 60
{ printf '部门预算\n收支总表\n单位：万元\n项目\t金额\t数量\n收入\t1.00\t2.00\n'; lines '一、事业收入		'; } | try "rows of nothing but a numbered label" 20
lines '| 行政运行 | 12.50 | 3.00 |' | try "the same, bars" 60
lines '<tr><td>行政运行</td><td>12.50</td></tr>' | try "the same, tags" 60
# a header of two rows that may stand below each other in 14,950 ways, over rows of zeros, which tell nothing
ways() {
    printf '单位：万元\n科目编码 科目名称 合计 %s\n%s\n' "$(half '收入 ' 25)" "$(half '小计 人员 ' 4)"
    yes "2080101 名称$(half ' 0' 30)" | head -n 500
}
ways=$(ways; echo; echo 预算表)
lines "$ways" | try "headers of many ways" 60
# three rows, whose two lower ones stand below each other in 30 million ways that no upper one fits
dead() {
    printf '单位：万元\n天天\t地地\t人人\n%s\n%s\n' "$(seq 10 39 | sed 'y/0123456789/abcdefghij/; s/^/某/' | tr '\n' '\t')" "$(half '小计	收入	增减额	增减率	' 10)"
    yes "$(half '0	' 61)" | head -n 10
}
dead=$(dead | sed 's/	$//'; echo; echo 预算表)
lines "$dead" | try "headers of ways that lead nowhere" 60
lines '一、收入情况' | try "headings" 60
lines '（一）基本支出。' | try "headings that run in" 60
lines '第一部分　部门概况' | try "documents without an end" 90
while cat "$corpus"/budget-prefecture-2024.txt "$corpus"/tables-tab-2023.txt "$corpus"/layout-2024.txt; do :; done 2> /dev/null | head -c $bytes | try "documents, one stream" 60
head -c $bytes /dev/urandom | tr -d '\000-\010\016-\037' | try "noise" 60
done
echo "absurd: $(wc -l < "$bad") went over a bound"
[ ! -s "$bad" ]
