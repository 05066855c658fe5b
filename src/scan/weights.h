/* The weights file that the program carries: data/ocrb.weights. */
#ifndef WEIGHTS_H
#define WEIGHTS_H

#include "base.h"

struct str scan_weights(void);

#endif
