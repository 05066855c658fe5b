/* The weights file that the program carries. */
#include "weights.h"

#include "weights_builtin.h"

struct str scan_weights(void)
{
	return (struct str){weights_builtin, sizeof(weights_builtin) - 1};
}
