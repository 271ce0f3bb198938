/* i18n.h - messages for people, in their language: _("...") is looked up in the catalogue
 * bextract (extract/messages/), N_("...") only marks a text for it. Where the catalogue is, is
 * decided once, by be_locale_begin of the command; without it texts stay English.
 */
#ifndef BE_I18N_H
#define BE_I18N_H

#include <libintl.h>

#define BE_DOMAIN "bextract"
#define _(text) dgettext(BE_DOMAIN, text)
#define N_(text) text

#endif
