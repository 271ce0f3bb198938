# --convert has the usual programs make text of what is none; each has its time, and what it
# leaves running is ended with it. The programs here are stand-ins.
program=$(command -v bextract)
mkdir bin none in
fake() { cat > "bin/$1"; chmod +x "bin/$1"; }
fake pdftotext << 'P'
#!/bin/sh
# pdftotext -layout -enc UTF-8 FILE -
case $4 in
*slow*) sleep 60 & sleep 60 ;;
*bad*) echo "Syntax Error: no trailer" >&2; exit 3 ;;
*) echo "一、正文"; [ "$*" = "-layout -enc UTF-8 $4 -" ] || echo "二、$*" ;;
esac
P
fake libreoffice << 'P'
#!/bin/sh
# PROFILE --headless --convert-to FILTER --outdir FOLDER FILE
[ "$4" = html ] && { printf '<html>\n<body><p>一、%s</p><p>二、概况</p></body>\n</html>\n' "${7##*/}" > "$6/document.html"; exit; }
printf '"一、表\n一"\n' > "$6/document-Sheet1.csv"
printf '二、表二\n' > "$6/document-Sheet2.csv"
echo "convert $7 -> somewhere"
P
printf '%%PDF-1.4\n\000\001' > 'in/a; touch HACKED $(touch HACKED).pdf'
printf '%%PDF-1.4\n\000\001' > in/-b.pdf
printf '%%PDF-1.4\n\000\001' > in/bad.pdf
printf '%%PDF-1.4\n\000\001' > in/slow.pdf
printf '\320\317\021\340\241\261\032\341' > in/old.doc
printf '\320\317\021\340\241\261\032\341' > in/old.xls
printf '<!DOCTYPE html><html><p>一、网页</p></html>' > in/page.html
printf '一、文本\n' > in/plain.txt
printf 'SQLite format 3\000' > in/data.db
PATH=$PWD/bin:$PATH "$program" --convert --convert-timeout 1 --no-header --columns doc,item in > one; echo "exit $?"
cat one
ls | grep HACKED
PATH=$PWD/bin:$PATH "$program" -j1 --convert --convert-timeout 1 --no-header --columns doc,item in 2> /dev/null | cmp - one
(cd in; PATH=$OLDPWD/bin:$PATH "$program" --convert --no-header --columns doc,item -- -b.pdf)
echo "-- from an archive and standard input"
tar -cf a.tar -C in -- old.doc ./-b.pdf plain.txt
PATH=$PWD/bin:$PATH "$program" --convert --no-header --columns doc,item a.tar
PATH=$PWD/bin:$PATH "$program" --convert --no-header --columns doc,item < in/-b.pdf
ls -d "${TMPDIR:-/tmp}"/bextract.?????? 2> /dev/null
echo "-- none installed"
PATH=$PWD/none "$program" --convert --no-header --columns doc,item in; echo "exit $?"
echo "-- without --convert"
"$program" --no-header --columns doc,item in/-b.pdf
