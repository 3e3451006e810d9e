/*
 * What a text does at its paragraphs and inside them, learnt from the
 * borders that are already decided: blank lines, indents, and whether
 * the first line of a paragraph is narrower than the others (an indent
 * that the reader of the page left out).
 */
#include <math.h>
#include <string.h>

#include "border.h"

enum { WORTH_MAX = 300 };

/* Hundredths of ln((a / an) / (b / bn)), where four borders more are
 * thought of that are as usual (pa, pb: in hundredths). */
static int
worth(unsigned a, unsigned an, int pa, unsigned b, unsigned bn, int pb)
{
	double x = (a + pa * .04) / (an + 4.), y = (b + pb * .04) / (bn + 4.);
	int    v = (int)lrint(100 * log(x / y));

	return v > WORTH_MAX ? WORTH_MAX : v < -WORTH_MAX ? -WORTH_MAX : v;
}

static void
weigh_tables(struct habits *h)
{
	/* [a begins its block, or is set in][what is seen][inside, at end] */
	static const int8_t gap[4][3][2] = {
	    { { 94, 40 }, { 5, 50 }, { 1, 10 } },
	    { { 90, 40 }, { 9, 50 }, { 1, 10 } },
	    { { 94, 30 }, { 5, 50 }, { 1, 20 } },
	    { { 90, 30 }, { 9, 50 }, { 1, 20 } } };
	static const int8_t lead[4][LEAD__MAX][2] = {
	    { { 2, 5 }, { 90, 50 }, { 4, 5 }, { 3, 35 }, { 1, 5 } },
	    { { 2, 5 }, { 60, 35 }, { 3, 5 }, { 30, 45 }, { 5, 10 } },
	    { { 2, 5 }, { 80, 55 }, { 4, 5 }, { 9, 15 }, { 5, 20 } },
	    { { 2, 5 }, { 60, 55 }, { 3, 5 }, { 25, 15 }, { 10, 20 } } };
	unsigned n[2];

	for (int c = 0; c < 4; c++) {
		for (int s = 0; s < 2; s++)
			n[s] = h->gap[c][0][s] + h->gap[c][1][s] +
			    h->gap[c][2][s];
		for (int k = 0; k < 3; k++)
			h->gap_worth[c][k] = worth(h->gap[c][k][1], n[1],
			    gap[c][k][1], h->gap[c][k][0], n[0],
			    gap[c][k][0]);
		n[0] = n[1] = 0;
		for (int k = 0; k < LEAD__MAX; k++)
			for (int s = 0; s < 2; s++)
				n[s] += h->lead[c][k][s];
		for (int k = 0; k < LEAD__MAX; k++)
			h->lead_worth[c][k] = worth(h->lead[c][k][1], n[1],
			    lead[c][k][1], h->lead[c][k][0], n[0],
			    lead[c][k][0]);
	}
}

/* A full line, its first word perhaps set in: its width says which. */
static bool
nearly_full(const struct border *b, const struct measure *m)
{
	return b->y->width * 100 > m->full * 82 && b->y->width * 100 <
	    m->full * 112;
}

void
habits_learn(const struct border *b, const int8_t *guess, uint32_t n,
    const struct measure *m, struct habits *h)
{
	memset(h, 0, sizeof(*h));
	h->spread = m->spread;
	for (uint32_t i = 0; i < n; i++) {
		int  s = guess[i] > 0, lone = b[i].lone ? 2 : 0;
		bool begins = i == 0 || guess[i - 1] > 0;

		h->blocks += guess[i] > 0 && guess[i - (i > 0)] < 0;
		h->lines += guess[i] < 0 || (i > 0 && guess[i - 1] < 0);
		if (guess[i] == 0 || b[i].hard != 0)
			continue;
		if (!b[i].page && !b[i].notes && (begins || guess[i - 1]))
			h->gap[lone + begins][b[i].blank > 2 ? 2 : b[i].blank][s]++;
		h->lead[lone + (b[i].in[0] >= LEAD_IN)][b[i].in[1]][s]++;
		if (i + 1 < n && guess[i + 1] < 0 && nearly_full(&b[i], m)) {
			h->sum[s] += b[i].y->width;
			h->n[s]++;
		}
	}
	weigh_tables(h);
	/* where indents are seen, none need be guessed */
	if (h->n[0] < 8 || h->n[1] < 4 || h->lead[0][LEAD_IN][1] * 3 >
	    h->lead[0][LEAD_FLUSH][1])
		return;
	for (int s = 0; s < 2; s++)
		h->usual[s] = (int)(h->sum[s] / h->n[s]);
}
