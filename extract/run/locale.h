/* locale.h - which language the messages are in. */
#ifndef BE_LOCALE_H
#define BE_LOCALE_H

/* Once, at the start: takes the language from LANGUAGE, LC_ALL, LC_MESSAGES or LANG, also where
 * that locale is not installed, and finds the catalogue beside the program (build/locale) or
 * where `make install` put it (../share/locale). messages/zh.po serves every zh_*. Text is
 * always UTF-8. */
void be_locale_begin(void);

#endif
