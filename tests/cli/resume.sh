# A run into a folder that was interrupted goes on where it was, without duplicates or holes.
mkdir in
for i in 1 2 3 4; do for f in "$CORPUS"/*.txt; do cp "$f" in/$i-"${f##*/}"; done; done
head -c 300 /dev/zero > in/2-binary.txt
bextract -q -o whole/ in 2> /dev/null; echo "exit $?"
# An input that comes slowly makes sure that the end comes before the rest.
mkfifo pipe
list() { ls in/[12]* ; echo pipe; ls in/[34]*; }
list > names
bextract -j2 -q -o part/ --files-from names 2> said &
exec 3> pipe
sleep 2
kill -9 $!
exec 3>&-
wait $! 2> /dev/null
[ "$(wc -l < part/bextract.journal)" -gt 1 ] || echo "nothing was journalled"
ls part | sed -n '/journal/p;/figures/p'
ls in/[12]* in/[34]* > names
bextract -j3 --resume -o part/ --files-from names 2> said; echo "exit $?"
sed -e 's|after [0-9]* inputs|after N inputs|' -e '/binary/d' -e '/layout-uncertain/d' said
diff -r whole part && echo same
bextract --resume -v -o part/ in; echo "exit $?"
echo "-- interrupted by a signal, what is complete stays"
bextract -j1 -q -o part2/ in/1* pipe &
exec 3> pipe
sleep 1.5
kill -TERM $!
exec 3>&-
wait $! 2> /dev/null
echo "exit $?"
ls part2 | grep -c part
echo "-- refused, saying why"
again() { bextract -q --resume -o part2/ "$@"; echo "exit $?"; }
again --year 2020 in
again in/2*
again in/1-a*
touch -d 2001-01-01 in/1-town-2023.txt
again in/1*
: > part2/figures.csv.part
again in/1*
bextract --resume in; echo "exit $?"
bextract --resume -o out.csv in; echo "exit $?"
