# What is being written is no input, wherever it stands.
cp "$CORPUS/town-2023.txt" a.txt
bextract --no-header --columns doc . > rows.csv; echo "exit $?"; uniq rows.csv; rm rows.csv
bextract --columns doc -o named.csv --no-header . ; echo "exit $?"; uniq named.csv; rm named.csv
bextract -o out/ . ; echo "exit $?"; sed 1d out/documents.csv | cut -d, -f1
bextract --no-header a.txt rows.csv > rows.csv; echo "exit $?"
