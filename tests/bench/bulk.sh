#!/bin/bash
# bulk.sh [N] - N documents (100,000) made by generate.py, read into a data package: with one worker
# and with two, from a folder and from a .tar.zst; then killed at ten random moments and gone on
# with. Prints seconds, processor seconds and peak memory, and whether all packages are the same.
set -euo pipefail
cd "$(dirname "$0")/../.."
n=${1:-100000}
bin=$PWD/build/bextract
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 tests/bench/generate.py "$n" "$work/in"
cd "$work"
tar --zstd -cf in.tar.zst in
du -sh --apparent-size in | sed 's/in$/of text/'

measure() {  # measure WHAT OUT ARGUMENT...
    local what=$1 out=$2; shift 2
    command time -f "$what: %e s, processor %U + %S s, %M KB" "$bin" -q -o "$out/" "$@"
}
measure "folder, -j 1" one -j 1 in
measure "folder, -j 2" two -j 2 in
measure "tar.zst, -j 1" three -j 1 in.tar.zst
measure "tar.zst, -j 2" four -j 2 in.tar.zst
diff -r one two && echo "-j 1 and -j 2: the same"
diff -r three four && echo "-j 1 and -j 2 from the archive: the same"
rm -rf two three four

# A kill comes after a random part of a second; each run gets a little further.
for i in 1 2 3 4 5 6 7 8 9 10; do
    "$bin" -q -j 2 --resume -o killed/ in &
    sleep "0.$((RANDOM % 9 + 1))"
    kill -9 $! 2> /dev/null && wait $! 2> /dev/null || true
done
echo "inputs complete after ten kills: $(($(wc -l < killed/bextract.journal) - 1))"
"$bin" -q -j 2 --resume -o killed/ in
diff -r one killed && echo "killed ten times and gone on with: the same"
