/* The three languages of every text that a person sees. */
#ifndef LANG_H
#define LANG_H

enum lang { LANG_RU, LANG_KK, LANG_EN, LANG__MAX };

#endif
