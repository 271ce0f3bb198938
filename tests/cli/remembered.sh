# What is remembered from one table and document to the next (labels, words, headers, captions)
# changes nothing: each document gives the same records alone as behind and before all others.
set -- "$CORPUS"/tables-*.txt "$CORPUS"/forms-*.txt "$CORPUS"/indicators-*.txt "$CORPUS"/bars-*.txt "$CORPUS"/budget-tables-*.txt
for f; do bextract -q --no-header "$f"; done > alone
bextract -q -j1 --no-header "$@" > first
cmp alone first
back=
for f; do back="$f $back"; done
for f in $back; do bextract -q --no-header "$f"; done > alone
bextract -q -j1 --no-header "$@" $back | tail -n "$(wc -l < alone)" | cmp alone -
# A header whose columns cannot be told in one document is told in the other; 505 and 509 are codes in a header, no figures.
printf '合计\t\t48\t36\t12\t45\t34\t11\t21\t2\t2\t2\n功能分类科目\t\t2023年预算数\t2024年预算数\t\t\t增减%%\n编码\t名称\t\t小计\t基本支出\t项目支出\t\n合计\t\t\t\t\t\t\n21208\t国有土地使用权出让收入安排的支出\t\t\t\t\t\n' > untold.txt
printf '| 合计 |  | 48 | 36 | 12 | 45 | 34 | 11 | 21 | 2 | 2 | 2 |\n| 功能分类科目 |  | 2023年预算数 | 2024年预算数 |  |  | 增减%% |\n| 编码 | 名称 |  | 小计 | 基本支出 | 项目支出 |  |\n| 合计 |  |  |  |  |  |  |\n| 212 | 城乡社区支出 |  |  |  |  |  |\n' > told.txt
printf '项目\t预算数\t备注\n其中：货物\t36.00\t面向中小企业28.00万元\n207 | 03 | 05 | 255301 | 体育竞赛 | 1,800.00 |\n' >> untold.txt
printf '302\t01\t255301\t办公费\t60.00\t\t60.00\n' > headless.txt
printf '类\t款\t项\t\t\t501\t502\n| 民生类 | 5323 | 林木种苗采购 | 青禾县国有林场 | 2130205 | 森林资源培育 | 30218 | 专用材料费 | 130.00 | 130.00 |  |  | 55.00 |\n' > coded.txt
for f in untold told headless coded; do bextract -q --no-header "$f.txt" > "$f.alone"; done
for f in untold told headless coded; do
    for g in untold told headless coded; do
        [ $f = $g ] || bextract -q -j1 --no-header $g.txt $f.txt | grep "^$f" | cmp $f.alone -
    done
done
