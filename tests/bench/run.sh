#!/bin/bash
# run.sh [--mb N] - measures bextract against named public tools on the same bytes, in one
# run, as ratios: machines differ, ratios less. Prints the table of tests/bench/README.md.
# Each time is the best of three, in seconds of processor time: on a machine that others use too the
# clock says little. Memory is the peak resident set that the kernel reports.
set -euo pipefail
cd "$(dirname "$0")/../.."
mb=200
while [ $# -gt 0 ]; do
    case $1 in
        --mb) mb=$2; shift ;;
        *) echo "usage: run.sh [--mb N]" >&2; exit 2 ;;
    esac
    shift
done
bin=${BEXTRACT:-build/bextract}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The corpus' styles, repeated to the size asked for; tables apart from prose.
repeat() {  # repeat FILE... > N MB
    local size=0 one
    one=$(cat "$@" | wc -c)
    while [ $size -lt $((mb * 1000000)) ]; do cat "$@"; size=$((size + one)); done
}
utf8=$(for f in corpus/*.txt; do if iconv -f UTF-8 -t UTF-8 "$f" > /dev/null 2>&1; then echo "$f"; fi; done)
repeat $utf8 > "$work/all.txt"
repeat corpus/tables-tab-2023.txt corpus/budget-tables-2025.txt > "$work/tables.txt"
repeat corpus/layout-2024.txt > "$work/layout.txt"
head -c $((mb * 1000000)) < <(yes "$(printf 'The quick brown fox jumps over the lazy dog and runs away into the woods.\n%.0s' 1 2 3 4)") > "$work/unrelated.txt"

head -c 2000 corpus/budget-prefecture-2024.txt > "$work/small.txt"

best() {  # best COMMAND: seconds, the best of three
    local t best=
    for _ in 1 2 3; do
        t=$( { TIMEFORMAT='%3U+%3S'; time bash -c "$1" > /dev/null 2>&1; } 2>&1 | bc | sed 's/^\./0./')
        if [ -z "$best" ] || [ "$(echo "$t < $best" | bc)" = 1 ]; then best=$t; fi
    done
    echo "$best"
}
ratio() { echo "scale=2; $1 / $2" | bc | sed 's/^\./0./'; }
rate() { echo "scale=0; $mb / $1" | bc; }
row() { printf '| %s | %s | %s | %s |\n' "$1" "$2" "$3" "$4"; }

wc_all=$(best "LC_ALL=C.UTF-8 wc -m $work/all.txt")
wc_tab=$(best "LC_ALL=C.UTF-8 wc -m $work/tables.txt")
wc_lay=$(best "LC_ALL=C.UTF-8 wc -m $work/layout.txt")
# What is compared with wc writes to /dev/null, as wc does: a reader at the end of a pipe copies the
# output, many times the input, in time of its own. One row has it, beside a cat that has it too.
all=$(best "$bin -j1 $work/all.txt")
few=$(best "$bin -j1 --kind heading,subject,term,nil $work/all.txt")
tab=$(best "$bin -j1 $work/tables.txt")
lay=$(best "$bin -j1 $work/layout.txt")
chk=$(best "$bin -j1 --findings /dev/null $work/all.txt")
pipe=$(best "$bin -j1 $work/all.txt | cat")
$bin -j1 "$work/all.txt" > "$work/out.csv" 2> /dev/null
floor=$(best "cat $work/out.csv | cat")
out_mb=$(($(wc -c < "$work/out.csv") / 1000000))
unrel=$(best "$bin -j1 $work/unrelated.txt")
skip=$(best "$bin -j1 --skip-unrelated $work/unrelated.txt")
small=$(best "for i in 1 2 3 4 5 6 7 8 9 10; do $bin $work/small.txt; done")
nothing=$(best "for i in 1 2 3 4 5 6 7 8 9 10; do /bin/true; done")
head -c 2000000 "$work/all.txt" > "$work/two.txt"
naive=$(best "python3 tests/bench/naive.py $work/two.txt")
two=$(best "$bin -j1 $work/two.txt")
rss() { /usr/bin/time -f %M "$@" 2>&1 > /dev/null | tail -n 1; }
head -c 1000000 "$work/all.txt" > "$work/one.txt"
rss1=$(rss $bin -j1 "$work/one.txt")
rssn=$(rss $bin -j1 "$work/all.txt")

echo "| what ($mb MB, one thread, best of 3) | seconds | MB/s | ratio |"
echo "|---|---|---|---|"
row "\`LC_ALL=C.UTF-8 wc -m\`" "$wc_all" "$(rate "$wc_all")" "1"
row "all kinds ($out_mb MB out)" "$all" "$(rate "$all")" "$(ratio "$all" "$wc_all") × wc"
row "headings, subjects, terms, nils" "$few" "$(rate "$few")" "$(ratio "$few" "$wc_all") × wc"
row "table text (wc: $wc_tab s)" "$tab" "$(rate "$tab")" "$(ratio "$tab" "$wc_tab") × wc"
row "text of PDFs (wc: $wc_lay s)" "$lay" "$(rate "$lay")" "$(ratio "$lay" "$wc_lay") × wc"
row "all kinds, through a pipe to \`cat\`" "$pipe" "$(rate "$pipe")" ""
row "\`cat\` of that output through a pipe to \`cat\`" "$floor" "" "$(ratio "$pipe" "$floor") × cat for bextract"
row "all kinds with the checks" "$chk" "$(rate "$chk")" "$(ratio "$chk" "$all") × without"
row "unrelated text" "$unrel" "$(rate "$unrel")" ""
row "unrelated text, --skip-unrelated" "$skip" "$(rate "$skip")" ""
row "regular expressions in Python (naive.py, 2 MB of it)" "$naive" "$(echo "2 / $naive" | bc -l | cut -c1-4)" "bextract is $(ratio "$naive" "$two") × as fast"
row "start-up: a file of 2 KB ten times" "$small" "" "$(echo "($small - $nothing) * 100" | bc | sed 's/^\./0./') ms more than \`true\` each"
row "peak memory at 1 MB and at $mb MB" "" "" "$((rss1 / 1024)) and $((rssn / 1024)) MiB"
