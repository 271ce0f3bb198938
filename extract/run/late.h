/* late.h - libarchive and libxlsxwriter, loaded when an archive or a workbook is asked for: two dozen
 * libraries come with them, which made half of the time of every start.
 *
 * Out:   be_la.read_new is archive_read_new and so on, be_xl.workbook_close is what it says, once
 *        be_late_archive and be_late_workbook have returned true.
 * Keeps: both libraries, until the program ends.
 */
#ifndef BE_LATE_H
#define BE_LATE_H

#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>
#include <xlsxwriter.h>

#define BE_LATE_ARCHIVE(X) \
    X(entry_filetype) X(entry_hardlink) X(entry_pathname) X(entry_pathname_utf8) X(error_string) X(filter_bytes) \
    X(filter_count) X(format) X(read_data) X(read_free) X(read_new) X(read_next_header) X(read_open1) \
    X(read_open_filename) X(read_set_callback_data) X(read_set_read_callback) X(read_set_seek_callback) \
    X(read_set_skip_callback) X(read_support_filter_bzip2) X(read_support_filter_gzip) X(read_support_filter_xz) \
    X(read_support_filter_zstd) X(read_support_format_7zip) X(read_support_format_empty) X(read_support_format_raw) \
    X(read_support_format_tar) X(read_support_format_zip) X(set_error)

#define BE_LATE_WORKBOOK(X) \
    X(format_set_align) X(format_set_bold) X(format_set_border) X(format_set_border_color) X(format_set_fg_color) \
    X(format_set_font_color) X(format_set_font_size) X(format_set_num_format) X(format_set_pattern) \
    X(format_set_text_wrap) X(lxw_workbook_free) X(lxw_worksheet_write_single_row) X(workbook_add_format) \
    X(workbook_add_worksheet) X(workbook_close) X(workbook_new_opt) X(workbook_set_properties) X(worksheet_autofilter) \
    X(worksheet_filter_column) X(worksheet_fit_to_pages) X(worksheet_freeze_panes) X(worksheet_ignore_errors) \
    X(worksheet_repeat_rows) X(worksheet_set_column) X(worksheet_set_landscape) X(worksheet_set_margins) \
    X(worksheet_set_paper) X(worksheet_set_row) X(worksheet_set_row_opt) X(worksheet_write_blank) \
    X(worksheet_write_number) X(worksheet_write_string)

#define BE_LATE_MEMBER(name) __typeof__(&archive_##name) name;
extern struct be_la { BE_LATE_ARCHIVE(BE_LATE_MEMBER) } be_la;
#undef BE_LATE_MEMBER
#define BE_LATE_MEMBER(name) __typeof__(&name) name;
extern struct be_xl { BE_LATE_WORKBOOK(BE_LATE_MEMBER) } be_xl;
#undef BE_LATE_MEMBER

/* False: it is not there, or is not the one it was built with; be_late_reason tells. From one thread. */
bool be_late_archive(void);
bool be_late_workbook(void);
const char *be_late_reason(void);

#endif
