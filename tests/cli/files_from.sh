# One name a line, also as Windows ends lines; a name that is missing does not stop the rest.
cp "$CORPUS/budget-prefecture-2024.txt" 'a b.txt'
cp "$CORPUS/final-county-2022.txt" c.txt
printf 'a b.txt\r\n\nnowhere\nc.txt' > list
bextract --no-header --columns doc --kind heading --files-from list | uniq; echo
bextract --no-header --columns doc --kind heading --files-from=- < list 2>/dev/null | uniq
bextract --files-from=list c.txt; echo "exit $?"
