# A name that is no UTF-8 is written as \xNN, and can still be opened.
name=$(printf '\261\250a.txt')
cp "$CORPUS/budget-prefecture-2024.txt" "$name"
bextract --columns doc --kind heading "$name" | sed -n 2p
bextract "$(printf '\261\250b.txt')"
