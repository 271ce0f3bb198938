# A closed standard output is an error, and no file is taken for it.
cp "$CORPUS/budget-prefecture-2024.txt" a.txt
bextract a.txt >&-; echo "exit $?"
