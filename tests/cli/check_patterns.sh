bextract --check-patterns
mkdir -p mine/line
echo '(unbalanced' > mine/line/broken.pcre
bextract --check-patterns --patterns mine > /dev/null 2>&1; echo "exit $?"
