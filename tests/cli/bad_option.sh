# A usage mistake: on stderr, nothing on stdout, exit 2.
bextract --colunms=a < "$CORPUS/budget-prefecture-2024.txt"
