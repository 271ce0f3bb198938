bextract --format tsv --kind heading --columns doc,agency,path,item,line - < "$CORPUS/budget-prefecture-2024.txt" | head -n 5
