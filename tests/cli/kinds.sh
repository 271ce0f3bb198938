# What a kind does not need is not done, and its records are the same, table numbers among them:
# all columns but n.
columns=kind,$(head -n 1 "$CORPUS/budget-tables-2025.csv" | sed 's/^doc,n,kind,//')
for doc in "$CORPUS"/*.txt; do
    bextract --format tsv --no-header --columns "$columns" "$doc" > all 2> /dev/null
    for kind in heading subject nil term cell amount subject,nil heading,subject,term,nil; do
        bextract --format tsv --no-header --columns "$columns" --kind $kind "$doc" 2> /dev/null > some
        grep -E "^($(echo $kind | tr , '|'))	" all | cmp - some
    done
done
