bextract --tables --label x < "$CORPUS/tables-tab-2023.txt" | head -n 12
bextract --tables --format tsv < "$CORPUS/tables-tab-2023.txt" | sed -n 2,4p
bextract --tables --format jsonl < "$CORPUS/tables-tab-2023.txt" | sed -n 9p
bextract --tables --columns year < /dev/null; echo "exit $?"
