/* Prose: what a paragraph's figures are of, what they measure, what runs on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <cmocka.h>
#include "prose_case.h"
#include "recognize/prose/label.h"
#include "recognize/prose/squeeze.h"

/* Paragraphs parted by a line end, in a document of this phase and year. */
static void expect(enum be_phase phase, const char *paragraphs, const char *told)
{
    struct prose_case *c = prose_case_new(phase, 2024);
    const char *p = paragraphs;

    while (*p != '\0') {
        size_t n = strcspn(p, "\n");
        assert_int_equal(prose_feed(c, be_span(p, n)), BE_OK);
        p += n + (p[n] == '\n');
    }
    assert_string_equal(c->told, told);
    prose_case_free(c);
}

static void label_is_cut(void **state)
{
    static const struct { const char *label, *item, *base; int year; } CASE[] = {
        {"一是2024年我部门在编人员较2023年", "在编人员", "2023年", 2024},
        {"宁州市水务局2024年收支总预算", "收支总预算", "", 2024},
        {"宁州市水务局机关运行经费支出", "机关运行经费支出", "", 0},
        {"其中：公用经费项目采购", "公用经费项目采购", "", 0},
        {"与2019年相比，收、支总计各", "收、支总计", "2019年", 0},
        {"支出决算比2018年", "支出", "2018年", 0},
        {"基本支出中工资福利支出", "工资福利支出", "", 0},
        {"2024年一般公共预算安排购置车辆", "购置车辆", "", 2024},
        {"单位的机关运行经费预算", "机关运行经费预算", "", 0},
        {"编报绩效目标的2024年度项目", "编报绩效目标的2024年度项目", "", 0},
        {"机关运行经费2024年预算安排", "机关运行经费", "", 2024},
        {"“公用经费”科目", "公用经费", "", 0},
        /* of two words in a list, one the begin or end of the other, the longer is met */
        {"云岭县青石镇中心校公务接待费", "公务接待费", "", 0},
        {"云岭县污水处理厂会议费", "会议费", "", 0},
        {"会议费调增至", "会议费", "", 0},
        {"公用经费下达", "公用经费", "", 0},
        {"“三公”经费预算", "“三公”经费预算", "", 0},
        {"同比", "", "同比", 0},
        {"全县“三公”经费支出", "全县“三公”经费支出", "", 0},
        {"城市社区党组织服务群众专项经费", "城市社区党组织服务群众专项经费", "", 0},
        {"因公出国（境）费", "因公出国（境）费", "", 0},
        {"（1）国、省创业大赛参赛项目培育经费", "国、省创业大赛参赛项目培育经费", "", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        struct be_cut label;

        be_label_cut(&label, be_span_of(CASE[i].label), be_span(NULL, 0));
        if (!be_span_is(label.item, CASE[i].item) || !be_span_is(label.base, CASE[i].base) || label.year != CASE[i].year)
            fail_msg("%s: item %.*s base %.*s year %d", CASE[i].label, (int)label.item.len, label.item.p,
                     (int)label.base.len, label.base.p == NULL ? "" : label.base.p, label.year);
    }
}

/* A label that was cut before, in text elsewhere, and for an agency that one of them names. */
static void a_label_is_cut_the_same_again(void **state)
{
    static const char *const LABEL[] = {
        "一是2024年我部门在编人员较2023年", "其中：由一般公共预算安排的基本支出", "2101101行政单位医疗", "同比", "宁州市水务局收入", "宁州市水务局收入", "",
        "青石街道预算支出", "市政府预算支出", "办事处收入",
    };
    static const char *const AGENCY[] = {"", "宁州市水务局收", "宁州市青石街道办事处", "宁州市政府"};
    struct be_memo *memo = be_memo_new(1u << 16);
    struct be_cut label, again;
    char text[128];

    (void)state;
    for (size_t i = 0; i < 6 * sizeof LABEL / sizeof *LABEL; i++) {
        struct be_span agency = be_span_of(AGENCY[i % 4]);
        size_t n = (size_t)snprintf(text, sizeof text, "%s", LABEL[i / 6]);

        be_label_cut(&label, be_span(text, n), agency);
        be_label_find(&again, memo, be_span(text, n), agency);
        assert_true(again.item.p == label.item.p && again.item.len == label.item.len);
        assert_true(again.base.p == label.base.p && again.base.len == label.base.len);
        assert_true(again.code.p == label.code.p && again.code.len == label.code.len);
        assert_true(again.source.p == label.source.p && again.source.len == label.source.len);
        assert_int_equal(again.year, label.year);
        assert_int_equal(again.list, label.list);
    }
    be_memo_free(memo);
}

static void blanks_are_squeezed(void **state)
{
    static const struct { const char *text, *squeezed; } CASE[] = {
        {"2024 年度 支出 641. 15 万元", "2024年度支出641.15万元"},
        {"为 5, 738.89 万元", "为5,738.89万元"},
        {"为 12 345.60 元", "为12345.60元"},
        {"为 2 1.60 万元", "为21.60万元"},
        {"附件1 2024 年", "附件1 2024年"},
        {"无空格", "无空格"},
    };
    struct be_arena *arena = be_arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        struct be_squeezed s;

        assert_true(be_squeeze(&s, be_span_of(CASE[i].text), arena));
        if (!be_span_is(s.text, CASE[i].squeezed))
            fail_msg("%s: %.*s", CASE[i].text, (int)s.text.len, s.text.p);
        for (size_t k = 0; k < s.text.len; k++)  /* each byte knows where it stood */
            assert_true(s.text.p[k] == CASE[i].text[be_squeezed_off(&s, k)]);
    }
    be_arena_free(arena);
}

static void changes_have_sign_and_base(void **state)
{
    (void)state;
    expect(BE_BUDGET, "收入预算总额500.20万元，比2023年预算数减少11.50万元，下降2.25%。",
           "amount 收入预算总额: 预算数 500.20万元\n"
           "amount 收入预算总额: 增减额 -11.50万元 [2023年预算数]\n"
           "amount 收入预算总额: 增减率 -2.25% [2023年预算数]\n");
    expect(BE_BUDGET, "收支总数641.15万元，比2023年预算总数650.27万元减少9.12万元。",
           "amount 收支总数: 预算数 641.15万元\n"
           "amount 收支总数: 预算数 650.27万元 @2023\n"
           "amount 收支总数: 增减额 -9.12万元 [2023年预算总数]\n");
    expect(BE_FINAL, "会议费2万元，比上年增加/减少1万元，降低30%。增加人员经费5万元、公用经费2万元；减少办公费3万元、差旅费1万元。",
           "amount 会议费: 决算数 2万元\n"
           "amount 会议费: 增减额 -1万元 [上年]\n"
           "amount 会议费: 增减率 -30% [上年]\n"
           "amount 人员经费: 增减额 5万元\n"
           "amount 公用经费: 增减额 2万元\n"
           "amount 办公费: 增减额 -3万元\n"
           "amount 差旅费: 增减额 -1万元\n");
    expect(BE_FINAL, "因公出国（境）支出决算比2018年增加/减少3.94万元，下降100%。",
           "amount 因公出国（境）支出: 增减额 -3.94万元 [2018年]\n"
           "amount 因公出国（境）支出: 增减率 -100% [2018年]\n");
    expect(BE_BUDGET, "会议费3万元，与上年持平。培训费2万元，与预算口径一致。",
           "amount 会议费: 预算数 3万元\n"
           "amount 会议费: 增减额 0 [上年]\n"
           "amount 培训费: 预算数 2万元\n");
    expect(BE_BUDGET, "事业收入增长--（基数为0，不可比）。", "");
}

static void figures_are_distributed(void **state)
{
    (void)state;
    expect(BE_FINAL, "2020年度收、支总计20.11万元、18.57万元。与2019年相比，收、支总计各减少1.24万元、2.82万元，分别下降5.78%、7.86%。",
           "amount 收总计: 决算数 20.11万元 @2020\n"
           "amount 支总计: 决算数 18.57万元 @2020\n"
           "amount 收总计: 增减额 -1.24万元 [2019年]\n"
           "amount 支总计: 增减额 -2.82万元 [2019年]\n"
           "amount 收总计: 增减率 -5.78% [2019年]\n"
           "amount 支总计: 增减率 -7.86% [2019年]\n");
    expect(BE_FINAL, "会议费1.50万元、培训费0.90万元，分别比上年下降25.00%、10.00%。",
           "amount 会议费: 决算数 1.50万元\n"
           "amount 培训费: 决算数 0.90万元\n"
           "amount 会议费: 增减率 -25.00% [上年]\n"
           "amount 培训费: 增减率 -10.00% [上年]\n");
    expect(BE_FINAL, "公务用车购置数及保有量分别为0辆和9辆。",
           "amount 公务用车购置数: 数量 0辆\n"
           "amount 保有量: 数量 9辆\n");
}

static void a_change_of_both(void **state)
{
    (void)state;
    expect(BE_FINAL, "收入总计9万元，支出总计9万元，与2021年度相比各减少1万元，下降10%。",
           "amount 收入总计: 决算数 9万元\n"
           "amount 支出总计: 决算数 9万元\n"
           "amount 收入总计、支出总计: 增减额 -1万元 [2021年度]\n"
           "amount 收入总计、支出总计: 增减率 -10% [2021年度]\n");
    expect(BE_FINAL, "其中：货物、工程和服务采购分别为1万元、2万元、3万元。",
           "amount 货物采购: 决算数 1万元\n"
           "amount 工程采购: 决算数 2万元\n"
           "amount 服务采购: 决算数 3万元\n");
    expect(BE_FINAL, "会议费、培训费各2万元，低于上年1万元。",
           "amount 会议费: 决算数 2万元\n"
           "amount 培训费: 决算数 2万元\n"
           "amount 会议费、培训费: 增减额 -1万元 [上年]\n");
}

static void items_are_carried(void **state)
{
    (void)state;
    expect(BE_FINAL, "包括：①办公费1万元；②水费2万元。",
           "amount 办公费: 决算数 1万元\n"
           "amount 水费: 决算数 2万元\n");
    expect(BE_BUDGET, "（一）收入预算：2024年年初预算数80万元，其中：拨款70万元，占87.5%；事业收入10万元。比上年增加5万元。",
           "amount 收入预算: 年初预算数 80万元 @2024\n"
           "amount 拨款: 预算数 70万元\n"
           "amount 拨款: 占比 87.5%\n"
           "amount 事业收入: 预算数 10万元\n"
           "amount 收入预算: 增减额 5万元 [上年]\n");
    expect(BE_BUDGET, "支出预算总额30万元，其中：\n基本支出20万元，占总支出66.67%；\n项目支出10万元，占总支出33.33%。",
           "amount 支出预算总额: 预算数 30万元\n"
           "amount 基本支出: 预算数 20万元\n"
           "amount 基本支出: 占比 66.67% [总支出]\n"
           "amount 项目支出: 预算数 10万元\n"
           "amount 项目支出: 占比 33.33% [总支出]\n");
    expect(BE_FINAL, "总支出30万元。其中：基本支出20万元（其中人员经费15万元，公用经费5万元），项目支出10万元，占33.33%。",
           "amount 总支出: 决算数 30万元\n"
           "amount 基本支出: 决算数 20万元\n"
           "amount 人员经费: 决算数 15万元\n"
           "amount 公用经费: 决算数 5万元\n"
           "amount 项目支出: 决算数 10万元\n"
           "amount 项目支出: 占比 33.33%\n");
    expect(BE_FINAL, "1、公共安全支出。年初预算数为10万元，支出决算数为9万元，完成年初预算的90%。",
           "amount 公共安全支出: 年初预算数 10万元\n"
           "amount 公共安全支出: 决算数 9万元\n"
           "amount 公共安全支出: 完成率 90% [年初预算]\n");
}

static void subjects_run_on(void **state)
{
    (void)state;
    expect(BE_FINAL, "5.社会保障和就业（类）：（1）管理事务（款）行政运行（项）支出决算为11.85万元、信息化建设（项）支出决算为4.86万元；（2）抚恤（款）死亡抚恤（项）支出决算为1.01万元。完成预算95.92%。",
           "subject 社会保障和就业/管理事务/行政运行: 决算数 11.85万元\n"
           "subject 社会保障和就业/管理事务/信息化建设: 决算数 4.86万元\n"
           "subject 社会保障和就业/抚恤/死亡抚恤: 决算数 1.01万元\n"
           "subject 社会保障和就业: 完成率 95.92% [预算]\n");
    expect(BE_BUDGET, "社会保障和就业支出（类）就业补助（款）见习补贴（项）2万元，培训补贴（项）3万元，合计5万元，与上年持平。",
           "subject 社会保障和就业支出/就业补助/见习补贴: 预算数 2万元\n"
           "subject 社会保障和就业支出/就业补助/培训补贴: 预算数 3万元\n"
           "subject 社会保障和就业支出/就业补助: 预算数 5万元\n"
           "subject 社会保障和就业支出/就业补助: 增减额 0 [上年]\n");
    expect(BE_FINAL, "社会保障和就业（类）管理事务（款）行政运行（项）支出1万元，完成预算90%；信息化建设（项）支出2万元，完成预算80%。",
           "subject 社会保障和就业/管理事务/行政运行: 决算数 1万元\n"
           "subject 社会保障和就业/管理事务/行政运行: 完成率 90% [预算]\n"
           "subject 社会保障和就业/管理事务/信息化建设: 决算数 2万元\n"
           "subject 社会保障和就业/管理事务/信息化建设: 完成率 80% [预算]\n");
    expect(BE_FINAL, "2024年教育支出（类）普通教育（款）小学教育（项）支出5万元。4.208社会保障和就业支出（类）6万元。用于社会福利的彩票公益金支出（项）7万元。",
           "subject 教育支出/普通教育/小学教育: 决算数 5万元\n"
           "subject 社会保障和就业支出: 决算数 6万元 #208\n"
           "subject 社会保障和就业支出/用于社会福利的彩票公益金支出: 决算数 7万元 #208\n");
    expect(BE_FINAL, "2.教育（类）进修及培训（款）培训支出（项）: 支出决算为4.5万元，完成预算100%，决算数等于预算数。",
           "subject 教育/进修及培训/培训支出: 决算数 4.5万元\n"
           "subject 教育/进修及培训/培训支出: 完成率 100% [预算]\n");
    expect(BE_FINAL, "3.科学技术（类）***（款）***（项）: 支出决算为0万元，完成预算0%。",
           "subject 科学技术: 决算数 0万元\n"
           "subject 科学技术: 完成率 0% [预算]\n");
    expect(BE_FINAL, "一般公共服务支出（类）社会工作事务（款）行政运行（项）\n主要用于：人员支出。全年预算为52.00万元，支出决算为51.32万元，完成全年预算数的98.69%。",
           "subject 一般公共服务支出/社会工作事务/行政运行: 全年预算数 52.00万元 {人员支出}\n"
           "subject 一般公共服务支出/社会工作事务/行政运行: 决算数 51.32万元 {人员支出}\n"
           "subject 一般公共服务支出/社会工作事务/行政运行: 完成率 98.69% [全年预算数]\n");
    expect(BE_BUDGET, "农林水（类）支出6万元，占60%；卫生健康支出4万元，占40%。",
           "subject 农林水: 预算数 6万元\n"
           "subject 农林水: 占比 60%\n"
           "amount 卫生健康支出: 预算数 4万元\n"
           "amount 卫生健康支出: 占比 40%\n");
    expect(BE_BUDGET, "农林水支出（类）水利（款）其他水利支出（项）9万元，其中：基本支出8万元，项目支出1万元。",
           "subject 农林水支出/水利/其他水利支出: 预算数 9万元\n"
           "subject 农林水支出/水利/其他水利支出 basic: 预算数 8万元\n"
           "subject 农林水支出/水利/其他水利支出 project: 预算数 1万元\n");
    expect(BE_BUDGET, "社会保障和就业支出（208类）养老支出（05款）缴费支出（05项）2024年预算数为48.00万元。",
           "subject 社会保障和就业支出/养老支出/缴费支出: 预算数 48.00万元 #2080505 @2024\n");
    expect(BE_BUDGET, "卫生健康支出（210）行政事业单位医疗（21011）行政单位医疗（2101101）36万元。",
           "subject 卫生健康支出/行政事业单位医疗/行政单位医疗: 预算数 36万元 #2101101\n");
    expect(BE_BUDGET, "“教育支出（类）普通教育（款）小学教育（项）”科目12万元，主要用于校舍维修。",
           "subject 教育支出/普通教育/小学教育: 预算数 12万元 {校舍维修}\n");
}

static void numbers_as_printed(void **state)
{
    (void)state;
    expect(BE_FINAL, "收入总决算8万元。", "amount 收入总决算: 决算数 8万元\n");
    expect(BE_FINAL, "培训费3万5千元，会议费2亿3千万元，工程款3亿6500万元。", "amount 工程款: 决算数 36500万元\n");
    expect(BE_FINAL, "收入总的决算数为9万元。", "amount 收入总: 决算数 9万元\n");
    expect(BE_BUDGET, "补助三十五万元；工程款1.2亿元，利息３．５元；奖金5，680.25万元。",
           "amount 补助: 预算数 35万元\n"
           "amount 工程款: 预算数 1.2亿元\n"
           "amount 奖金: 预算数 5680.25万元\n");
    expect(BE_FINAL, "办公费￥8000.50。收入总决算8万元。60分（含）以下的单位减少。",
           "amount 办公费: 决算数 8000.50元\n"
           "amount 收入总决算: 决算数 8万元\n");
    expect(BE_BUDGET, "收入3亿6500万元，支出50-80万元，贷款120万美元，设备￥35,000元。",
           "amount 收入: 预算数 36500万元\n"
           "amount 支出: 预算数 50-80万元\n"
           "amount 贷款: 预算数 120万美元\n"
           "amount 设备: 预算数 35000元\n");
    expect(BE_BUDGET, "卫生支出2882.05，占88.58%；经费12.5万，惠及4.2万农户。",
           "amount 卫生支出: 预算数 2882.05\n"
           "amount 卫生支出: 占比 88.58%\n"
           "amount 经费: 预算数 12.5万元\n"
           "amount 惠及: 数量 4.2万\n");
    /* no figures: years, dates, documents, phones, versions, lists, thresholds, rules */
    expect(BE_BUDGET, "2024年1月5日印发财预〔2018〕34号，电话023-68257538，办结12345热线，系统V2.0，见2.3本项目和第3批名单，三元区。", "");
    expect(BE_BUDGET, "单价50万元以上通用设备2台（套），单价100万元（含）以上专用设备0台（套）。",
           "amount 单价50万元以上通用设备: 数量 2台（套）\n"
           "amount 单价100万元（含）以上专用设备: 数量 0台（套）\n");
    expect(BE_BUDGET, "按5%的比例控制，得分在90分（含）-100分的项目8个，14，40万元。",
           "amount 得分在90分（含）-100分的项目: 数量 8个\n");
}

static void reasons_and_purposes(void **state)
{
    (void)state;
    expect(BE_FINAL, "接待费减少2万元,减少的原因:1.压减批次;2.减少人数。", "amount 接待费: 增减额 -2万元 {1.压减批次;2.减少人数}\n");
    expect(BE_BUDGET, "公务接待费7.20万元，主要用于考察调研。较2023年预算数减少0.5万元，主要原因是在编人员较2023年减少5人。",
           "amount 公务接待费: 预算数 7.20万元 {考察调研}\n"
           "amount 公务接待费: 增减额 -0.5万元 [2023年预算数] {在编人员较2023年减少5人}\n"
           "amount 在编人员: 增减额 -5人 [2023年]\n");
    expect(BE_BUDGET, "收入比2023年增加10万元，主要是基本支出增加6万元，项目支出增加4万元。",
           "amount 收入: 增减额 10万元 [2023年] {基本支出增加6万元，项目支出增加4万元}\n"
           "amount 基本支出: 增减额 6万元 [2023年]\n"
           "amount 项目支出: 增减额 4万元 [2023年]\n");
    expect(BE_FINAL, "公务接待费7.20万元，主要用于检查接待，共接待5批次。",
           "amount 公务接待费: 决算数 7.20万元 {检查接待}\n"
           "amount 接待: 数量 5批次\n");
    expect(BE_FINAL, "三公经费中公车运行费（6万元，减少1万元，原因是报废车辆）、接待费2万元，减少3万元。",
           "amount 公车运行费: 决算数 6万元\n"
           "amount 公车运行费: 增减额 -1万元 {报废车辆}\n"
           "amount 接待费: 决算数 2万元\n"
           "amount 接待费: 增减额 -3万元\n");
    expect(BE_FINAL, "三公经费5万元，其中：会议费1万元，接待费3万元。接待费决算数小于预算数的主要原因是节约。比上年减少2万元。",
           "amount 三公经费: 决算数 5万元\n"
           "amount 会议费: 决算数 1万元\n"
           "amount 接待费: 决算数 3万元\n"
           "amount 接待费: 增减额 -2万元 [上年]\n");
    expect(BE_FINAL, "会议费减少1万元，原因是厉行节约，与上年相比，培训费没有增加。",
           "amount 会议费: 增减额 -1万元 {厉行节约}\n");
    expect(BE_BUDGET, "预算增加1万元，主要原因是新增1名事业人员导致。",
           "amount: 增减额 1万元 {新增1名事业人员导致}\n"
           "amount 事业人员: 数量 1名\n");
}

static void years_and_dates(void **state)
{
    (void)state;
    expect(BE_BUDGET, "截至2023年底，本局共有车辆5辆，其中：执法车3辆。单价50万元以上设备2台。2024年安排购置车辆1辆。",
           "amount 车辆: 数量 5辆 @2023\n"
           "amount 执法车: 数量 3辆 @2023\n"
           "amount 单价50万元以上设备: 数量 2台 @2023\n"
           "amount 购置车辆: 数量 1辆 @2024\n");
    expect(BE_FINAL, "2022年度“三公”经费决算9万元，上年决算数为10万元，完成年初预算12.00万元的75%。",
           "amount “三公”经费: 决算数 9万元 @2022\n"
           "amount “三公”经费: 决算数 10万元 @-1\n"
           "amount “三公”经费: 年初预算数 12.00万元 @2022\n"
           "amount “三公”经费: 完成率 75% [年初预算] @2022\n");
}

static void projects_are_named(void **state)
{
    (void)state;
    expect(BE_FINAL, "“档案整理”项目绩效自评综述：项目全年预算数40万元，执行数为38万元，完成预算的95%。",
           "amount 项目: 全年预算数 40万元 <档案整理>\n"
           "amount 项目: 执行数 38万元 <档案整理>\n"
           "amount 项目: 完成率 95% [预算] <档案整理>\n");
}

static void nothing_is_said(void **state)
{
    (void)state;
    expect(BE_BUDGET, "本单位2023年没有使用政府性基金预算拨款安排的支出。", "nil @2023\n");
    expect(BE_BUDGET, "本年度无重点项目。我单位无违规记录情况。", "");
}

static void terms_inherit(void **state)
{
    struct prose_case *c = prose_case_new(BE_FINAL, 2024);

    (void)state;
    c->place.glossary = true;
    prose_feed(c, BE_LIT("11.社会保障和就业支出（类）："));
    prose_feed(c, BE_LIT("（1）抚恤（款）死亡抚恤（项）：指按规定发放的抚恤金。"));
    prose_feed(c, BE_LIT("12.基本支出：指为保障机构运转而发生的支出。"));
    prose_feed(c, BE_LIT("联系方式：023-00000000"));
    assert_string_equal(c->told, "term 社会保障和就业支出/抚恤/死亡抚恤 死亡抚恤 {按规定发放的抚恤金。}\n"
                                 "term 基本支出 {为保障机构运转而发生的支出。}\n");
    prose_case_free(c);
}

/* Writes n/10^scale with separators now and then, as documents do. */
static void print_number(char *out, int64_t n, unsigned scale, bool separators)
{
    char digits[32], whole[32];
    size_t len = (size_t)snprintf(digits, sizeof digits, "%0*lld", (int)scale + 1, (long long)n), k = 0;

    for (size_t i = 0; i < len - scale; i++) {
        if (separators && i > 0 && (len - scale - i) % 3 == 0)
            whole[k++] = ',';
        whole[k++] = digits[i];
    }
    whole[k] = '\0';
    snprintf(out, 64, scale > 0 ? "%s.%s" : "%s%s", whole, digits + len - scale);
}

static void amounts_come_back_exactly(void **state)
{
    static const char *const UNIT[] = {"万元", "元", "亿元", "%", "人"};
    struct prose_case *c = prose_case_new(BE_FINAL, 2024);
    uint64_t random = 88172645463325252u;
    char number[64], plain[64], text[160], want[200];

    (void)state;
    for (int i = 0; i < 5000; i++) {
        random ^= random << 13, random ^= random >> 7, random ^= random << 17;
        int64_t n = (int64_t)(random >> (64 - 4 - random % 40));
        unsigned scale = (unsigned)(random / 97 % 4);
        const char *unit = UNIT[random / 7 % 5];

        print_number(number, n, scale, random % 3 == 0);
        print_number(plain, n, scale, false);
        snprintf(text, sizeof text, "工作经费%s%s，其余从略。", number, unit);
        snprintf(want, sizeof want, "amount 工作经费: %s %s%s\n", unit[0] == '%' || strcmp(unit, "人") == 0 ? "数量" : "决算数", plain, unit);
        c->len = 0;
        assert_int_equal(prose_feed(c, be_span_of(text)), BE_OK);
        assert_string_equal(c->told, want);
    }
    prose_case_free(c);
}

/* A paragraph of n times the same words takes time in proportion. */
static void long_paragraphs_are_linear(void **state)
{
    static const char *const PART[] = {
        "（类）", "（", "其中：", "5", "1 ", "，", "占", "A（项）1万元、", "原因一是", "；", "增加", "收、支分别为1、2、", "2024年", "无",
    };
    struct prose_case *c = prose_case_new(BE_FINAL, 2024);

    (void)state;
    for (size_t i = 0; i < sizeof PART / sizeof *PART; i++) {
        size_t n = strlen(PART[i]), len = (400000 / n) * n;
        char *text = malloc(len);
        clock_t begin = clock();

        assert_non_null(text);
        for (size_t k = 0; k < len; k += n)
            memcpy(text + k, PART[i], n);
        c->len = 0;
        assert_int_equal(prose_feed(c, be_span(text, len)), BE_OK);
        free(text);
        if ((double)(clock() - begin) / CLOCKS_PER_SEC > 5.0)
            fail_msg("%s: too slow", PART[i]);
    }
    prose_case_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(label_is_cut), cmocka_unit_test(a_label_is_cut_the_same_again), cmocka_unit_test(blanks_are_squeezed),
        cmocka_unit_test(changes_have_sign_and_base), cmocka_unit_test(figures_are_distributed),
        cmocka_unit_test(a_change_of_both), cmocka_unit_test(items_are_carried), cmocka_unit_test(subjects_run_on),
        cmocka_unit_test(numbers_as_printed), cmocka_unit_test(reasons_and_purposes),
        cmocka_unit_test(years_and_dates), cmocka_unit_test(projects_are_named),
        cmocka_unit_test(nothing_is_said), cmocka_unit_test(terms_inherit),
        cmocka_unit_test(amounts_come_back_exactly), cmocka_unit_test(long_paragraphs_are_linear),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
