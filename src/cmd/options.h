#ifndef OPTIONS_H
#define OPTIONS_H

#include "opt.h"

extern const struct opt opt_out, opt_only, opt_report, opt_messages,
    opt_style, opt_size, opt_stage, opt_pages, opt_keep, opt_threads,
    opt_diplomatic,
    opt_compat, opt_fonts, opt_suspects, opt_page_marks, opt_from, opt_as,
    opt_untrusted,
    opt_limit,
    opt_printer, opt_paper, opt_icc, opt_marks, opt_impose, opt_saddle,
    opt_for, opt_read, opt_near, opt_kind, opt_why, opt_by, opt_leave,
    opt_verbose, opt_helpme;

#endif
