#!/bin/bash
# soak.sh BUILD [SECONDS] - one process reads different documents for so long (600), with two workers, into
# records and with the checks; its memory must not grow once every kind of document has come a few times.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$(cd "$1" && pwd)/bextract
seconds=${2:-600}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 tests/bench/generate.py 520 "$work/in"
mkfifo "$work/names"
"$bin" -q -j 2 --findings /dev/null --files-from "$work/names" > /dev/null 2> "$work/said" &
pid=$!
end=$((SECONDS + seconds))
while [ $SECONDS -lt $end ] && find "$work/in" -type f | shuf; do :; done > "$work/names" 2> /dev/null &
rss() { sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status" 2> /dev/null; }
# The first fifth, a minute at most, is for caches; what it reached is the measure.
settle=$((seconds / 5 < 60 ? seconds / 5 : 60)) begin=$SECONDS base=0 most=0 last=0
while kill -0 $pid 2> /dev/null; do
    now=$(rss) || break
    [ -n "$now" ] || break
    last=$now
    if [ $((SECONDS - begin)) -lt $settle ]; then
        [ "$now" -le $base ] || base=$now
    else
        [ "$now" -le $most ] || most=$now
    fi
    sleep 0.2
done
wait $pid
grew=$((most - base))
echo "soak: $((SECONDS - begin)) s, $((base / 1024)) MiB when settled, $((most / 1024)) MiB at most after, $((last / 1024)) MiB at the end"
[ $grew -le 3072 ] || { echo "soak: it grew by $((grew / 1024)) MiB"; exit 1; }
