#!/bin/sh
# run.sh DIR SECONDS [TARGET...] - runs fuzz targets, built in DIR, for so long each. They begin with
# tests/fuzz/seeds/TARGET, or with corpus/ where there is no such folder; a find stays in DIR.
#
# -entropic=0: libFuzzer's choice of what to change next by rare features took 94 % of the time where an
# input has ten thousand of them: fuzz_pipeline made 3 runs a second, and makes 120 without.
#
# A target's dictionary is TARGET.dict or else budget.dict, written to be read: what is no ASCII
# becomes \xNN here, as libFuzzer wants it.
cd "$(dirname "$0")/../.." || exit 2
dir=$1 seconds=$2
shift 2
[ $# -gt 0 ] || set -- $(cd tests/fuzz && ls fuzz_*.c | sed 's/\.c$//')
for target in "$@"; do
    seeds=tests/fuzz/seeds/$target words=tests/fuzz/$target.dict
    [ -d "$seeds" ] || seeds=corpus
    [ -e "$words" ] || words=tests/fuzz/budget.dict
    mkdir -p "$dir/seeds/$target"
    LC_ALL=C awk 'BEGIN { for (i = 128; i < 256; i++) hex[sprintf("%c", i)] = sprintf("\\x%02X", i) }
        { line = ""; n = length($0); for (i = 1; i <= n; i++) { c = substr($0, i, 1); line = line (c in hex ? hex[c] : c) } print line }' \
        "$words" > "$dir/$target.dict"
    "$dir/tests/fuzz/$target" -max_total_time="$seconds" -timeout=20 -entropic=0 -max_len=6000 -rss_limit_mb=1024 -print_final_stats=1 \
        -dict="$dir/$target.dict" -artifact_prefix="$dir/$target-" "$dir/seeds/$target" "$seeds" 2> "$dir/$target.log" \
        || { tail -n 60 "$dir/$target.log"; exit 1; }
    sed -n "s/^Done \([0-9]*\) runs in \([0-9]*\).*/fuzz: $target: \1 runs in \2 s/p" "$dir/$target.log"
done
