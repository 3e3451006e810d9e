#include "clean_int.h"
void clean_accents(struct work *w) { (void)w; }
void clean_capital(struct work *w) { (void)w; }
