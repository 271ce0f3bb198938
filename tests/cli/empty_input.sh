# Nothing in: a header and no record, exit 0. So are blanks.
bextract --columns doc,n < /dev/null
: > empty.txt
bextract --columns doc,n empty.txt
printf '\t' | bextract --columns doc,n
