#include "summary.h"
#include "../base/buf.h"
#include "../resolve/names.h"
#include <stdlib.h>

#define HEAD 4u          /* columns before the concepts or topics: doc, agency, year, phase */

#define DOCUMENT_COLUMNS \
    {"doc", "文件", BE_TYPE_TEXT, NULL, "the input's name as given", "输入文件名"}, \
    {"agency", "部门", BE_TYPE_TEXT, NULL, "the document's agency", "文件所属部门"}, \
    {"year", "年度", BE_TYPE_INTEGER, NULL, "the document's year", "文件的年度"}, \
    {"phase", "阶段", BE_TYPE_TEXT, "budget adjusted final", "budget or final accounts", "预算或决算"},

#define MONEY(name, zh, about) {name, zh, BE_TYPE_DECIMAL, NULL, about ", yuan", zh "，元"}
#define COUNTED(name, zh, about) {name, zh, BE_TYPE_INTEGER, NULL, about, zh}
#define REPORTED(name, zh) {name, zh, BE_TYPE_TEXT, "present nil missing", "whether " name " is reported", "是否公开" zh}

/* The closed list of concepts; patterns/concepts.csv says which labels mean them. */
static const struct be_column_info summary_columns[] = {
    DOCUMENT_COLUMNS
    MONEY("revenue_total", "收入总计", "all income"),
    MONEY("expenditure_total", "支出总计", "all spending"),
    MONEY("basic", "基本支出", "basic spending"),
    MONEY("project", "项目支出", "project spending"),
    MONEY("personnel", "人员经费", "personnel"),
    MONEY("public", "公用经费", "operation of the office"),
    MONEY("grant_total", "财政拨款总额", "money granted by the treasury"),
    MONEY("general_total", "一般公共预算总额", "general public budget"),
    MONEY("fund_gov", "政府性基金", "government funds"),
    MONEY("fund_soe", "国有资本经营", "state capital operation"),
    MONEY("own_revenue", "自有收入", "income of the agency's own"),
    MONEY("carryover_in", "上年结转", "carried over from last year"),
    MONEY("carryover_out", "结转下年", "carried over to next year"),
    MONEY("sangong", "三公经费", "三公: travel abroad, cars, receptions"),
    MONEY("abroad", "因公出国（境）费", "travel abroad"),
    MONEY("car", "公务用车费", "cars: buying and running"),
    MONEY("car_buy", "公务用车购置费", "buying cars"),
    MONEY("car_run", "公务用车运行费", "running cars"),
    MONEY("reception", "公务接待费", "receptions"),
    MONEY("running", "机关运行经费", "running costs of the office"),
    MONEY("procurement", "政府采购总额", "government procurement"),
    MONEY("procurement_goods", "采购货物", "goods procured"),
    MONEY("procurement_works", "采购工程", "works procured"),
    MONEY("procurement_services", "采购服务", "services procured"),
    MONEY("procurement_sme", "中小企业合同额", "contracts with small and medium firms"),
    MONEY("procurement_small", "小微企业合同额", "contracts with small and micro firms"),
    MONEY("service_purchase", "购买服务", "services bought from society"),
    MONEY("assets_original", "资产原值", "assets, original value"),
    MONEY("assets_depreciation", "累计折旧", "assets, depreciation"),
    MONEY("assets_net", "资产净值", "assets, net value"),
    COUNTED("vehicles", "车辆", "vehicles kept"),
    COUNTED("vehicles_bought", "购置车辆", "vehicles bought"),
    COUNTED("equipment_500k", "50万元以上设备", "equipment of 500,000 yuan and more"),
    COUNTED("equipment_1m", "100万元以上设备", "equipment of a million yuan and more"),
    COUNTED("staff", "在职人员", "staff"),
    COUNTED("retired", "离退休人员", "retired staff"),
    COUNTED("reception_batches", "接待批次", "receptions, batches"),
    COUNTED("reception_people", "接待人次", "receptions, people"),
    COUNTED("abroad_groups", "出国团组", "groups sent abroad"),
    COUNTED("abroad_people", "出国人次", "people sent abroad"),
    COUNTED("performance_projects", "绩效项目数", "projects with performance targets"),
    MONEY("performance_money", "绩效项目金额", "their money"),
    BE_AGENCY_COLUMN_LIST
};

/* The topics that the ministry's model asks of every disclosure. */
static const struct be_column_info coverage_columns[] = {
    DOCUMENT_COLUMNS
    REPORTED("balance", "部门收支总表"),
    REPORTED("income", "收入"),
    REPORTED("expenditure", "支出"),
    REPORTED("grant_balance", "财政拨款收支"),
    REPORTED("general", "一般公共预算支出"),
    REPORTED("basic", "基本支出"),
    REPORTED("sangong", "三公经费"),
    REPORTED("fund_gov", "政府性基金"),
    REPORTED("fund_soe", "国有资本经营"),
    REPORTED("running", "机关运行经费"),
    REPORTED("procurement", "政府采购"),
    REPORTED("assets", "国有资产"),
    REPORTED("performance", "绩效"),
    REPORTED("glossary", "名词解释"),
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

/* Prose below a heading that names one of several bodies is not about the document's agency. */
static bool of_one_body(const struct be_record *r)
{
    return r->field[BE_ENTITY].len > 0 && !be_span_is(r->field[BE_KIND], "cell");
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

/* 2020年无公务接待费支出 says nothing of the whole of 三公, only of that part. */
static bool take_part(struct be_summary *s, struct be_span topic, struct be_span text)
{
    bool part = false;

    for (const struct be_part_name *p = be_names_sangong; be_span_is(topic, "sangong") && p->word != NULL; p++)
        if (be_names_part_of_sangong(text, p)) {
            s->nil[column(summary_columns, CONCEPTS, be_span_of(p->concept))] = true;
            part = true;
        }
    return part;
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
    if (nil && !of_one_body(r) && !take_part(s, f[BE_TOPIC], f[BE_TEXT]) && (i = column(summary_columns, CONCEPTS, f[BE_TOPIC])) < CONCEPTS)
        s->nil[i] = true;       /* sangong, fund_gov, fund_soe, running, procurement: topic and concept */
}

void be_summary_take(struct be_summary *summary, const struct be_record *record)
{
    if (record->field[BE_CONCEPT].len > 0 && !of_one_body(record))
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
