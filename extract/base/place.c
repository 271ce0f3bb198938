#include "place.h"
#include "wordlist.h"

static struct be_wordlist ALL = BE_WORDLIST("全省", "全市", "全州", "全县", "全区", "全城区", "全旗", "全镇", "全乡");
static struct be_wordlist LEVEL = BE_WORDLIST(
    "省本级", "市本级", "州本级", "县本级", "区本级", "旗本级", "镇本级", "乡本级", "省级", "市级", "州级", "县级", "区级", "旗级", "镇级", "乡级", "本级");

size_t be_place_all(struct be_span text)
{
    return be_wordlist_front(&ALL, text);
}

size_t be_place_level(struct be_span text)
{
    return be_wordlist_front(&LEVEL, text);
}
