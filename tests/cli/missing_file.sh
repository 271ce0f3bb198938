# An input that is not there is told, the others are read, exit 1.
cp "$CORPUS/budget-prefecture-2024.txt" a.txt
bextract --columns doc,item --kind heading nowhere.txt a.txt | head -n 3
bextract --columns doc nowhere.txt a.txt > /dev/null
