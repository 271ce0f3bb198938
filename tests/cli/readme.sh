# What the README shows is what there is: the sample's output, the library's program, the queries.
shown() { sed -n '/^It ends with what/,/^This passes/p' "$TOP/README.md" | sed -n 's/^    //p'; }
(cd "$TOP" && make -s --no-print-directory B="$BUILD" demo 2> /dev/null | grep -v '^/\|^build/') > demo
shown | diff - demo && echo "the sample's output is the real one"

sed -n '/^```c$/,/^```$/p' "$TOP/README.md" | sed '/^```/d' > count.c
${CC:-cc} ${CFLAGS:-} -I"$TOP/extract" -o count count.c "$BUILD/libbextract.a" ${LDFLAGS:-} $(pkg-config --libs libpcre2-8 libutf8proc) -lcsv -lpthread ||
    echo "the README's program does not compile"
./count < "$CORPUS/final-county-2022.txt" | sed 's/^[1-9][0-9]* /N /'

# The columns are described as the program does it, in datapackage.json too.
bextract -q -o package/ "$CORPUS/town-2023.txt"
described() {
    sed -n '/"name": "figures"/,/"name": "summary"/p' package/datapackage.json |
        sed -n 's/^ *{"name": "\([a-z0-9_]*\)", "title": "\([^"]*\)", "type".*"description": "\([^"]*\)", "description_zh": "\([^"]*\)".*/| `\1` | '"$1"' |/p'
}
described '\3' > en.columns; described '\2 | \4' > zh.columns
grep '^| `[a-z0-9_]*` |' "$TOP/README.md" | diff - en.columns && grep '^| `[a-z0-9_]*` |' "$TOP/README.zh-CN.md" | diff - zh.columns &&
    echo "the columns are those of the program"

# Both READMEs show the same commands and the same output.
code() { sed -n -e '/^```/,/^```/p' -e 's/^    //p' "$TOP/$1" | sed 's/ *# .*//'; }
code README.md > en
code README.zh-CN.md | diff en - && echo "the same in Chinese"
