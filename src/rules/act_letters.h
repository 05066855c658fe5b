/* The acts as one letter each, for the columns of fields.def, points.def and rules.def alone:
 * included by the files that read these tables, and by nothing else. */
#ifndef ACT_LETTERS_H
#define ACT_LETTERS_H

#define P   ACT_BIT(ACT_REGISTER_PERMANENT)
#define T   ACT_BIT(ACT_REGISTER_TEMPORARY)
#define D   ACT_BIT(ACT_DEREGISTER)
#define F   ACT_BIT(ACT_REGISTER_FOREIGNER)
#define E   ACT_BIT(ACT_EXTEND_STAY)
#define S   ACT_BIT(ACT_SHORTEN_STAY)
#define A   ACT_BIT(ACT_ANNUL)
#define ALL (ACT_BIT(ACT__MAX) - 1)

#endif
