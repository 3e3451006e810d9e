/*
 * Pictures: their height when set as wide as the measure allows.
 */
#include "galley_int.h"

sp
figure_height(struct builder *g, const struct node *n)
{
	(void)n;
	return g->measure * 5 / 8;
}
