/* The layers of the network for NET_BATCH cells, once for each kind of machine. */
#ifndef NET_RUN_H
#define NET_RUN_H

#include "net.h"

/*
 * count <= NET_BATCH cells into traces.  All NET_BATCH traces are run through the last
 * layers, so they must hold numbers; what comes out of those beyond count means nothing.
 */
void net_run_any(
    const struct net *n, size_t count, const float (*cell)[NET_CELL], struct net_trace *t);

#ifdef __x86_64__
/* Only where net_has_avx2(). */
void net_run_avx2(
    const struct net *n, size_t count, const float (*cell)[NET_CELL], struct net_trace *t);
#endif
bool net_has_avx2(void);

#endif
