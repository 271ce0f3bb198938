bextract --codes 2080150
bextract --codes 没有这个; echo "exit $?"
bextract --codes; echo "exit $?"
