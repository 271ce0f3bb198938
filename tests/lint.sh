#!/bin/sh
# lint.sh CC DIR "FLAGS" FILE... - what the analysers say of each file, but for what lint.txt explains. Those
# that are not there are left out, and named.
cc=$1 dir=$2 flags=$3
shift 3
mkdir -p "$dir"
: > "$dir/said"
explained=$(dirname "$0")/lint.txt
sed -e 's/[[:space:]]*#.*//' -e '/^$/d' "$explained" > "$dir/known"
# FILE:12:5: warning: as FILE: warning: lines come and go
say() { sed -n 's/^\([^ :]*\):[0-9:]*: \(warning: .*\)/\1: \2/p' | sed "s|^$PWD/||" >> "$dir/said"; }
files() { for f in "$@"; do echo "$f"; done; }

if "$cc" --version | grep -qi 'free software'; then
    files "$@" | xargs -P 2 -I FILE sh -c "$cc $flags -O1 -fanalyzer -Wno-analyzer-too-complex -S -o /dev/null FILE 2>&1" | say
else
    echo "lint: $cc has no -fanalyzer, left out"
fi
if command -v cppcheck > /dev/null; then
    cppcheck -q -j 2 --std=c11 --enable=warning,performance,portability --suppress=missingIncludeSystem -Iextract \
        --template='{file}:{line}: warning: {message} [{id}]' "$@" 2>&1 | say
else
    echo "lint: no cppcheck, left out"
fi
# bugprone: but for what is a matter of style here: two parameters of a type, a product of sizes that fits,
# memcpy where no NUL belongs, branches that are alike. Its analyzer takes an hour, gcc's is asked above.
tidy=$(command -v clang-tidy || command -v clang-tidy-14)
if [ -n "$tidy" ]; then
    files "$@" | xargs -P 2 -n 8 sh -c "\"$tidy\" --quiet --checks='-*,bugprone-*,-bugprone-easily-swappable-parameters,-bugprone-implicit-widening-of-multiplication-result,-bugprone-not-null-terminated-result,-bugprone-reserved-identifier,-bugprone-narrowing-conversions,-bugprone-branch-clone' \"\$@\" -- $flags 2> /dev/null" lint | say
else
    echo "lint: no clang-tidy, left out"
fi
sort -u "$dir/said" | grep -v -F -f "$dir/known" > "$dir/new"
cat "$dir/new"
all=$(sort -u "$dir/said" | wc -l) new=$(wc -l < "$dir/new")
echo "lint: $# files, $new things to look at, $((all - new)) explained in tests/lint.txt"
[ "$new" = 0 ]
