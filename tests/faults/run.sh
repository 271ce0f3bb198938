#!/bin/sh
# run.sh BUILD [STEP] - every allocation, read, write, sync, rename and open fails in turn (every STEPth,
# 1 if not given), over a small run of each mode: by BUILD/bextract-faults, linked with
# what makes them fail, or, where there is none, by BUILD/faults.so before BUILD/bextract.
#
# Whatever fails: no crash, no endless wait, no leak (when BUILD is one of AddressSanitizer), and
#   exit 0: the output is that of a run without faults;
#   exit 1: an input failed; what has its final name is whole, which was said;
#   exit 2: the job failed; nothing has its final name, no temporary file is left, which was said;
#           a folder that stays can be gone on with: --resume makes it that of a run without faults.
top=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd) || exit 2
step=${2:-1}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
program=$build/bextract-faults preload=
[ -x "$program" ] || program=$build/bextract preload=LD_PRELOAD=$build/faults.so
export LC_ALL=C.UTF-8 ASAN_OPTIONS=exitcode=99:allocator_may_return_null=1 LSAN_OPTIONS=exitcode=98
unset LANGUAGE TMPDIR

head -c 1500 "$top/corpus/budget-prefecture-2024.txt" > a.txt
{ printf '预算表\n单位：万元\n项目\t预算数\n'; printf '人员经费\t1.00\n合计\t2.00\n'; } > b.txt
tar -czf both.tar.gz a.txt b.txt
printf 'name,code\n甲,1\n' > agencies.csv

# Modes: what runs in the folder `out`, its output there and nowhere else.
csv()     { "$@" -j 1 < ../a.txt > csv; }
file()    { "$@" -j 1 -o o.csv --findings f.csv ../a.txt ../b.txt; }
folder()  { "$@" -j 1 --check -o o/ ../a.txt ../b.txt; }
book()    { "$@" -j 1 --check --table-sheets -o o.xlsx ../b.txt; }
archive() { "$@" -j 1 --agencies ../agencies.csv --summary ../both.tar.gz > csv; }
workers() { "$@" -j 2 --format jsonl -o o.jsonl ../a.txt ../b.txt; }
resumed() { [ -e o ] || cp -r ../begun o; "$@" -j 1 -q --resume -o o/ ../b.txt ../a.txt ../c.txt; }
MODES="csv file folder book archive workers resumed"

# A run that was ended at its third input, when two were complete: c.txt is a pipe until then.
mkfifo c.txt
mkdir out && cd out || exit 2
"$program" -j 1 -q -o o/ ../b.txt ../a.txt ../c.txt 2> /dev/null & job=$!
exec 3> ../c.txt
kill -TERM $job
exec 3>&-
wait $job 2> /dev/null
mv o ../begun
cd .. && rm -rf out c.txt && cp a.txt c.txt

# one MODE KIND N: the run with its Nth call failing; its exit status
one() {
    rm -rf out; mkdir out; cd out || exit 2
    "$1" timeout 60 env $preload FAULT_KIND="$2" FAULT_AT="$3" FAULT_REST="$rest" \
        FAULT_LOG="$work/log" "$program" 2> ../said
    status=$?
    cd ..
}

# same FILE: it is what the run without faults made
same() { cmp -s "out/$1" "whole/$1"; }

# What is wrong with the run, if anything.
wrong() {
    [ "$status" -le 2 ] || { echo "exit status $status"; return; }
    [ "$status" = 0 ] || [ -s said ] || { echo "exit status $status without a word"; return; }
    [ "$status" != 0 ] || { diff -r out whole > /dev/null || echo "exit status 0, other output"; return; }
    [ "$status" != 1 ] || { [ "$(cd out && find . | sort)" = "$(cd whole && find . | sort)" ] || echo "exit status 1, other files"; return; }
    for f in out/*; do
        case $f in
            out/o | out/csv | out/\*) ;;
            *) same "${f#out/}" || { echo "exit status 2, but ${f#out/} stays"; return; } ;;
        esac
    done
    [ -e out/o ] || return
    # A folder is what was complete, to be gone on with.
    (cd out && "$1" "$program" --resume > /dev/null 2>&1) || { echo "--resume does not go on"; return; }
    diff -r out whole > /dev/null || echo "--resume makes another folder"
}

bad=0 runs=0
# through MODE KIND: all calls of the kind, each in its turn
through() {
    rest=${3:-0}
    one "$1" "$2" 0
    calls=$(sed -n 's/^calls //p' log)
    n=1
    while [ "$n" -le "$calls" ]; do
        one "$1" "$2" "$n"
        what=$(wrong "$1")
        runs=$((runs + 1))
        [ -z "$what" ] || { bad=$((bad + 1)); echo "faults: $1, $2 call $n of $calls: $what"; head -n 12 said; }
        [ $bad -lt 20 ] || exit 1
        if [ "$2" = memory ]; then n=$((n + step)); else n=$((n + (step + 9) / 10)); fi
    done
    echo "faults: $1: $calls calls of $2${3:+, and all that follow}"
}
for mode in ${MODE:-$MODES}; do
    one "$mode" none 0
    [ "$status" = 0 ] || { echo "faults: $mode without faults: exit status $status"; cat said; exit 1; }
    rm -rf whole; mv out whole
    for kind in ${KIND:-memory read write sync rename open}; do through "$mode" "$kind"; done
    [ -n "$KIND" ] || through "$mode" write 1
done
echo "faults: $runs runs, $bad went wrong"
[ $bad = 0 ]
