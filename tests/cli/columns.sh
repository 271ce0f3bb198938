bextract --columns line,kind,path,标题,item < "$CORPUS/budget-prefecture-2024.txt"; echo "exit $?"
bextract --columns line,kind,path,item --kind heading < "$CORPUS/budget-prefecture-2024.txt" | head -n 6
bextract --no-header --columns 行号,提纲位置 --kind heading < "$CORPUS/budget-prefecture-2024.txt" | head -n 3
