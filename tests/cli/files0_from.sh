cp "$CORPUS/budget-prefecture-2024.txt" 'a b.txt'
cp "$CORPUS/final-county-2022.txt" "$(printf 'two\nlines.txt')"
printf 'a b.txt\0two\nlines.txt\0nowhere\0' > list
bextract --no-header --columns doc --kind heading --files0-from=list > one; echo "exit $?"
sort -u one
bextract --no-header --columns doc --kind heading --files0-from=- < list 2> /dev/null | cmp - one
bextract --no-header --files0-from=nowhere; echo "exit $?"
printf -- '-\0' | bextract --no-header --files0-from=-; echo "exit $?"
