# -o: whole or not at all; nothing is left behind.
cp "$CORPUS/budget-prefecture-2024.txt" a.txt
bextract -o out.csv a.txt; echo "exit $?"
bextract a.txt | cmp - out.csv
cp out.csv before.csv
bextract -o out.csv --patterns nowhere a.txt 2> /dev/null; echo "exit $?"
cmp out.csv before.csv
ln -s out.csv link.csv
bextract -o link.csv --columns doc a.txt && head -n 1 out.csv
[ -L link.csv ] && echo "still a link"
bextract -o nowhere/out.csv a.txt; echo "exit $?"
ls
