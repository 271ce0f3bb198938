# BOM, CRLF, codes and the place in the outline as text.
bextract --excel --kind heading --columns path,item,line < "$CORPUS/budget-prefecture-2024.txt" | head -n 4 | od -An -c | head -n 12
