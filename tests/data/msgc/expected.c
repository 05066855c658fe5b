/* Made by tools/msgc.c from i18n/.  The plural forms of a text stand one after another, each ended by a NUL. */
#include "text_table.h"

const struct msg_row msg_rows[MSG__MAX] = {
	[MSG_NONE] = {"", 0, {"", "", ""}},
	[MSG_DAYS_LEFT] = {"days-left", 1, {
		[LANG_RU] = "Остался {n} день, {who}" "\0" "Осталось {n} дня, {who}" "\0" "Осталось {n} дней, {who}",
		[LANG_KK] = "{n} күн қалды, {who}",
		[LANG_EN] = "{n} day left, {who}" "\0" "{n} days left, {who}",
	}},
	[MSG_HOUSE] = {"house", 0, {
		[LANG_RU] = "Дом",
		[LANG_KK] = "Үй",
		[LANG_EN] = "House",
	}},
};
