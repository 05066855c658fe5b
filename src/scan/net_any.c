/* The layers for any machine that the program is compiled for: vectors of 128 bits. */
#define LANES   4
#define NET_RUN net_run_any
#include "net_layers.h"
