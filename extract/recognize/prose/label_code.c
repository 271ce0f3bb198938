/* label_code.c - the code that is printed with a name. */
#include "label.h"
#include "../../base/wordlist.h"

/* What a number stands before, and no code. */
static struct be_wordlist NUMBERED = BE_WORDLIST(
    "年", "个", "万", "亿", "元", "分", "千", "百", "余", "多", "岁", "周岁", "户", "吨", "亩", "平方");

/* 2101101行政单位医疗, 01行政单位医疗: a code in front of a name. */
static struct be_span front_code(struct be_span *item)
{
    struct be_span code;
    size_t n = 0, dash;
    long shut = be_starts(*item, "（") && item->len > 3 && be_is_digit(item->p[3]) ? be_span_find(*item, BE_LIT("）")) : -1;

    if (shut > 0 && shut < 40 && be_span_find(be_span_to(*item, (size_t)shut), BE_LIT("类")) > 0)
        *item = be_span_from(*item, (size_t)shut + 3);   /* （221类02款01项）住房公积金 */
    else if ((shut == 3 + 7 || shut == 3 + 5) && be_span_digits(be_span(item->p + 3, (size_t)shut - 3)) && item->len > (size_t)shut + 6) {
        code = be_span(item->p + 3, (size_t)shut - 3);
        *item = be_span_from(*item, (size_t)shut + 3);   /* （2013401）行政运行 */
        return code;
    }
    while (n < item->len && n < 8 && be_is_digit(item->p[n]))
        n++;
    dash = n >= 3 && n < item->len && item->p[n] == '-';   /* 2050204-高中教育 */
    if ((n != 2 && n != 3 && n != 5 && n != 7) || item->len < n + dash + 6 || (unsigned char)item->p[n + dash] < 0x80 ||
        be_wordlist_front(&NUMBERED, be_span_from(*item, n)) > 0)
        return be_span(NULL, 0);         /* 50万元以上的通用设备: a number */
    code = be_span_to(*item, n);
    *item = be_span_from(*item, n + dash);
    return code;
}

/* 一般公共服务支出2010401行政运行: the code parts the class from the name that it is of. */
static struct be_span inner_code(struct be_span *item)
{
    struct be_span code;

    for (size_t i = 9, n = 0; i + 16 < item->len; i += n > 0 ? n : 1) {
        for (n = 0; i + n < item->len && be_is_digit(item->p[i + n]);)
            n++;
        if (n != 7 || item->p[i] != '2' || (unsigned char)item->p[i - 1] < 0x80 || (unsigned char)item->p[i + 7] < 0x80)
            continue;
        code = be_span(item->p + i, 7);
        *item = be_span_from(*item, i + 7);
        return code;
    }
    return be_span(NULL, 0);
}

/* 工资福利支出（301）, 教育支出（205）: a code behind the name. */
static struct be_span back_code(struct be_span *item)
{
    for (size_t n = 3; n <= 7 && be_ends(*item, "）"); n += 2) {
        const size_t bracket = n + 2 * strlen("（");
        struct be_span code;

        if (item->len < bracket + 6 || !be_starts(be_span_from(*item, item->len - bracket), "（"))
            continue;
        code = be_span_to(be_span_from(*item, item->len - bracket + strlen("（")), n);
        if (!be_span_digits(code) || (code.p[0] != '2' && (n > 5 || (code.p[0] != '3' && code.p[0] != '5'))))
            continue;
        item->len -= bracket;
        return code;
    }
    return be_span(NULL, 0);
}

struct be_span be_label_code(struct be_span *item)
{
    struct be_span code = front_code(item);

    if (code.len == 0)
        code = inner_code(item);
    return code.len > 0 ? code : back_code(item);
}
