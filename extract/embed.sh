#!/bin/sh
# embed.sh FILE... - writes C source to stdout: the files under patterns/ as one table, sorted
# by path. Only sh and od are needed. Paths are given with their leading patterns/.
set -e
export LC_ALL=C
echo '/* Made by extract/embed.sh from patterns/; do not edit. */'
echo '#include "../extract/recognize/pattern/set.h"'
n=0
for file in "$@"; do
    n=$((n + 1))
    echo "static const unsigned char file_$n[] = {"
    od -An -v -tu1 "$file" | sed 's/  *\([0-9][0-9]*\)/\1,/g'
    echo "0};" # never an empty array
done
echo 'const struct be_embedded be_embedded[] = {'
n=0
for file in "$@"; do
    n=$((n + 1))
    echo "    {\"${file#patterns/}\", (const char *)file_$n, sizeof file_$n - 1},"
done
echo '    {0, 0, 0},'
echo '};'
echo "const size_t be_embedded_n = $n;"
