#include "rules.h"

#define N(x) x

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
            if (names(part, be_rule_table[i].info.id)) {
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
