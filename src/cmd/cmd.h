/* The commands, a file each. */
#ifndef CMD_H
#define CMD_H

#include "opt.h"

extern const struct command cmd_accept, cmd_build, cmd_check, cmd_clean,
    cmd_correct, cmd_dump,
    cmd_explain, cmd_help, cmd_new, cmd_watch,
    cmd_release, cmd_errata, cmd_diff;

#endif
