# What is no text is named, with the command that makes it text; the rest goes on; exit 1.
printf '%%PDF-1.4\n%%\342\343\317\323\n' > a.pdf
printf 'PK\003\004\024\000\006\000' > b.docx
head -c 100000 /dev/zero > c.bin
cp "$CORPUS/budget-prefecture-2024.txt" d.txt
bextract --columns doc,n --kind heading a.pdf b.docx c.bin d.txt > out; echo "exit $?"
head -n 2 out
bextract < a.pdf > out; echo "exit $?"
