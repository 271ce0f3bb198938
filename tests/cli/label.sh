bextract --label 某市水务局.txt --columns doc,n < "$CORPUS/budget-prefecture-2024.txt" | head -n 2
bextract --label 'a,b' --columns doc,n - < "$CORPUS/budget-prefecture-2024.txt" | sed -n 2p
