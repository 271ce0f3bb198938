# Whatever happens to the disk or the folder: exit 2, the reason, and nothing half-written left.
cp "$CORPUS/budget-tables-2025.txt" a.txt
tried() { "$@"; echo "exit $?"; }
# a full disk: no file may grow over a limit; one for the spools, one for the sheets
trap '' XFSZ
for blocks in 1 1100; do
    (ulimit -f $blocks; tried bextract -q -j 1 -o out.xlsx a.txt a.txt a.txt 2>&1)
done
(ulimit -f 1; tried bextract -q -o out.csv a.txt 2>&1)
# the folder: full at its first rows, and when all inputs are read
for blocks in 1 20; do
    (ulimit -f $blocks; tried bextract -q -o out/ a.txt 2>&1 | sed 's|out/[a-z]*\.csv|out/X.csv|')
done
(ulimit -f 1; tried bextract -q --findings found.csv -o out.csv a.txt 2>&1
 bextract -q --findings found.csv "$CORPUS/audit-2022.txt" 2>&1 > /dev/null; echo "exit $?")
trap - XFSZ
tried bextract --format xlsx -o /dev/full a.txt
ls
# a folder that is not there, one that is a file's name, and one that goes away
tried bextract -o nowhere/out.xlsx a.txt
mkdir folder.xlsx; tried bextract -o folder.xlsx a.txt
mkfifo in
for out in gone/out.csv gone/out.xlsx gone/out; do
    mkdir gone
    bextract -j 1 -o $out in & job=$!
    exec 3> in
    rm -rf gone
    cat a.txt >&3
    exec 3>&-
    wait $job; echo "exit $?"
done
ls
# a folder that may not be written to; root may write anywhere
[ "$(id -u)" = 0 ] && { echo "exit 2 exit 2 exit 2"; exit; }
mkdir closed; chmod a-w closed
for out in closed/out.csv closed/out.xlsx closed/out; do bextract -o $out a.txt 2> /dev/null; echo "exit $?"; done | xargs
