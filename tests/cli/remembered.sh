# What is remembered from one table and document to the next (labels, words, headers, captions)
# changes nothing: each document gives the same records alone as behind and before all others.
set -- "$CORPUS"/tables-*.txt "$CORPUS"/forms-*.txt "$CORPUS"/indicators-*.txt "$CORPUS"/bars-*.txt "$CORPUS"/budget-tables-*.txt
for f; do bextract -q --no-header "$f"; done > alone
bextract -q -j1 --no-header "$@" > first
cmp alone first
back=
for f; do back="$f $back"; done
for f in $back; do bextract -q --no-header "$f"; done > alone
bextract -q -j1 --no-header "$@" $back | tail -n "$(wc -l < alone)" | cmp alone -
