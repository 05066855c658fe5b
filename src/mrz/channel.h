/* The look-alikes of readers and of people who type. */
#ifndef CHANNEL_H
#define CHANNEL_H

#include "mrz_impl.h"

/* Is it in the list: `read' given where `meant' stood? */
bool mrz_confusable(char read, char meant);

#endif
