# Output that cannot be written ends the job at once, exit 2.
cp "$CORPUS/budget-prefecture-2024.txt" a.txt
bextract a.txt > /dev/full; echo "exit $?"
bextract --help > /dev/full; echo "exit $?"
bextract -o /dev/full a.txt; echo "exit $?"
