#!/bin/sh
# corpus.sh [--bless] [NAME...] - every corpus/NAME.txt through bextract gives corpus/NAME.csv,
# byte for byte, and corpus/NAME.findings.csv with --check where that file is there. --bless
# rewrites them (findings only where the file exists: touch it to begin one).
cd "$(dirname "$0")/../corpus" || exit 2
bless=
[ "$1" = --bless ] && { bless=1; shift; }
BUILD=${BUILD:-build}
case $BUILD in /*) ;; *) BUILD=../$BUILD ;; esac
[ -x "$BUILD/bextract" ] || { echo "corpus: no $BUILD/bextract: make"; exit 2; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
if [ $# -gt 0 ]; then names=$*; else names=$(ls *.txt | sed 's/\.txt$//'); fi
count=0 bad=0

# same EXPECTED ARGUMENT...: what bextract writes is what is expected
same() {
    expected=$1; shift
    "$BUILD/bextract" "$@" > "$work/got" 2> "$work/said" || {
        echo "corpus/$expected: exit status $?"; cat "$work/said"; return 1; }
    cmp -s "$expected" "$work/got" && return 0
    [ -n "$bless" ] && { cp "$work/got" "$expected"; return 0; }
    [ -e "$expected" ] || { echo "corpus/$expected is not there; make bless"; return 1; }
    echo "corpus/$expected: other records than expected"
    diff -u "$expected" "$work/got" | sed 1,2d | head -n 20
    return 1
}

for name in $names; do
    good=1
    same "$name.csv" "$name.txt" || good=0
    [ ! -e "$name.findings.csv" ] || same "$name.findings.csv" --check "$name.txt" || good=0
    [ $good = 1 ] || bad=$((bad + 1))
    count=$((count + 1))
done
[ $# -gt 0 ] || for name in $names; do
    grep -q "^| .*\b$name\b.* |" README.md || { echo "corpus/README.md: nothing of $name"; bad=$((bad + 1)); }
done
# All of them together are read as a package, whose key is a document's name.
twice=$(sed -n 's/^==> \(.*\) <==$/\1/p' *.txt | sort | uniq -d)
[ -z "$twice" ] || { echo "corpus: the name of two documents:" $twice; bad=$((bad + 1)); }
echo "corpus: $count documents, $bad failed"
[ $bad = 0 ]
