# Nothing in: a header and no record, exit 0.
bextract --columns doc,n < /dev/null
: > empty.txt
bextract --columns doc,n empty.txt
