# --quiet leaves errors only.
printf '第一部分 概况\n\261\377\377\n' > a.txt
bextract --encoding UTF-8 --columns doc a.txt > /dev/null
bextract -q --encoding UTF-8 --columns doc a.txt > /dev/null
