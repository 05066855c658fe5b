/* The weights that the program carries. */
#include "net.h"
#include "t.h"
#include "weights.h"

int main(void)
{
	static struct net n;
	struct err e = {0};

	OK(net_load(scan_weights(), &n, &e) == RC_OK);
	OK(n.k1[0] != 0 && n.f2[0] != 0);
	return t_done();
}
