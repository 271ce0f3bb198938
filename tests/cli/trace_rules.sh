# Each rule that says of what a figure in prose is holds somewhere in the corpus: a rule that is missing here has no text that needs it.
bextract --trace "$CORPUS"/*.txt 2>/dev/null | awk -F, '$3 == "figure" { print $4 }' | sort -u
