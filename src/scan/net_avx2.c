/* The layers for x86-64 with AVX2: vectors of 256 bits.  Three times as fast. */
#define LANES   8
#define NET_RUN net_run_avx2
#include "net_layers.h"
