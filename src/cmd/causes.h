/* Causes of the messages. */
#ifndef CAUSES_H
#define CAUSES_H

/* Why the message of a code comes up, in sentences; NULL: not told. */
const char *cause_of(const char *code);

#endif
