# How far it is, on standard error; a line about the whole with --verbose. Nothing of it where
# standard error is no terminal and nobody asked.
for i in 1 2 3; do cp "$CORPUS/town-2023.txt" $i.txt; done
printf 'SQLite format 3\000' > 4.txt
shape() { sed -e 's|[0-9]* records|N records|' -e 's/[0-9]*\.[0-9]/N/g' -e 's/, [0-9:]* left//'; }
bextract -v *.txt 2>&1 > /dev/null | shape
bextract *.txt 2>&1 > /dev/null | shape
bextract -q --progress=never *.txt 2>&1 > /dev/null | shape
mkfifo pipe
bextract -j1 --progress=always 1.txt pipe 2.txt 2>&1 > /dev/null | shape &
exec 3> pipe
sleep 1.2
echo 一、标题 >&3
exec 3>&-
wait
bextract --progress=sometimes; echo "exit $?"
# On a terminal, where there is a way to have one.
if command -v script > /dev/null && script -qec true /dev/null > /dev/null 2>&1 < /dev/null; then
    script -qec "bextract -o out.csv 1.txt 2.txt" /dev/null < /dev/null | tr -d '\r' | shape
else
    echo "bextract: 2 documents, N records, 0 failed; N MB in N s (N MB/s)"
fi
