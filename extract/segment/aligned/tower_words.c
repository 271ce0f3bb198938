/* tower_words.c - what headers of these tables are called: cells broken over several lines are put
 * together so that they come out as one of these.
 */
#include "tower.h"

#define WORD_BYTES 96u

/* Names of columns and groups, sorted by bytes; the years in them left out. */
static const char *const NAMES[] = {
    "“三公”经费合计", "一级指标", "一般债务", "一般公共预算", "一般公共预算拨款", "一般公共预算拨款收入",
    "一般公共预算财政拨款", "一般公共预算财政拨款支出", "一般公共预算财政拨款收入", "一般公共预算财政拨款预算",
    "一般公共预算资金", "三公经费合计", "三级指标", "上年决算数", "上年结转", "上年结转和结余", "上年结转收入", "上年结转结余",
    "上年预算数", "上级补助收入", "上缴上级支出", "专用基金", "专项债务", "专项收入", "主管部门", "事业单位经营支出",
    "事业单位经营收入", "事业基金弥补收支差额", "事业收入", "事业收入预算", "二级指标", "人员支出", "人员类", "人员类项目支出",
    "人员经费", "使用专户资金", "使用非财政拨款结余", "使用非财政拨款结余和专用结余", "债务余额", "债务余额执行数",
    "债务余额预计执行数", "债务利息及费用支出", "债务还本支出", "债务限额", "偏差原因分析及改进措施", "全年预算数", "公务接待费",
    "公务用车购置及运行维护费", "公务用车购置及运行费", "公务用车购置和运行维护费", "公务用车购置和运行费", "公务用车购置费",
    "公务用车运行维护费", "公务用车运行费", "公用支出", "公用类", "公用经费", "公用经费项目支出", "其他支出", "其他收入",
    "其他资金", "其他运转类", "其他运转类项目支出", "决算数", "决算金额", "分值", "功能分类科目", "功能分类科目名称",
    "功能分类科目编码", "单位代码", "单位名称", "单位编码", "单位资金", "单位预留", "单位预算", "单位（科目）名称", "合计",
    "商品和服务支出", "因公出国（境）费", "因公出国（境）费用", "国有资本经营预算", "国有资本经营预算拨款",
    "国有资本经营预算拨款收入", "国有资本经营预算财政拨款", "国有资本经营预算财政拨款收入", "国有资本经营预算资金", "在职",
    "基本支出", "增减%", "增减变动", "增减幅度", "增减率", "增减额", "增减（%）", "备注", "实有人数", "实际完成值",
    "对个人和家庭的补助", "对企业补助", "对社会保障基金补助", "对附属单位补助支出", "小计", "工资福利支出", "年初结转和结余",
    "年初预算数", "年度", "年度指标值", "年度目标", "年度绩效目标", "年度资金总额", "年度预算金额", "年末结转和结余", "序号",
    "度量单位", "当年财政拨款", "得分", "总计", "执行数", "执行率", "指标值", "指标内容", "指标名称", "指标性质", "指标方向性",
    "支出", "支出功能分类", "支出功能分类科目", "支出功能分类科目编码", "支出功能科目名称", "支出合计", "收入", "收入合计",
    "政府性基金", "政府性基金预算", "政府性基金预算拨款", "政府性基金预算拨款收入", "政府性基金预算财政拨款",
    "政府性基金预算财政拨款收入", "政府性基金预算资金", "政府支出经济分类", "政府经济分类科目", "政府购买服务", "政府采购预算",
    "政府预算支出经济分类", "政府预算支出经济分类科目", "政府预算经济分类", "教育收费", "教育收费收入", "数量",
    "是否面向中小企业", "本年决算数", "本年拨款", "本年支出", "本年支出合计", "本年收入", "本年收入合计", "本年预算数",
    "本级财力", "机关运行经费", "权重", "栏次", "款", "比增减", "特定目标类", "特定目标类项目支出", "用事业基金弥补收支差额",
    "离休", "科目代码", "科目名称", "科目编码", "类", "类别", "类型", "经济分类科目", "经济分类科目编码", "经营支出", "经营收入",
    "结余分配", "结转下年", "绩效指标", "绩效目标", "编制数", "行次", "计量单位", "调整预算数", "财政专户核拨资金",
    "财政专户管理的资金收入", "财政专户管理资金", "财政专户管理资金收入", "财政拨款", "财政拨款收入", "财政拨款结转结余",
    "财政拨款预算", "账面原值", "资本性支出", "资本性支出（基本建设）", "资金来源", "转移支付", "运转类", "运转类项目支出",
    "退休", "部门支出经济分类", "部门经济分类科目", "部门预算", "部门预算支出经济分类", "部门预算支出经济分类科目",
    "部门预算经济分类", "部门（单位）代码", "部门（单位）名称", "采购品目", "采购数量", "采购目录", "采购金额", "采购预算",
    "采购预算金额", "金额", "附属单位上缴收入", "非税收入", "非财政拨款", "非财政拨款收入", "项", "项目", "项目代码", "项目内容",
    "项目单位", "项目名称", "项目支出", "项目支出预算", "项目类别", "项目编码", "项目金额", "预算单位", "预算总额", "预算执行率",
    "预算数", "预算数比执行数", "预算数比预算数", "预算资金", "预算金额",
};

/* The text without blanks and years; its length, 0: too long. */
static size_t plain(struct be_span text, char out[WORD_BYTES])
{
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.p[i] == ' ')
            continue;
        if (be_is_digit(text.p[i]) && text.len - i >= 4 && be_span_digits(be_span(text.p + i, 4))) {      /* a year */
            i += 4;
            while (i < text.len && text.p[i] == ' ')
                i++;
            i += be_span_starts(be_span_from(text, i), BE_LIT("年")) ? 3 : 0;
            i += be_span_starts(be_span_from(text, i), BE_LIT("度")) ? 3 : 0;
            i--;
            continue;
        }
        if (n == WORD_BYTES)
            return 0;
        out[n++] = text.p[i];
    }
    return n;
}

enum be_tower_name be_tower_name(struct be_span text)
{
    char word[WORD_BYTES];
    size_t lo = 0, hi = sizeof NAMES / sizeof *NAMES, i = 0;

    while (i < text.len && text.p[i] != ' ' && !be_is_digit(text.p[i]))
        i += (unsigned char)text.p[i] >= 0xE0 ? 3 : 1;
    if (i < text.len) {
        size_t n = plain(text, word);
        if (n == 0 && text.len < WORD_BYTES)
            return BE_NAME_BEGUN;       /* nothing but a year, which names begin with */
        text = be_span(word, n);
    }
    if (text.len < 3)
        return BE_NAME_NONE;
    while (lo < hi) {        /* the first that is not before it */
        size_t mid = lo + (hi - lo) / 2;
        if (strncmp(NAMES[mid], text.p, text.len) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo == sizeof NAMES / sizeof *NAMES || strncmp(NAMES[lo], text.p, text.len) != 0)
        return BE_NAME_NONE;
    return NAMES[lo][text.len] == '\0' ? BE_NAME_WHOLE : BE_NAME_BEGUN;
}

const char *be_tower_known(size_t i)
{
    return i < sizeof NAMES / sizeof *NAMES ? NAMES[i] : NULL;
}
