#include "record.h"

#define TOPICS                                                                                 \
    "balance income expenditure grant_balance general basic projects sangong fund_gov fund_soe " \
    "running procurement assets performance staff duties annex glossary"

static const struct be_column_info record_columns[BE_COLUMNS] = {
    [BE_DOC] = {"doc", "文件", BE_TYPE_TEXT, NULL,
                "the input's name as given; - for standard input",
                "输入文件名；标准输入为 -"},
    [BE_N] = {"n", "记录号", BE_TYPE_INTEGER, NULL,
              "number of the record in its document, from 1; with --kind, among those asked for",
              "记录在文件内的序号，从 1 起；用 --kind 时只数所选各类"},
    [BE_KIND] = {"kind", "记录类型", BE_TYPE_TEXT, "subject amount cell nil heading term",
                 "what kind of statement it is",
                 "记录类型：科目、金额、表格单元、无此项、标题、名词解释"},
    [BE_AGENCY] = {"agency", "部门", BE_TYPE_TEXT, NULL,
                   "the document's agency, one value per document",
                   "文件所属部门，每份文件一个"},
    [BE_YEAR] = {"year", "年度", BE_TYPE_INTEGER, NULL,
                 "fiscal year of the figure", "数字所属的财政年度"},
    [BE_PHASE] = {"phase", "阶段", BE_TYPE_TEXT, "budget adjusted final",
                  "budget, adjusted budget or final accounts",
                  "预算、调整预算或决算"},
    [BE_TOPIC] = {"topic", "主题", BE_TYPE_TEXT, TOPICS,
                  "table or section of a disclosure it belongs to",
                  "所属的公开表或章节"},
    [BE_ITEM] = {"item", "事项", BE_TYPE_TEXT, NULL,
                 "what the figure measures: the innermost published label",
                 "数字所说的事项：最内层的公布名称"},
    [BE_LEVEL1] = {"level1", "一级名称", BE_TYPE_TEXT, NULL,
                   "name of 类, or of the first indicator level, as published",
                   "类名称，或一级指标"},
    [BE_LEVEL2] = {"level2", "二级名称", BE_TYPE_TEXT, NULL,
                   "name of 款, or of the second indicator level, as published",
                   "款名称，或二级指标"},
    [BE_LEVEL3] = {"level3", "三级名称", BE_TYPE_TEXT, NULL,
                   "name of 项, or of the third indicator level, as published",
                   "项名称，或三级指标"},
    [BE_STAT] = {"stat", "数值类型", BE_TYPE_TEXT,
                 "amount change change_rate share completion count target actual weight text",
                 "what the number is: an amount, a change, a share, a count ...",
                 "数值性质：金额、增减额、增减率、占比、完成率、数量等"},
    [BE_PART] = {"part", "支出构成", BE_TYPE_TEXT, "total basic project personnel public",
                 "part of spending it covers",
                 "合计、基本支出、项目支出、人员经费或公用经费"},
    [BE_FUND] = {"fund", "资金来源", BE_TYPE_TEXT, "all grant general gov soe own carryover",
                 "source of the money",
                 "全部、财政拨款、一般公共预算、政府性基金、国有资本经营、单位资金或结转结余"},
    [BE_FLOW] = {"flow", "收支方向", BE_TYPE_TEXT, "income expenditure both",
                 "income, expenditure or both", "收入、支出或收支合并"},
    [BE_ROLLUP] = {"rollup", "汇总层次", BE_TYPE_TEXT, "leaf rows cols both",
                   "leaf, or a sum over rows, columns or both",
                   "明细，或按行、按列、按行列的汇总"},
    [BE_NUMBER] = {"number", "数值", BE_TYPE_DECIMAL, NULL,
                   "the value as a plain decimal", "数值（十进制）"},
    [BE_UNIT] = {"unit", "单位", BE_TYPE_TEXT, NULL,
                 "unit of the number", "计量单位"},
    [BE_YUAN] = {"yuan", "金额（元）", BE_TYPE_DECIMAL, NULL,
                 "money in yuan, exact", "折合为元的精确金额"},
    [BE_VALUE] = {"value", "公布值", BE_TYPE_TEXT, NULL,
                  "the value as published", "公布的原值"},
    [BE_MEASURE] = {"measure", "指标口径", BE_TYPE_TEXT, NULL,
                    "word of the figure in prose, column header in a table",
                    "文字中的数字名称，或表格的列标题"},
    [BE_CONCEPT] = {"concept", "通用指标", BE_TYPE_TEXT, NULL,
                    "what it is in any disclosure's words", "跨文件通用的指标代号"},
    [BE_SCHEME] = {"scheme", "分类体系", BE_TYPE_TEXT, "functional economic indicator entity",
                   "classification of code and levels",
                   "编码与名称所属的分类：功能、经济、绩效指标或单位"},
    [BE_CODE] = {"code", "公布编码", BE_TYPE_CODE, NULL,
                 "code as printed, parts joined", "公布的编码，各段连写"},
    [BE_OFFICIAL_CODE] = {"official_code", "标准编码", BE_TYPE_CODE, NULL,
                          "code in the official classification, when certain",
                          "官方分类中的编码，确定时才填"},
    [BE_CLASS_CODE] = {"class_code", "确定编码", BE_TYPE_CODE, NULL,
                       "longest certain prefix of the official code",
                       "官方编码中可以确定的最长前段"},
    [BE_PROJECT] = {"project", "项目名称", BE_TYPE_TEXT, NULL,
                    "project the figure belongs to", "所属项目"},
    [BE_PROJECT_CODE] = {"project_code", "项目编码", BE_TYPE_CODE, NULL,
                         "code of the project", "项目编码"},
    [BE_ENTITY] = {"entity", "预算单位", BE_TYPE_TEXT, NULL,
                   "budget unit the figure is about", "数字所属的预算单位"},
    [BE_ENTITY_CODE] = {"entity_code", "预算单位编码", BE_TYPE_CODE, NULL,
                        "code of the budget unit", "预算单位编码"},
    [BE_DOC_YEAR] = {"doc_year", "文件年度", BE_TYPE_INTEGER, NULL,
                     "the document's year", "文件的年度"},
    [BE_BASE] = {"base", "比较基准", BE_TYPE_TEXT, NULL,
                 "what a change, share or rate refers to", "增减、占比、完成率所对比的对象"},
    [BE_NOTE] = {"note", "说明", BE_TYPE_TEXT, NULL,
                 "purpose, reason or definition attached", "用途、原因或定义"},
    [BE_INFERRED] = {"inferred", "推断标记", BE_TYPE_TEXT, NULL,
                     "letters for what was not printed at the spot: a agency, y year, p phase, "
                     "u unit, c code, l levels, h healed, m merged cell",
                     "此处未印而由推断得出的：a 部门 y 年度 p 阶段 u 单位 c 编码 l 层级 h 断行修复 m 合并单元格"},
    [BE_PATH] = {"path", "提纲位置", BE_TYPE_CODE, NULL,
                 "place in the outline, ordinals as numbers: 2.3.3",
                 "在提纲中的位置，如 2.3.3"},
    [BE_SECTION] = {"section", "所在标题", BE_TYPE_TEXT, NULL,
                    "title of the innermost heading above", "上方最近一级标题"},
    [BE_TABLE_NO] = {"table_no", "表序号", BE_TYPE_INTEGER, NULL,
                     "number of the table in the document", "表在文件中的序号"},
    [BE_TABLE_TITLE] = {"table_title", "表名", BE_TYPE_TEXT, NULL,
                        "title of the table", "表的标题"},
    [BE_TABLE_ROW] = {"table_row", "表行", BE_TYPE_INTEGER, NULL,
                      "data row in the table, from 1", "表内数据行，从 1 起"},
    [BE_TABLE_COL] = {"table_col", "表列", BE_TYPE_INTEGER, NULL,
                      "column in the table, from 1", "表内列，从 1 起"},
    [BE_LINE] = {"line", "行号", BE_TYPE_INTEGER, NULL,
                 "physical line of the figure's first character", "数字首字符所在的行"},
    [BE_TEXT] = {"text", "原文", BE_TYPE_TEXT, NULL,
                 "the words around it", "所在文字"},
};

static const struct be_column_info finding_columns[BE_FINDING_COLUMNS] = {
    [BE_F_DOC] = {"doc", "文件", BE_TYPE_TEXT, NULL, "the input's name as given", "输入文件名"},
    [BE_F_LINE] = {"line", "行号", BE_TYPE_INTEGER, NULL, "line of the figure", "数字所在的行"},
    [BE_F_N] = {"n", "记录号", BE_TYPE_INTEGER, NULL, "number of the record", "相关记录的序号"},
    [BE_F_RULE] = {"rule", "规则", BE_TYPE_TEXT, NULL, "id of the rule", "规则编号"},
    [BE_F_SEVERITY] = {"severity", "级别", BE_TYPE_TEXT, "error warn info",
                       "how bad it is", "严重程度"},
    [BE_F_ITEM] = {"item", "事项", BE_TYPE_TEXT, NULL, "what is odd", "有疑问的事项"},
    [BE_F_STATED] = {"stated", "公布值", BE_TYPE_TEXT, NULL, "what is printed", "公布的数"},
    [BE_F_COMPUTED] = {"computed", "计算值", BE_TYPE_TEXT, NULL,
                       "what the other figures give", "由其他数字算得的数"},
    [BE_F_DIFFERENCE] = {"difference", "差额", BE_TYPE_TEXT, NULL,
                         "stated minus computed", "公布值减计算值"},
    [BE_F_TOLERANCE] = {"tolerance", "容差", BE_TYPE_TEXT, NULL,
                        "what rounding allows", "四舍五入允许的误差"},
    [BE_F_VERDICT] = {"verdict", "结论", BE_TYPE_TEXT, "fail pass", "fail or pass", "不符或相符"},
    [BE_F_LINES] = {"lines", "相关行", BE_TYPE_CODE, NULL,
                    "lines of all figures that took part, parted by ;",
                    "参与计算的各数所在行，以 ; 分隔"},
    [BE_F_TEXT] = {"text", "原文", BE_TYPE_TEXT, NULL, "the words around it", "所在文字"},
};

static const struct be_column_info rule_columns[BE_RULE_COLUMNS] = {
    [BE_R_RULE] = {"rule", "规则", BE_TYPE_TEXT, NULL, "id of the rule", "规则编号"},
    [BE_R_SEVERITY] = {"severity", "级别", BE_TYPE_TEXT, "error warn info", "how bad a failure is", "严重程度"},
    [BE_R_ZH] = {"name_zh", "名称", BE_TYPE_TEXT, NULL, "its name in Chinese", "规则名称"},
    [BE_R_EN] = {"name_en", "英文名称", BE_TYPE_TEXT, NULL, "its name in English", "规则英文名称"},
    [BE_R_FORMULA] = {"formula", "公式", BE_TYPE_TEXT, NULL, "what has to hold", "校验公式"},
    [BE_R_CHECKED] = {"checked", "是否校验", BE_TYPE_TEXT, "yes no", "no: known, but not checked", "no 表示已列出但不校验"},
};

static const struct be_column_info trace_columns[BE_TRACE_COLUMNS] = {
    [BE_T_DOC] = {"doc", "文件", BE_TYPE_TEXT, NULL, "the input's name as given", "输入文件名"},
    [BE_T_LINE] = {"line", "行号", BE_TYPE_INTEGER, NULL, "physical line", "所在行"},
    [BE_T_TYPE] = {"type", "行类型", BE_TYPE_TEXT,
                   "text blank heading row cell pipe tag aligned title unit entity remark contents running figure",
                   "what the line was taken for; figure: a rule of prose held there", "该行被认作什么；figure 表示正文中适用了某条规则"},
    [BE_T_PATTERN] = {"pattern", "模式", BE_TYPE_TEXT, NULL, "the pattern, or the rule, that decided", "作出判断的模式或规则"},
    [BE_T_TEXT] = {"text", "原文", BE_TYPE_TEXT, NULL, "the line, folded", "该行文字"},
};

static const struct be_column_info unclaimed_columns[BE_UNCLAIMED_COLUMNS] = {
    [BE_U_DOC] = {"doc", "文件", BE_TYPE_TEXT, NULL, "the input's name as given", "输入文件名"},
    [BE_U_LINE] = {"line", "行号", BE_TYPE_INTEGER, NULL, "physical line", "所在行"},
    [BE_U_NUMBER] = {"number", "数值", BE_TYPE_TEXT, NULL,
                     "a number with a unit that no record took", "未被任何记录采用的带单位数字"},
    [BE_U_TEXT] = {"text", "原文", BE_TYPE_TEXT, NULL, "the line, folded; of a long one what stands around the number", "该行文字；行长时为数字前后的文字"},
};

const struct be_schema be_trace_schema = {"trace", trace_columns, BE_TRACE_COLUMNS};
const struct be_schema be_unclaimed_schema = {"unclaimed", unclaimed_columns, BE_UNCLAIMED_COLUMNS};
const struct be_schema be_rule_schema = {"rule", rule_columns, BE_RULE_COLUMNS};
const struct be_schema be_record_schema = {"record", record_columns, BE_COLUMNS};
const struct be_schema be_finding_schema = {"finding", finding_columns, BE_FINDING_COLUMNS};

size_t be_schema_find(const struct be_schema *schema, struct be_span name)
{
    size_t i;

    for (i = 0; i < schema->n; i++)
        if (be_span_is(name, schema->column[i].name) || be_span_is(name, schema->column[i].zh))
            break;
    return i;
}

const char *be_column_name(enum be_column column, bool chinese)
{
    return chinese ? record_columns[column].zh : record_columns[column].name;
}

const char *be_finding_column_name(enum be_finding_column column, bool chinese)
{
    return chinese ? finding_columns[column].zh : finding_columns[column].name;
}
