/* ready.c - makes a pattern ready on its first use: its code, prepared by the build or compiled
 * now, its groups, and what its matches can begin with; later its machine code.
 */
#include "set.h"
#include "../../prepared.h"
#include <stdlib.h>

/* The bytes that can begin a match, as PCRE2 knows them; all, when it does not. Asked of code that
 * is not anchored: of other code it knows nothing. */
static void read_front(struct pattern_front *front, const pcre2_code *code)
{
    uint32_t type = 0, unit = 0, options = 0;
    const uint8_t *map = NULL;

    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &type);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &unit);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &map);
    pcre2_pattern_info(code, PCRE2_INFO_ALLOPTIONS, &options);
    front->start = (options & PCRE2_ANCHORED) != 0;
    if (type == 1)
        front->first[unit / 8 % 32] |= (uint8_t)(1u << unit % 8);
    else if (map != NULL)
        memcpy(front->first, map, sizeof front->first);
    else
        memset(front->first, 0xff, sizeof front->first);
}

static enum be_group_id group_id(const char *name)
{
    static const char *const NAME[BE_GROUP_IDS] = {"", "value", "unit", "base", "note"};
    enum be_group_id id = BE_GROUP_IDS;

    while (--id > BE_GROUP_OTHER && strcmp(NAME[id], name) != 0)
        continue;
    return id;
}

/* The named groups in pattern order; lexicon names are no columns. */
static enum be_status read_groups(const struct be_patterns *set, struct pattern *p, const struct be_say *say)
{
    uint32_t n = 0, size = 0, captures = 0;
    PCRE2_SPTR table = NULL;

    pcre2_pattern_info(p->code, PCRE2_INFO_NAMECOUNT, &n);
    pcre2_pattern_info(p->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(p->code, PCRE2_INFO_NAMETABLE, &table);
    pcre2_pattern_info(p->code, PCRE2_INFO_CAPTURECOUNT, &captures);
    if (captures >= BE_CAPTURES) {
        be_tell(say, "%s: more than %u groups", be_set_path(set, p->file), BE_CAPTURES - 1);
        return BE_EPATTERN;
    }
    for (uint32_t number = 1; number <= captures; number++)
        for (uint32_t i = 0; i < n; i++) {
            PCRE2_SPTR entry = table + i * size;

            if (((uint32_t)entry[0] << 8 | entry[1]) != number)
                continue;
            p->group[p->ngroups].number = number;
            p->group[p->ngroups].name = strdup((const char *)entry + 2);
            if (p->group[p->ngroups].name == NULL)
                return BE_ENOMEM;
            p->group[p->ngroups].id = group_id(p->group[p->ngroups].name);
            p->ngroups++;
            break;
        }
    return BE_OK;
}

/* Takes what the build made of a built-in pattern. False: not prepared, or by another PCRE2. */
static bool take_prepared(const struct be_patterns *set, struct pattern *p)
{
    size_t low = 0, high = set->dir == NULL ? be_prepared.patterns : 0;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const struct be_prepared_pattern *at = &be_prepared.pattern[mid];
        int order = strcmp(at->path, p->file->path);

        if (order == 0) {
            p->front = at->front;
            p->needs = at->needs;
            return pcre2_serialize_decode(&p->code, 1, at->code, NULL) == 1;
        }
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

static enum be_status compile(const struct be_patterns *set, struct pattern *p, const struct be_say *say)
{
    pcre2_code *loose;
    enum be_status rc = be_pattern_compile(&loose, set, p->file, 0, p, say);

    if (rc != BE_OK)
        return rc;
    read_front(&p->front, loose);
    pcre2_code_free(loose);
    return be_pattern_compile(&p->code, set, p->file, PCRE2_ANCHORED, NULL, say);
}

/* When memory is out the pattern is as it was: not wrong, but not there. */
static enum pattern_state make_ready(const struct be_patterns *set, struct pattern *p, const struct be_say *say)
{
    enum be_status rc = take_prepared(set, p) ? BE_OK : compile(set, p, say);

    if (rc == BE_OK)
        rc = read_groups(set, p, say);
    if (rc != BE_ENOMEM)
        return rc == BE_OK ? PATTERN_READY : PATTERN_WRONG;
    while (p->ngroups > 0)
        free(p->group[--p->ngroups].name);
    pcre2_code_free(p->code);
    p->code = NULL;
    return PATTERN_NEW;
}

enum be_status be_pattern_ready(const struct be_patterns *set, struct pattern *pattern,
                                const struct be_say *say)
{
    int state = atomic_load_explicit(&pattern->state, memory_order_acquire);

    if (state == PATTERN_NEW) {
        pthread_mutex_lock((pthread_mutex_t *)&set->lock);
        state = atomic_load_explicit(&pattern->state, memory_order_acquire);
        if (state == PATTERN_NEW)
            state = (int)make_ready(set, pattern, say);
        atomic_store_explicit(&pattern->state, state, memory_order_release);
        pthread_mutex_unlock((pthread_mutex_t *)&set->lock);
    }
    return state == PATTERN_READY ? BE_OK : state == PATTERN_WRONG ? BE_EPATTERN : BE_ENOMEM;
}

/* Of a copy: machine code must not be added to code that another thread may be using. */
void be_pattern_jit(struct pattern *pattern)
{
    pcre2_code *code;

    if (atomic_exchange(&pattern->jit_tried, true))
        return;
    code = pcre2_code_copy(pattern->code);
    if (code != NULL && pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0) {
        pcre2_code_free(code);
        code = NULL;
    }
    atomic_store_explicit(&pattern->jit, code, memory_order_release);
}
