# What comes once a table is said of a document's first three tables; how many more there are is said at its end, and
# --verbose names them. Each document counts its own.
table() {
    printf '%s\n' "$1" 单位：万元 “三公”经费合计 '因公出国（境）费' 公务用车购置及运行费 公务接待费 小计 公务用车购置费 公务用车运行费 \
        5.12 0.00 3.32 0.00 3.32 1.80 ''
}
for n in 1 2 3 4 5; do table "第$n单位“三公”经费支出表"; done > five.txt
table '“三公”经费支出表' > one.txt
bextract five.txt one.txt > /dev/null
bextract -q five.txt > /dev/null
bextract -v five.txt 2>&1 > /dev/null | grep -c 'left no trace, so'
