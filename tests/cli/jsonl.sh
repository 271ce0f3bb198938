bextract --format jsonl --kind heading < "$CORPUS/budget-prefecture-2024.txt" | head -n 3
bextract --format jsonl --header zh --columns n,agency,line < "$CORPUS/budget-prefecture-2024.txt" | head -n 1
