/* subjects.c - subject lines of prose: their sum (N03), their sum by 类 (N04), and a 款 under a 类
 * that it does not belong to (C08).
 *
 * A wrong label breaks two sums: what C08 found explains the N04 that moving its line to the right
 * 类 would mend. Those are still told, as info, with the line of the label among their lines.
 */
#include "rules.h"
#include "../resolve/codebook.h"

#define CLASSES 40u

struct class_sum {
    char code[4];
    const struct be_figure *stated;
    struct be_interval sum;
    struct be_lines lines;
    size_t n;
    bool good;
};

/* A run of subject lines below one topic, of one phase. */
struct run {
    struct class_sum class[CLASSES];
    size_t classes;
    struct be_interval sum;
    struct be_lines lines;
    size_t n;
    bool unknown;                /* a line without a known 类, or too many 类 */
    const struct be_figure *first, *total;
};

static bool subject_line(const struct be_figure *f)
{
    return f->kind == BE_SUBJECT && be_amount(f) && f->table == 0 && f->part != BE_PART_BASIC && f->part != BE_PART_PROJECT &&
           (f->rollup == BE_ROLLUP_LEAF || f->rollup == BE_ROLLUP_NONE) && f->item != f->level1;
}

/* A figure for a whole 类. */
static bool class_figure(const struct be_figure *f)
{
    return be_amount(f) && f->table == 0 && f->class3[0] != '\0' && f->scheme == BE_FUNCTIONAL &&
           (f->kind == BE_AMOUNT || f->item == f->level1);
}

static struct class_sum *class_of(struct run *run, const char *code)
{
    for (size_t i = 0; i < run->classes; i++)
        if (memcmp(run->class[i].code, code, 3) == 0)
            return &run->class[i];
    if (run->classes == CLASSES)
        return NULL;
    memset(&run->class[run->classes], 0, sizeof run->class[0]);
    memcpy(run->class[run->classes].code, code, 3);
    return &run->class[run->classes++];
}

static void add_line(struct run *run, const struct be_figure *f)
{
    struct class_sum *class = f->class3[0] == '\0' ? NULL : class_of(run, f->class3);

    run->sum = be_interval_add(run->sum, f->value);
    be_lines_add(&run->lines, f);
    run->n++;
    if (class == NULL) {
        run->unknown = true;
        return;
    }
    class->sum = be_interval_add(class->sum, f->value);
    be_lines_add(&class->lines, f);
    class->n++;
}

static bool same_run(const struct be_figure *a, const struct be_figure *b)
{
    return a->topic == b->topic && be_same_scope(a, b) && a->annex == b->annex && a->power == b->power;
}

/* …（项）20万元，主要用于…。年初预算为25万元，支出决算为20万元: the line says its figure again. */
static bool says_again(const struct be_figure *f, const struct be_figure *last)
{
    return last != NULL && f->item == last->item && f->level1 == last->level1 && strcmp(f->class_code, last->class_code) == 0 &&
           be_interval_meets(f->value, last->value);
}

/* The lines of the run that begins with figure i, and what was stated before it. */
static void read_run(const struct be_check *check, size_t i, struct run *run)
{
    const struct be_figure *first = &check->figure[i], *last = NULL;

    *run = (struct run){.first = first};
    for (size_t k = i; k < check->n && check->figure[k].topic == first->topic && check->figure[k].annex == first->annex; k++) {
        const struct be_figure *f = &check->figure[k];

        if (!subject_line(f) || !same_run(f, first))
            continue;
        if (!says_again(f, last))
            add_line(run, f);
        last = f;
    }
    for (size_t k = i; k-- > 0;) { /* nearest before; further away than the topic only the total */
        const struct be_figure *f = &check->figure[k];

        if (f->table > 0 || f->topic != first->topic || f->annex != first->annex)
            break;
        if (class_figure(f) && be_same_scope(f, first)) {
            struct class_sum *class = class_of(run, f->class3);

            if (class != NULL && class->stated == NULL)
                class->stated = f;
        }
        if (run->total == NULL && be_amount(f) && be_same_scope(f, first) &&
            (be_is(f, "general_total") || be_is(f, "grant_total") || be_is(f, "expenditure_total")) && f->flow != BE_INCOME)
            run->total = f;
    }
}

static bool holds(const struct class_sum *class)
{
    return class->stated == NULL || be_interval_meets(class->sum, class->stated->value);
}

/* A line whose 款 belongs to another 类, if that mends what fails. */
static const struct be_figure *label_at_fault(const struct be_check *check, const struct run *run, const struct class_sum *failed)
{
    for (const struct be_figure *f = run->first; f < check->figure + check->n && f->topic == run->first->topic; f++) {
        struct be_interval sum = failed->sum;

        if (f->home3[0] == '\0' || !subject_line(f) || !same_run(f, run->first))
            continue;
        if (memcmp(f->class3, failed->code, 3) == 0)
            sum = be_interval_sub(sum, f->value);
        else if (memcmp(f->home3, failed->code, 3) == 0)
            sum = be_interval_add(sum, f->value);
        else
            continue;
        if (be_interval_meets(sum, failed->stated->value))
            return f;
    }
    return NULL;
}

static void judge_classes(struct be_check *check, const struct be_rule *rule, const struct run *run)
{
    bool whole = run->total != NULL && be_interval_meets(run->sum, run->total->value);
    size_t good = 0, bad = 0;

    for (size_t i = 0; i < run->classes; i++)
        if (run->class[i].stated != NULL && run->class[i].n > 0) {
            bool fails = !holds(&run->class[i]);

            bad += fails && label_at_fault(check, run, &run->class[i]) == NULL;
            good += !fails;
        }
    for (size_t i = 0; i < run->classes; i++) {
        const struct class_sum *class = &run->class[i];
        const struct be_figure *label;
        struct be_lines lines = class->lines;

        if (class->stated == NULL || class->n == 0 || (run->unknown && !holds(class)))
            continue;
        enum be_rule_severity severity = rule->info.severity;

        if (!holds(class) && !whole && good < bad && class->sum.mid < class->stated->value.mid) {
            if (class->sum.mid < class->stated->value.mid / 5 * 4)
                continue; /* lines that name only some subjects */
            severity = BE_RULE_WARN;
        }
        label = holds(class) ? NULL : label_at_fault(check, run, class);
        if (label != NULL)
            be_lines_add(&lines, label);
        be_verdict(check, rule, class->stated, class->sum, class->stated->value.half + class->sum.half,
                   label != NULL && be_wants(check, be_rule_of("C08")) ? BE_RULE_INFO : severity, &lines, NULL);
    }
}

static void judge_total(struct be_check *check, const struct be_rule *rule, const struct run *run)
{
    be_exact off, fifth;

    if (run->total == NULL || run->n < 2)
        return;
    off = run->sum.mid - run->total->value.mid;
    fifth = run->total->value.mid / 5;
    for (size_t i = 0; i < run->classes; i++) { /* N04 has said which 类 it is; or some have no lines */
        const struct class_sum *c = &run->class[i];

        if (c->stated != NULL && ((c->n > 0 && !holds(c) && !run->unknown) || (c->n == 0 && c->stated->value.mid != 0)))
            return;
    }
    if (off < -fifth)
        return;     /* lines that name only some subjects */
    be_verdict(check, rule, run->total, run->sum, run->total->value.half + run->sum.half, rule->info.severity, &run->lines, NULL);
}

static void every_run(struct be_check *check, const struct be_rule *rule,
                      void (*judge)(struct be_check *, const struct be_rule *, const struct run *))
{
    struct run run;

    for (size_t i = 0, k; i < check->n; i = k) {
        bool seen[4] = {false};

        for (k = i + 1; k < check->n && check->figure[k].topic == check->figure[i].topic &&
                        check->figure[k].annex == check->figure[i].annex; k++)
            ;
        for (size_t j = i; j < k; j++) {
            const struct be_figure *f = &check->figure[j];

            if (!subject_line(f) || f->phase > BE_FINAL || seen[f->phase])
                continue;
            seen[f->phase] = true;
            read_run(check, j, &run);
            if (run.n > 1)
                judge(check, rule, &run);
        }
    }
}

void be_n03_lines(struct be_check *check, const struct be_rule *rule) { every_run(check, rule, judge_total); }
void be_n04_classes(struct be_check *check, const struct be_rule *rule) { every_run(check, rule, judge_classes); }

void be_c08_home(struct be_check *check, const struct be_rule *rule)
{
    const struct be_codebook *book = check->cx->model->codebook;

    for (size_t i = 0; i < check->n; i++) {
        const struct be_figure *f = &check->figure[i];

        if (f->table > 0 || f->kind != BE_SUBJECT || f->class3[0] == '\0' || f->stat != BE_STAT_AMOUNT)
            continue;
        be_words_finding(check, rule, f->line, f->n, rule->info.severity, f->home3[0] != '\0', be_name_span(f->item),
                         be_name_span(f->level1),
                         f->home3[0] != '\0' ? be_codebook_name(book, be_span(f->home3, 3)) : be_name_span(f->level1),
                         be_name_span(f->text));
    }
}
