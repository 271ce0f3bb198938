#include "summary.h"
#include "../base/buf.h"
#include <stdlib.h>

#define HEAD 4u          /* columns before the concepts or topics: doc, agency, year, phase */

#define DOCUMENT_COLUMNS \
    {"doc", "文件", BE_TYPE_TEXT, NULL, "the input's name as given", "输入文件名"}, \
    {"agency", "部门", BE_TYPE_TEXT, NULL, "the document's agency", "文件所属部门"}, \
    {"year", "年度", BE_TYPE_INTEGER, NULL, "the document's year", "文件的年度"}, \
    {"phase", "阶段", BE_TYPE_TEXT, "budget adjusted final", "budget or final accounts", "预算或决算"},

/* The closed list of concepts; patterns/concepts.csv says which labels mean them. */
static const struct be_column_info summary_columns[] = {
    DOCUMENT_COLUMNS
    {"revenue_total", "收入总计", BE_TYPE_DECIMAL, NULL, "all income, yuan", "收入总计，元"},
    {"expenditure_total", "支出总计", BE_TYPE_DECIMAL, NULL, "all spending, yuan", "支出总计，元"},
    {"basic", "基本支出", BE_TYPE_DECIMAL, NULL, "basic spending, yuan", "基本支出，元"},
    {"project", "项目支出", BE_TYPE_DECIMAL, NULL, "project spending, yuan", "项目支出，元"},
    {"personnel", "人员经费", BE_TYPE_DECIMAL, NULL, "personnel, yuan", "人员经费，元"},
    {"public", "公用经费", BE_TYPE_DECIMAL, NULL, "operation of the office, yuan", "公用经费，元"},
    {"grant_total", "财政拨款总额", BE_TYPE_DECIMAL, NULL, "money granted by the treasury, yuan", "财政拨款总额，元"},
    {"general_total", "一般公共预算总额", BE_TYPE_DECIMAL, NULL, "general public budget, yuan", "一般公共预算总额，元"},
    {"fund_gov", "政府性基金", BE_TYPE_DECIMAL, NULL, "government funds, yuan", "政府性基金，元"},
    {"fund_soe", "国有资本经营", BE_TYPE_DECIMAL, NULL, "state capital operation, yuan", "国有资本经营，元"},
    {"own_revenue", "自有收入", BE_TYPE_DECIMAL, NULL, "income of the agency's own, yuan", "自有收入，元"},
    {"carryover_in", "上年结转", BE_TYPE_DECIMAL, NULL, "carried over from last year, yuan", "上年结转，元"},
    {"carryover_out", "结转下年", BE_TYPE_DECIMAL, NULL, "carried over to next year, yuan", "结转下年，元"},
    {"sangong", "三公经费", BE_TYPE_DECIMAL, NULL, "三公: travel abroad, cars, receptions, yuan", "三公经费，元"},
    {"abroad", "因公出国（境）费", BE_TYPE_DECIMAL, NULL, "travel abroad, yuan", "因公出国（境）费，元"},
    {"car", "公务用车费", BE_TYPE_DECIMAL, NULL, "cars: buying and running, yuan", "公务用车费，元"},
    {"car_buy", "公务用车购置费", BE_TYPE_DECIMAL, NULL, "buying cars, yuan", "公务用车购置费，元"},
    {"car_run", "公务用车运行费", BE_TYPE_DECIMAL, NULL, "running cars, yuan", "公务用车运行费，元"},
    {"reception", "公务接待费", BE_TYPE_DECIMAL, NULL, "receptions, yuan", "公务接待费，元"},
    {"running", "机关运行经费", BE_TYPE_DECIMAL, NULL, "running costs of the office, yuan", "机关运行经费，元"},
    {"procurement", "政府采购总额", BE_TYPE_DECIMAL, NULL, "government procurement, yuan", "政府采购总额，元"},
    {"procurement_goods", "采购货物", BE_TYPE_DECIMAL, NULL, "goods procured, yuan", "采购货物，元"},
    {"procurement_works", "采购工程", BE_TYPE_DECIMAL, NULL, "works procured, yuan", "采购工程，元"},
    {"procurement_services", "采购服务", BE_TYPE_DECIMAL, NULL, "services procured, yuan", "采购服务，元"},
    {"procurement_sme", "中小企业合同额", BE_TYPE_DECIMAL, NULL, "contracts with small and medium firms, yuan", "中小企业合同额，元"},
    {"procurement_small", "小微企业合同额", BE_TYPE_DECIMAL, NULL, "contracts with small and micro firms, yuan", "小微企业合同额，元"},
    {"service_purchase", "购买服务", BE_TYPE_DECIMAL, NULL, "services bought from society, yuan", "购买服务，元"},
    {"assets_original", "资产原值", BE_TYPE_DECIMAL, NULL, "assets, original value, yuan", "资产原值，元"},
    {"assets_depreciation", "累计折旧", BE_TYPE_DECIMAL, NULL, "assets, depreciation, yuan", "累计折旧，元"},
    {"assets_net", "资产净值", BE_TYPE_DECIMAL, NULL, "assets, net value, yuan", "资产净值，元"},
    {"vehicles", "车辆", BE_TYPE_INTEGER, NULL, "vehicles kept", "车辆"},
    {"vehicles_bought", "购置车辆", BE_TYPE_INTEGER, NULL, "vehicles bought", "购置车辆"},
    {"equipment_500k", "50万元以上设备", BE_TYPE_INTEGER, NULL, "equipment of 500,000 yuan and more", "50万元以上设备"},
    {"equipment_1m", "100万元以上设备", BE_TYPE_INTEGER, NULL, "equipment of a million yuan and more", "100万元以上设备"},
    {"staff", "在职人员", BE_TYPE_INTEGER, NULL, "staff", "在职人员"},
    {"retired", "离退休人员", BE_TYPE_INTEGER, NULL, "retired staff", "离退休人员"},
    {"reception_batches", "接待批次", BE_TYPE_INTEGER, NULL, "receptions, batches", "接待批次"},
    {"reception_people", "接待人次", BE_TYPE_INTEGER, NULL, "receptions, people", "接待人次"},
    {"abroad_groups", "出国团组", BE_TYPE_INTEGER, NULL, "groups sent abroad", "出国团组"},
    {"abroad_people", "出国人次", BE_TYPE_INTEGER, NULL, "people sent abroad", "出国人次"},
    {"performance_projects", "绩效项目数", BE_TYPE_INTEGER, NULL, "projects with performance targets", "绩效项目数"},
    {"performance_money", "绩效项目金额", BE_TYPE_DECIMAL, NULL, "their money, yuan", "绩效项目金额，元"},
    BE_AGENCY_COLUMN_LIST
};

/* The topics that the ministry's model asks of every disclosure. */
static const struct be_column_info coverage_columns[] = {
    DOCUMENT_COLUMNS
    {"balance", "部门收支总表", BE_TYPE_TEXT, "present nil missing", "whether balance is reported", "是否公开部门收支总表"},
    {"income", "收入", BE_TYPE_TEXT, "present nil missing", "whether income is reported", "是否公开收入"},
    {"expenditure", "支出", BE_TYPE_TEXT, "present nil missing", "whether expenditure is reported", "是否公开支出"},
    {"grant_balance", "财政拨款收支", BE_TYPE_TEXT, "present nil missing", "whether grant_balance is reported", "是否公开财政拨款收支"},
    {"general", "一般公共预算支出", BE_TYPE_TEXT, "present nil missing", "whether general is reported", "是否公开一般公共预算支出"},
    {"basic", "基本支出", BE_TYPE_TEXT, "present nil missing", "whether basic is reported", "是否公开基本支出"},
    {"sangong", "三公经费", BE_TYPE_TEXT, "present nil missing", "whether sangong is reported", "是否公开三公经费"},
    {"fund_gov", "政府性基金", BE_TYPE_TEXT, "present nil missing", "whether fund_gov is reported", "是否公开政府性基金"},
    {"fund_soe", "国有资本经营", BE_TYPE_TEXT, "present nil missing", "whether fund_soe is reported", "是否公开国有资本经营"},
    {"running", "机关运行经费", BE_TYPE_TEXT, "present nil missing", "whether running is reported", "是否公开机关运行经费"},
    {"procurement", "政府采购", BE_TYPE_TEXT, "present nil missing", "whether procurement is reported", "是否公开政府采购"},
    {"assets", "国有资产", BE_TYPE_TEXT, "present nil missing", "whether assets is reported", "是否公开国有资产"},
    {"performance", "绩效", BE_TYPE_TEXT, "present nil missing", "whether performance is reported", "是否公开绩效"},
    {"glossary", "名词解释", BE_TYPE_TEXT, "present nil missing", "whether glossary is reported", "是否公开名词解释"},
};

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define CONCEPTS (COUNT(summary_columns) - HEAD - BE_AGENCY_COLUMNS)
#define TOPICS (COUNT(coverage_columns) - HEAD)

const struct be_schema be_summary_schema = {"summary", summary_columns, COUNT(summary_columns)};
const struct be_schema be_coverage_schema = {"coverage", coverage_columns, COUNT(coverage_columns)};

#define VALUE_BYTES 40u

struct value {
    unsigned rank;       /* the smaller the better; 0: none yet */
    size_t len;
    char text[VALUE_BYTES];
};

/* A figure's own phase; the document's is known for certain only at its end. */
enum phase { PHASE_NONE, PHASE_BUDGET, PHASE_ADJUSTED, PHASE_FINAL, PHASES };

struct be_summary {
    struct value value[CONCEPTS][PHASES];
    bool nil[CONCEPTS];
    bool figure[TOPICS], other_than_zero[TOPICS], none[TOPICS];
    char year[8];
    const struct be_agencies *agencies;
};

struct be_summary *be_summary_new(void)
{
    return calloc(1, sizeof(struct be_summary));
}

void be_summary_free(struct be_summary *summary)
{
    free(summary);
}

void be_summary_reset(struct be_summary *summary)
{
    *summary = (struct be_summary){.agencies = summary->agencies};
}

void be_summary_agencies(struct be_summary *summary, const struct be_agencies *agencies)
{
    summary->agencies = agencies;
}

/* Index of the column of this name behind the head, or n. */
static size_t column(const struct be_column_info *columns, size_t n, struct be_span name)
{
    size_t i = 0;

    while (i < n && !be_span_is(name, columns[HEAD + i].name))
        i++;
    return i;
}

/* Assets and what is counted stand at a date, which may be of the year before. */
static bool at_a_date(const char *concept)
{
    return strncmp(concept, "assets_", 7) == 0 || strncmp(concept, "equipment_", 10) == 0 ||
           strcmp(concept, "vehicles") == 0 || strcmp(concept, "staff") == 0 || strcmp(concept, "retired") == 0;
}

static bool is_zero(struct be_span number)
{
    for (size_t i = 0; i < number.len; i++)
        if (number.p[i] >= '1' && number.p[i] <= '9')
            return false;
    return true;
}

/* body before annex, table before prose */
static unsigned rank_of(const struct be_record *r)
{
    return 1u + (be_span_is(r->field[BE_TOPIC], "annex") ? 2u : 0u) + (be_span_is(r->field[BE_KIND], "cell") ? 0u : 1u);
}

static enum phase phase_of(struct be_span name)
{
    switch (name.len > 0 ? name.p[0] : 0) {
    case 'b': return PHASE_BUDGET;
    case 'a': return PHASE_ADJUSTED;
    case 'f': return PHASE_FINAL;
    default: return PHASE_NONE;
    }
}

static void take_concept(struct be_summary *s, const struct be_record *r)
{
    const struct be_span *f = r->field;
    size_t i = column(summary_columns, CONCEPTS, f[BE_CONCEPT]);
    struct be_span value;
    struct value *v;

    if (i == CONCEPTS || !(be_span_is(f[BE_STAT], "amount") || be_span_is(f[BE_STAT], "count")))
        return;
    value = summary_columns[HEAD + i].type == BE_TYPE_DECIMAL ? f[BE_YUAN] : f[BE_NUMBER];
    if (value.len == 0 || value.len > VALUE_BYTES)
        return;
    if (!be_span_eq(f[BE_YEAR], f[BE_DOC_YEAR]) && f[BE_YEAR].len > 0 && !at_a_date(summary_columns[HEAD + i].name))
        return;
    v = &s->value[i][phase_of(f[BE_PHASE])];
    if (v->rank != 0 && v->rank <= rank_of(r))
        return;
    v->rank = rank_of(r);
    v->len = value.len;
    memcpy(v->text, value.p, value.len);
}

static void take_topic(struct be_summary *s, const struct be_record *r)
{
    const struct be_span *f = r->field;
    size_t i = column(coverage_columns, TOPICS, f[BE_TOPIC]);
    bool nil = be_span_is(f[BE_KIND], "nil");

    if (i < TOPICS) {
        s->none[i] |= nil;
        s->figure[i] |= f[BE_NUMBER].len > 0 || be_span_is(f[BE_KIND], "term");
        s->other_than_zero[i] |= f[BE_NUMBER].len > 0 && !is_zero(f[BE_NUMBER]);
    }
    if (nil && (i = column(summary_columns, CONCEPTS, f[BE_TOPIC])) < CONCEPTS)
        s->nil[i] = true;       /* sangong, fund_gov, fund_soe, running, procurement: topic and concept */
}

void be_summary_take(struct be_summary *summary, const struct be_record *record)
{
    if (record->field[BE_CONCEPT].len > 0)
        take_concept(summary, record);
    take_topic(summary, record);
}

static void head(const struct be_document *d, struct be_span *field, char *year)
{
    int n = d->year > 0 ? d->year : 0;

    field[0] = d->name;
    field[1] = d->agency;
    for (size_t k = 4; k-- > 0; n /= 10)
        year[k] = (char)('0' + n % 10);
    field[2] = be_span(year, d->year > 0 ? 4 : 0);
    field[3] = d->phase;
}

/* The value in the document's own phase. What is counted, and money that performance targets
 * stand for, has no other phase to be mistaken for. */
static const struct value *settled(const struct be_summary *s, size_t i, enum phase own)
{
    const struct be_column_info *c = &summary_columns[HEAD + i];

    if (s->value[i][own].rank != 0)
        return &s->value[i][own];
    if (c->type == BE_TYPE_INTEGER || strncmp(c->name, "performance_", 12) == 0)
        for (size_t k = 0; k < PHASES; k++)
            if (s->value[i][k].rank != 0)
                return &s->value[i][k];
    return &s->value[i][PHASE_NONE];
}

void be_summary_row(struct be_summary *summary, const struct be_document *document, struct be_span *field)
{
    head(document, field, summary->year);
    for (size_t i = 0; i < CONCEPTS; i++) {
        const struct value *v = settled(summary, i, phase_of(document->phase));
        field[HEAD + i] = v->rank != 0 ? be_span(v->text, v->len) : summary->nil[i] ? BE_LIT("nil") : be_span(NULL, 0);
    }
    be_agencies_fill(summary->agencies, document->agency, field + HEAD + CONCEPTS);
}

void be_coverage_row(struct be_summary *summary, const struct be_document *document, struct be_span *field)
{
    head(document, field, summary->year);
    for (size_t i = 0; i < TOPICS; i++)
        field[HEAD + i] = summary->other_than_zero[i] || (summary->figure[i] && !summary->none[i]) ? BE_LIT("present")
                        : summary->none[i] ? BE_LIT("nil") : BE_LIT("missing");
}
