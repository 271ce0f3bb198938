#include "rules.h"

/* The one table: --rules, --list-rules, the manual and the tests read it. In the order of the
 * catalogue; a rule without a function is known but not checked. */
/* checked: by the name of the function, since its address is no constant under sanitizers. */
#define RULE(id, zh, en, formula, severity, run) {{id, zh, en, formula, severity, sizeof #run != sizeof "NULL"}, run}
const struct be_rule be_rule_table[] = {
    RULE("T01", "行平衡", "row split", "合计 = 基本支出 + 项目支出 (+ 上缴 + 经营 + 补助)", BE_RULE_ERROR, be_t01_row),
    RULE("T02", "编码层级", "code tree", "parent code = sum of its children, every column", BE_RULE_ERROR, be_t02_tree),
    RULE("T03", "合计行", "grand total", "合计 row = sum of the outermost rows, every column", BE_RULE_ERROR, be_t03_total),
    RULE("T04", "收支平衡", "balance", "收入总计 = 支出总计", BE_RULE_ERROR, be_t04_balance),
    RULE("T05", "本年合计", "year subtotal", "本年收入合计 = sum of sources; 本年支出合计 = sum of 类", BE_RULE_ERROR, be_t05_year),
    RULE("T06", "结转", "carry-over", "总计 = 本年合计 + 年初结转 = 本年合计 + 结余分配 + 年末结转", BE_RULE_ERROR, be_t06_carried),
    RULE("T07", "经济分类行", "economic row", "合计 = 人员经费 + 公用经费", BE_RULE_ERROR, be_t07_economic),
    RULE("T08", "三公经费行", "三公 row", "合计 = 出国 + 车辆 + 接待; 车辆 = 购置 + 运行", BE_RULE_ERROR, be_t08_sangong),
    RULE("T09", "资金来源", "fund split", "合计 = sum of funds or sources", BE_RULE_ERROR, be_t09_funds),
    RULE("T10", "单位合计", "unit total", "合计 = sum of units or projects", BE_RULE_ERROR, be_t10_units),
    RULE("T11", "资金安排", "funding split", "预算数 = 本级 + 上级 = 财政拨款 + 其他", BE_RULE_ERROR, be_t11_funding),
    RULE("T12", "权重合计", "indicator weights", "sum of weights = 100", BE_RULE_INFO, NULL),
    RULE("T13", "人员公用归集", "people and running", "人员经费 = 301 + 303; 公用经费 = 302 (+ 310)", BE_RULE_ERROR, be_t13_people),
    RULE("X01", "总额一致", "totals agree", "grand totals are equal in every table of the same scope", BE_RULE_ERROR, be_x01_totals),
    RULE("X02", "类级一致", "类 rows agree", "same 类, same scope: same amount", BE_RULE_ERROR, be_x02_classes),
    RULE("X03", "项级一致", "项 rows agree", "same code, same scope: same amount", BE_RULE_ERROR, be_x03_items),
    RULE("X04", "基本支出一致", "basic expenditure agrees", "基本支出 of the functional table = 合计 of the economic table", BE_RULE_ERROR, be_x04_basic),
    RULE("X05", "三公与经济分类", "三公 to economic items", "接待 = 30217, 运行 = 30231, 出国 = 30212, 购置 = 31013", BE_RULE_ERROR, NULL),
    RULE("X06", "功能经济对应", "functional and economic twins", "2210201 = 30113, 2080505 = 30108, 2080506 = 30109", BE_RULE_WARN, NULL),
    RULE("X07", "缺行", "missing rows", "a table has the rows of its twin", BE_RULE_WARN, NULL),
    RULE("X08", "单位代码", "unit code", "one unit, one code", BE_RULE_WARN, NULL),
    RULE("N01", "构成之和", "closed list", "total = sum of its named parts", BE_RULE_ERROR, be_n01_list),
    RULE("N02", "基本加项目", "basic and project", "支出总额 = 基本支出 + 项目支出", BE_RULE_ERROR, be_n02_spending),
    RULE("N03", "科目明细之和", "subject lines", "sum of 项 lines = stated total", BE_RULE_ERROR, be_n03_lines),
    RULE("N04", "类级之和", "subject lines by 类", "sum of a 类's 项 lines = its stated amount", BE_RULE_ERROR, be_n04_classes),
    RULE("N05", "人员加公用", "people and running", "基本支出 = 人员经费 + 公用经费", BE_RULE_ERROR, be_n05_basic),
    RULE("N06", "其中之和", "closed detail", "subtotal = sum of its details", BE_RULE_ERROR, be_n06_detail),
    RULE("N07", "其中等之和", "open detail", "sum of what is listed <= subtotal", BE_RULE_ERROR, NULL),
    RULE("N08", "占比", "share", "stated % = part / whole", BE_RULE_ERROR, be_n08_share),
    RULE("N09", "占比合计", "shares", "sum of the shares of a group = 100", BE_RULE_INFO, NULL),
    RULE("N10", "上年与变动", "prior and change", "last year ± change = this year", BE_RULE_ERROR, be_n10_change),
    RULE("N11", "增减幅度", "change rate", "stated % = change / last year", BE_RULE_ERROR, be_n11_rate),
    RULE("N12", "变动构成", "change split", "change of total = sum of changes of its parts", BE_RULE_ERROR, NULL),
    RULE("N13", "同数复述", "restatement", "the same named figure is equal wherever it stands", BE_RULE_ERROR, be_n13_restated),
    RULE("N14", "收支相等", "income = expenditure", "收入预算总额 = 支出预算总额", BE_RULE_ERROR, NULL),
    RULE("N15", "三公构成", "三公 parts", "三公 = 出国 + 购置 + 运行 + 接待; 车辆 = 购置 + 运行", BE_RULE_ERROR, be_n15_sangong),
    RULE("N16", "三公变动", "三公 change", "change of 三公 = sum of changes", BE_RULE_ERROR, NULL),
    RULE("N17", "完成预算", "completion rate", "stated % = final / budget", BE_RULE_ERROR, be_n17_completion),
    RULE("N18", "完成与措辞", "wording of completion", "100 % and 等于, less and 小于, more and 大于", BE_RULE_WARN, NULL),
    RULE("N19", "隐含预算", "implied budgets", "final / rate of the total = sum of those of the 类", BE_RULE_INFO, NULL),
    RULE("N20", "政府采购", "procurement", "采购总额 = 货物 + 工程 + 服务; 小微 <= 中小企业 <= 总额", BE_RULE_ERROR, be_n20_procurement),
    RULE("N21", "净值", "net assets", "净值 = 原值 - 累计折旧", BE_RULE_ERROR, be_n21_net),
    RULE("N22", "数量", "counts", "total = sum of its parts", BE_RULE_ERROR, be_n22_counts),
    RULE("N23", "定额", "quota", "n x quota = amount", BE_RULE_WARN, NULL),
    RULE("N24", "机关运行经费", "running costs", "机关运行经费 = 公用经费", BE_RULE_WARN, be_n24_running),
    RULE("N25", "绩效资金", "performance money", "绩效项目资金 <= 项目支出", BE_RULE_INFO, NULL),
    RULE("N26", "科目互证", "twins in the narrative", "住房公积金 = 住房保障支出 and the like", BE_RULE_WARN, NULL),
    RULE("N27", "附件与正文", "annex against body", "a figure of the same name in an annex equals the body's", BE_RULE_ERROR, be_n27_annex),
    RULE("N28", "上年数误用", "stale figure", "stated = last year's figure, found from the stated change", BE_RULE_WARN, be_n28_stale),
    RULE("V01", "总额文表一致", "totals in text and table", "stated total = table total", BE_RULE_ERROR, be_v01_totals),
    RULE("V02", "类文表一致", "类 in text and table", "stated 类 = table 类", BE_RULE_ERROR, be_v02_classes),
    RULE("V03", "项文表一致", "项 in text and table", "subject line = table row", BE_RULE_ERROR, be_v03_items),
    RULE("V04", "三公文表一致", "三公 in text and table", "text = 三公 table", BE_RULE_ERROR, be_v04_sangong),
    RULE("V05", "支出文表一致", "parts in text and table", "基本, 项目, 人员, 公用: text = table", BE_RULE_ERROR, be_v05_parts),
    RULE("V06", "无支出说明", "nil statement", "没有使用 stands with an empty table, an amount with one that is not", BE_RULE_ERROR, be_v06_nil),
    RULE("V07", "上年数文表一致", "prior year", "current ∓ change = column of the prior year", BE_RULE_ERROR, NULL),
    RULE("V08", "绩效文表一致", "performance", "text = performance table", BE_RULE_ERROR, NULL),
    RULE("V09", "列举与表一致", "named 类 and sources", "the set named in the text = the rows that are not zero", BE_RULE_WARN, NULL),
    RULE("V10", "科目名称", "subject names", "项 name in the text = name in the table", BE_RULE_WARN, NULL),
    RULE("C01", "年份一致", "year", "years in nil statements, comparisons and structure sentences follow from the document's", BE_RULE_WARN, be_c01_year),
    RULE("C02", "单位名称", "agency", "cover, titles, table headers and unit rows name one agency", BE_RULE_WARN, be_c02_agency),
    RULE("C03", "计量单位", "unit", "every money table has a unit line, every amount a unit", BE_RULE_WARN, be_c03_unit),
    RULE("C04", "表格完整", "tables present", "every table of the contents has a body", BE_RULE_INFO, NULL),
    RULE("C05", "占位符", "placeholder", "no ***, XX, 增加/减少, {单位} left in", BE_RULE_ERROR, be_c05_placeholder),
    RULE("C06", "重复与错字", "slips", "no doubled words, stray letters, cut values", BE_RULE_INFO, NULL),
    RULE("C07", "旧科目名", "old names", "no names retired by the classification of the year", BE_RULE_INFO, NULL),
    RULE("C08", "类款归属", "类 of 款", "the 款 belongs to the 类 named", BE_RULE_ERROR, be_c08_home),
    RULE("C09", "编号连续", "numbering", "items are numbered without gap", BE_RULE_INFO, NULL),
    RULE("C10", "空表说明", "empty-table note", "an empty table has a note, a note stands only under an empty table", BE_RULE_WARN, be_c10_empty),
    RULE("C11", "名称变体", "name variants", "no names that differ from the classification by a slip", BE_RULE_INFO, NULL),
    RULE("C12", "附件指向", "references", "详见附件n exists", BE_RULE_INFO, NULL),
    RULE("C13", "所列科目无行", "named items without a row", "items named in the text occur in the tables", BE_RULE_INFO, NULL),
    RULE("C14", "他单位文字", "foreign wording", "no wording of another agency", BE_RULE_INFO, NULL),
    RULE("D01", "部门汇总", "unit inside department", "a unit's lines stand in its department's document", BE_RULE_WARN, NULL),
    {{0}, NULL},
};

size_t be_rules_count(void)
{
    return sizeof be_rule_table / sizeof *be_rule_table - 1;
}

const struct be_rule_info *be_rules_info(size_t i)
{
    return &be_rule_table[i].info;
}

const struct be_rule *be_rule_of(const char *id)
{
    for (const struct be_rule *r = be_rule_table; r->info.id != NULL; r++)
        if (strcmp(r->info.id, id) == 0)
            return r;
    return NULL;
}

const char *be_severity_name(enum be_rule_severity severity)
{
    return severity == BE_RULE_ERROR ? "error" : severity == BE_RULE_WARN ? "warn" : "info";
}

/* A rule's id, or the front of one and a star. */
static bool names(struct be_span part, const char *id)
{
    if (part.len > 0 && part.p[part.len - 1] == '*')
        return be_span_starts(be_span_of(id), be_span(part.p, part.len - 1));
    return be_span_is(part, id);
}

bool be_rules_select(bool *chosen, const char *list, struct be_span *bad)
{
    bool all = list == NULL || list[0] == '-';

    for (size_t i = 0; i < be_rules_count(); i++)
        chosen[i] = all;
    while (list != NULL) {
        size_t len = strcspn(list, ",");
        bool minus = list[0] == '-', any = false;
        struct be_span part = be_span(list + minus, len - minus);

        for (size_t i = 0; i < be_rules_count(); i++)
            if (be_rule_table[i].info.checked && names(part, be_rule_table[i].info.id)) {
                chosen[i] = !minus;
                any = true;
            }
        if (!any) {
            *bad = be_span(list, len);
            return false;
        }
        list = list[len] == ',' ? list + len + 1 : NULL;
    }
    return true;
}
