# The same bytes and messages, in input order, for any number of workers; what fails is told in
# its place, and the rest go on.
mkdir in
for i in 1 2 3 4 5 6 7 8 9; do
    for f in "$CORPUS"/*.txt; do cp "$f" in/$i-"${f##*/}"; done
done
head -c 4000 /dev/zero > in/3-binary.txt
ln -s nowhere in/5-gone.txt
# One that is larger than what may wait for its turn.
for i in 1 2 3 4 5 6 7 8; do cat "$CORPUS"/layout-2024.txt "$CORPUS"/tables-tab-2023.txt; done > in/2-large.txt
bextract -j1 in > one.csv 2> one.said; echo "exit $?"
for n in 2 3 8; do
    bextract -j$n in > more.csv 2> more.said; echo "exit $?"
    cmp one.csv more.csv
    cmp one.said more.said
done
bextract in 2> more.said | cmp one.csv -
cmp one.said more.said
bextract -j 4 --tables in 2> /dev/null | cksum > tables.4
bextract -j 1 --tables in 2> /dev/null | cksum | cmp - tables.4
grep 'is binary\|open' one.said
# How far these come before they end is a matter of time: what is said of tables until then.
bextract -j2 in 2> said > /dev/full; echo "exit $?"
grep -v layout-uncertain said >&2
bextract -j2 in 2> said | head -n 1 | cut -c 1-9
grep -v layout-uncertain said >&2
bextract -jx in; echo "exit $?"
