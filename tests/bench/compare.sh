#!/bin/bash
# compare.sh BASE [REVISION] - instructions that two revisions spend on the corpus, counted by
# valgrind's callgrind: the same on a busy machine as on an idle one. REVISION is what lies here,
# committed or not, unless named. Compares the output too: faster and different is no faster.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -ge 1 ] && [ $# -le 2 ] || { echo "usage: compare.sh BASE [REVISION]" >&2; exit 2; }
command -v valgrind > /dev/null || { echo "compare.sh needs valgrind" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# build REVISION DIR: a copy of the revision's files, built there
build() {
    mkdir "$2"
    if [ -n "$1" ]; then git archive "$1"; else tar -c --exclude=./build --exclude=./.git .; fi | tar -x -C "$2"
    make -s -j2 -C "$2" build/bextract > "$2.log" 2>&1 || { tail -n 20 "$2.log" >&2; exit 1; }
}
# Prose, tables and texts of PDFs apart, each many times over, so that start-up does not count.
repeat() { for _ in $(seq 20); do cat "$@"; done; }
repeat corpus/prose-*.txt corpus/budget-prefecture-2024.txt > "$work/prose"
repeat corpus/tables-*.txt corpus/budget-tables-2025.txt > "$work/tables"
repeat corpus/layout-*.txt > "$work/layout"
head -c 2000 corpus/budget-prefecture-2024.txt > "$work/start-up"

count() {  # count DIR WHAT: instructions in millions
    valgrind --tool=callgrind --callgrind-out-file="$work/out" "$1/build/bextract" -j1 - < "$work/$2" 2> "$work/said" > "$1.$2"
    sed -n 's/^==.*Collected : \([0-9]*\).*/\1/p' "$work/said" | awk '{printf "%.1f", $1 / 1e6}'
}

build "$1" "$work/base"
build "${2:-}" "$work/new"
echo "| what | $1 | ${2:-here} | ratio | same output |"
echo "|---|---|---|---|---|"
for what in start-up prose tables layout; do
    a=$(count "$work/base" $what)
    b=$(count "$work/new" $what)
    cmp -s "$work/base.$what" "$work/new.$what" && same=yes || same=NO
    echo "| $what, $(($(wc -c < "$work/$what") / 1000)) KB | $a M | $b M | $(awk "BEGIN {printf \"%.2f\", $b / $a}") | $same |"
done
