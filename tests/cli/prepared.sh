# What the build worked out of patterns/ and the folder read as it stands: the same records.
bextract --patterns "$TOP/patterns" "$CORPUS"/*.txt > read.csv 2> /dev/null
bextract "$CORPUS"/*.txt 2> /dev/null | cmp - read.csv
