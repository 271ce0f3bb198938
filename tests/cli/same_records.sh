# A document has the same records (but for its name) whatever it comes in, and with any number of workers.
cp "$CORPUS/budget-tables-2025.txt" a.txt
cp "$CORPUS/gbk-final-2021.txt" b.txt
for f in a b; do bextract --columns n,kind,item,yuan,line,text $f.txt > $f.csv; done
same() {  # same WHAT INPUT...: both documents, with one worker and with eight
    what=$1; shift
    for j in 1 8; do
        bextract -j $j --no-header --columns doc,n,kind,item,yuan,line,text "$@" > got || echo "$what: exit $?"
        for f in a b; do
            { head -n 1 $f.csv; sed -n "s|^[^,]*\<$f\.txt[^,]*,||p" got; } | cmp - $f.csv || echo "$what, -j $j: other records of $f.txt"
        done
    done
    echo "$what"
}
same "files" a.txt b.txt
mkdir -p many && for i in 1 2 3 4 5 6; do cp a.txt many/$i; done
bextract -j 8 a.txt many/* b.txt | cut -d, -f 2- > eight; bextract -j 1 a.txt many/* b.txt | cut -d, -f 2- | cmp - eight
tar -cf both.tar a.txt b.txt; same "tar" both.tar
for tool in gzip bzip2 xz zstd; do
    command -v $tool > /dev/null || continue
    $tool -c < both.tar > both.packed; same "tar, compressed" both.packed
    $tool -c < a.txt > a.txt.packed; $tool -c < b.txt > b.txt.packed; same "text, compressed" a.txt.packed b.txt.packed
done | sort -u
# zip, inside a tar, through a pipe
python3 - 2> /dev/null <<'P' || cp both.tar both.zip
import zipfile
z = zipfile.ZipFile("both.zip", "w", zipfile.ZIP_DEFLATED)
z.write("a.txt"); z.write("b.txt"); z.close()
P
same "zip" both.zip
tar -cf outer.tar both.zip; same "zip in a tar" outer.tar
cat both.tar | bextract --no-header --columns n,kind,item,yuan,line,text > got; sed 1d a.csv > want; sed 1d b.csv >> want; cmp want got && echo "tar through a pipe"
for e in UTF-8 UTF-16 UTF-16LE GB18030; do
    iconv -f GB18030 -t $e b.txt > c.txt && bextract --encoding $e --columns n,kind,item,yuan,line,text c.txt | cmp - b.csv
done
