# A cell a line, more words above the rows than these have columns, each of which could stand over one: the last words were
# looked for behind the last column.
{
    printf '%s\n' '2024年部门预算' '' '支出预算表' '单位：万元' '项目'
    for c in 甲 乙 丙 丁 戊 己 庚 辛 壬 癸 子 丑 寅 卯 辰 巳 午 未 申 酉 戌 亥 天 地; do echo "${c}类项"; done
    for c in 玄 黄 宇 宙 洪 荒 日 月 盈 昃 宿 列 张 寒 来 暑 往 秋 收 冬 藏 闰; do echo "单位$c"; done
    for r in 一 二 三 四 五; do
        echo "行政运行$r"
        for c in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23; do
            [ $((c % 3)) = 0 ] && echo || echo "3.$((c + 10))"
        done
    done
} > a.txt
bextract --kind cell --no-header a.txt
