# --help goes to stdout, exit 0.
bextract --help
