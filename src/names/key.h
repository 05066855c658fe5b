/*
 * Search keys: what the register stores beside names and addresses and finds by
 * its beginning, so that "Абилкасым", "ABILKASSYM" and "Әбілқасым" meet.  A key is
 * made of Russian lower-case letters and digits and of letters of scripts that are
 * neither Cyrillic nor Latin as they are.  A key's key is itself.  All texts in are
 * valid UTF-8; keys live in the arena.  A change here needs `rebuild'.
 *
 * Folded together: case; ё е э; и й ы і; ә а, қ к, ғ г, ң н, ө о, ұ ү у, һ х; doubled
 * letters; ю иу yu iu, я иа ya ia, щ шч shch, ц тс ts.  Dropped: soft and hard signs,
 * marks, blanks, hyphens, apostrophes, full stops.  Latin is read as passports spell.
 */
#ifndef KEY_H
#define KEY_H

#include "base.h"

struct str names_key(struct arena *a, struct str name);

/* A street without the words for what it is (улица, көшесі, пр-т, мкр …) and
 * without initials, unless nothing else is there: "ул. М. Ауэзова", "АУЭЗОВА". */
struct str names_street_key(struct arena *a, struct str street);
/* "10а", "10 А", "10-A" and "д. 10а" are one, as are "5" and "кв. 5"; "10/2" and "10-2",
 * "10 корпус 2" and "10к2" too; "102" is none of them.  Latin letters count as the
 * Cyrillic ones that look the same.  For flats as well. */
struct str names_house_key(struct arena *a, struct str house);

/* A document's number: upper case, letters and digits alone, Cyrillic letters that
 * look Latin as Latin. */
struct str names_document_key(struct arena *a, struct str number);

#endif
