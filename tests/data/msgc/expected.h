/* Made by tools/msgc.c from i18n/, in the order of the keys. */
#ifndef MSG_GEN_H
#define MSG_GEN_H

enum msg {
	MSG_NONE,
	MSG_DAYS_LEFT,
	MSG_HOUSE,
	MSG__MAX
};

#endif
