# Of documents in one stream those that speak of no budget have no records; lines run on, and the
# summary has a row for each.
long() { head -c 40000 /dev/zero | tr '\0' 'x' | fold -w 70; echo; }
{
    echo '==> fox.txt <=='; echo 'The quick brown fox.'; long
    echo '==> budget.txt <=='; cat "$CORPUS/budget-prefecture-2024.txt"
    echo '==> short.txt <=='; printf 'A line\r\nand its end'
} > stream
bextract --skip-unrelated --columns doc,n,kind,line,item stream | head -n 3
grep -n 部门概况 stream | sed -n 2p
bextract --skip-unrelated --summary --columns doc,year stream
bextract --skip-unrelated --verbose --no-header stream 2>&1 > /dev/null | grep skipped
# What is a disclosure is read as ever.
for doc in "$CORPUS"/*.txt; do
    bextract "$doc" > all 2> /dev/null
    bextract --skip-unrelated "$doc" 2> /dev/null | cmp - all
done
