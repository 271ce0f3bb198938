# The contract: these columns, in this order.
bextract < /dev/null | tr , '\n'
