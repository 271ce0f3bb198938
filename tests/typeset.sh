#!/bin/sh
# Documents with tab tables are typeset by LibreOffice, taken from the PDF by pdftotext -layout,
# and must give the same figures as the plain text. Arguments: names in corpus/.
set -u
B=${BUILD:-build}
DIR=$(mktemp -d)
trap 'rm -rf "$DIR"' EXIT
COLUMNS=kind,topic,item,level1,level2,level3,stat,part,fund,flow,rollup,value,unit,measure,code,official_code,entity,table_title
for tool in soffice pdftotext; do
    command -v $tool > /dev/null || { echo "typeset: needs $tool (LibreOffice, poppler-utils)"; exit 1; }
done
failed=0
for name in "$@"; do
    awk -f tests/typeset/html.awk "corpus/$name.txt" > "$DIR/$name.html"
    soffice -env:UserInstallation="file://$DIR/profile" --headless --convert-to pdf --outdir "$DIR" "$DIR/$name.html" > "$DIR/log" 2>&1 ||
        { cat "$DIR/log"; exit 1; }
    pdftotext -layout "$DIR/$name.pdf" "$DIR/$name.txt"
    "$B/bextract" --kind=cell,amount,subject --columns $COLUMNS "corpus/$name.txt" | sort > "$DIR/want"
    "$B/bextract" --kind=cell,amount,subject --columns $COLUMNS "$DIR/$name.txt" | sort > "$DIR/have"
    if diff "$DIR/want" "$DIR/have" > "$DIR/diff"; then
        echo "typeset: $name: $(($(wc -l < "$DIR/want") - 1)) figures are the same"
    else
        failed=$((failed + 1))
        echo "typeset: $name: $(grep -c '^<' "$DIR/diff") of $(($(wc -l < "$DIR/want") - 1)) figures differ"
        head -n "${SHOW:-10}" "$DIR/diff"
        [ -z "${KEEP:-}" ] || cp "$DIR/$name".* "$KEEP"/
    fi
done
[ $failed -eq 0 ]
