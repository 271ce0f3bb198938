# Archives are known by what they are, not by their names; each member is a document, also through
# standard input and in other archives; what is no text or damaged is named, and the rest come.
mkdir -p d/sub
cp "$CORPUS/town-2023.txt" d/a.txt
cp "$CORPUS/gbk-final-2021.txt" d/sub/gbk.txt
head -c 300 /dev/zero > d/binary
count() { bextract --no-header --columns doc "$@" | uniq; }
tar -cf a.tar d/a.txt d/sub/gbk.txt d/binary
gzip -c a.tar > any.name
gzip -c d/a.txt > a.txt.gz
tar -cf outer.tar any.name a.txt.gz
echo "-- tar.gz"; count any.name
echo "-- standard input"; count - < any.name; count --label L < a.tar; cat a.tar | count
echo "-- what stands in ."; (cd d && tar -cf ../dot.tar ./a.txt); count dot.tar
echo "-- one text, compressed, is one document with the name given"; count a.txt.gz
bextract a.txt.gz | cut -d, -f2- > one; bextract d/a.txt | cut -d, -f2- | cmp - one
echo "-- archives in an archive"; count outer.tar
bextract outer.tar 2> /dev/null > one; bextract -j1 outer.tar 2> /dev/null | cmp - one
count --max-depth 1 outer.tar
echo "-- globs are for members too"; count --include '*.txt' --exclude 'sub/*' --exclude d/sub/gbk.txt a.tar
echo "-- damaged"; mkdir many
for i in 1 2 3 4 5 6; do cp d/a.txt many/$i.txt; done
gzip -c d/a.txt | head -c 1000 > many/3.cut.gz
head -c 7000 a.tar > many/4.cut.tar
printf 'PK\003\004nothing' > many/5.zip
count many; bextract many > /dev/null 2>&1; echo "exit $?"
echo "-- bombs"
head -c 40000000 /dev/zero | tr '\0' '\n' | gzip > bomb.gz
count bomb.gz
count --max-ratio 2000 --max-size 30M bomb.gz
bextract --max-size 5X a.tar; echo "exit $?"
bextract --max-depth 99 a.tar; echo "exit $?"
