#!/bin/sh
# run.sh [--bless] [NAME...] - runs tests/cli/NAME.sh, each in an empty folder of its own, and
# compares what it prints with NAME.stdout, NAME.stderr and NAME.exit beside it; a file that is
# not there means silence, or 0. --bless rewrites them. Exit 77 is a test that cannot run here, and
# says why on stderr.
#
# EXCEPT names one that is left out when all are run; PATIENCE is how many seconds each may take (60).
# A test finds the program as `bextract` on its PATH, the corpus as $CORPUS, the project as $TOP,
# the build folder as $BUILD.
top=$(cd "$(dirname "$0")/../.." && pwd)
bless=
[ "$1" = --bless ] && { bless=1; shift; }
BUILD=${BUILD:-build}
case $BUILD in /*) ;; *) BUILD=$top/$BUILD ;; esac
[ -x "$BUILD/bextract" ] || { echo "cli: no $BUILD/bextract: make"; exit 2; }
TOP=$top CORPUS=$top/corpus PATH=$BUILD:$PATH
export TOP CORPUS BUILD PATH
unset LANGUAGE
export LC_ALL=C.UTF-8

work=$(mktemp -d) || exit 2
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
if [ $# -gt 0 ]; then names=$*; else
    names=$(cd "$top/tests/cli" && ls *.sh | sed -e 's/\.sh$//' -e "/^run$/d${EXCEPT:+;/^$EXCEPT$/d}")
fi
mkdir "$work/tmp"
TMPDIR=$work/tmp      # its own: what is left there was left by a test
export TMPDIR
count=0 bad=0

# same NAME PART: what PART of the run printed is what is expected
same() {
    golden=$top/tests/cli/$1.$2 got=$work/$2
    if [ -n "$bless" ]; then
        if [ "$2" = exit ]; then empty=$([ "$(cat "$got")" = 0 ] && echo 1); else empty=$([ -s "$got" ] || echo 1); fi
        if [ -n "$empty" ]; then rm -f "$golden"; else cmp -s "$got" "$golden" || cp "$got" "$golden"; fi
        return 0
    fi
    [ -e "$golden" ] || { golden=$work/nothing; if [ "$2" = exit ]; then echo 0; else :; fi > "$golden"; }
    cmp -s "$golden" "$got" && return 0
    echo "cli/$1: other $2 than expected"
    diff -u "$golden" "$got" | sed 1,2d | head -n 20
    return 1
}

for name in $names; do
    mkdir "$work/in"
    (cd "$work/in" && timeout ${PATIENCE:-60} sh "$top/tests/cli/$name.sh" > "$work/stdout" 2> "$work/stderr" < /dev/null
     echo $? > "$work/exit")
    # 77: the test needs what this machine has not, and said so.
    if [ "$(cat "$work/exit")" = 77 ]; then
        echo "cli/$name: skipped, $(cat "$work/stderr")"
        chmod -R u+w "$work/in"
        rm -rf "$work/in"
        continue
    fi
    # The test's own folder, and numbers of a shell's messages, are none of the result.
    good=1
    for part in stdout stderr exit; do same "$name" $part || good=0; done
    [ $good = 1 ] || bad=$((bad + 1))
    count=$((count + 1))
    chmod -R u+w "$work/in"
    rm -rf "$work/in"
done
echo "cli: $count tests, $bad failed"
[ $bad = 0 ]
