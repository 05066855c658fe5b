/* The network run forward: which code runs the layers, and what their sums mean. */
#include "net.h"
#include "net_run.h"

#include <assert.h>
#include <math.h>

bool net_has_avx2(void)
{
#ifdef __x86_64__
	return __builtin_cpu_supports("avx2") != 0;
#else
	return false;
#endif
}

void net_trace(
    const struct net *n, size_t count, const float (*cell)[NET_CELL], struct net_trace *t)
{
	assert(count <= NET_BATCH);
#ifdef __x86_64__
	if (net_has_avx2()) {
		net_run_avx2(n, count, cell, t);
		return;
	}
#endif
	net_run_any(n, count, cell, t);
}

void net_log_softmax(const float *out, float *lp)
{
	float max = out[0];
	float sum = 0;

	for (size_t i = 1; i < NET_CLASSES; i++)
		max = out[i] > max ? out[i] : max;
	for (size_t i = 0; i < NET_CLASSES; i++)
		sum += expf(out[i] - max);
	max += logf(sum);
	for (size_t i = 0; i < NET_CLASSES; i++)
		lp[i] = out[i] - max;
}

void net_forward(
    const struct net *n, size_t count, const float (*cell)[NET_CELL], float (*out)[NET_CLASSES])
{
	struct net_trace t[NET_BATCH];

	memset(t, 0, sizeof(t));
	for (size_t i = 0; i < count; i += NET_BATCH) {
		const size_t k = count - i < NET_BATCH ? count - i : NET_BATCH;

		net_trace(n, k, cell + i, t);
		for (size_t b = 0; b < k; b++)
			net_log_softmax(t[b].out, out[i + b]);
	}
}
