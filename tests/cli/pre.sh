# --pre: a program of the user's makes the text, from the file's name or from its standard input.
cat > upper << 'P'
#!/bin/sh
echo "一、$1"
cat | tr a-z A-Z
P
cat > fails << 'P'
#!/bin/sh
echo 一、先
echo 'no luck' >&2
exit 7
P
chmod +x upper fails
printf '二、abc\n' > a.txt
printf '二、def\n' > b.md
gzip -c a.txt > c.gz
bextract --no-header --columns doc,item --pre ./upper a.txt b.md; echo "exit $?"
bextract --no-header --columns doc,item --pre ./upper --pre-glob '*.md' a.txt b.md c.gz; echo "exit $?"
bextract --no-header --columns doc,item --pre ./fails a.txt; echo "exit $?"
bextract --no-header --columns doc,item --pre ./nowhere a.txt; echo "exit $?"
bextract --no-header --columns doc,item --pre ./upper < a.txt; echo "exit $?"
