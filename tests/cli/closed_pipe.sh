# Nobody reads on: the end is quiet. The status of the first command is what counts here.
cp "$CORPUS/budget-prefecture-2024.txt" a.txt
{ i=0; while [ $i -lt 400 ]; do cat a.txt; i=$((i + 1)); done; } > many.txt
{ bextract many.txt; echo "exit $?" >&2; } | head -n 1 | cut -c 1-20
