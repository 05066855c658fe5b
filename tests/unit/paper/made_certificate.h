/* Made-up certificates for tests: one of each kind, as full as it can be. */
#ifndef MADE_CERTIFICATE_H
#define MADE_CERTIFICATE_H

#include "certificate.h"

static inline struct certificate_facts made_stay(void)
{
	return (struct certificate_facts){
	    .v = {[CERTIFICATE_KIND] = STR_INIT("stay"),
		[CERTIFICATE_LAYOUT] = STR_INIT(CERTIFICATE_LAYOUT_NOW),
		[CERTIFICATE_NUMBER] = STR_INIT("А-2014-0031188"),
		[CERTIFICATE_CODE] = STR_INIT("7QK391VBX2M4TZ8N"),
		[CERTIFICATE_CHECK] = STR_INIT("https://tirkeu.example.kz"),
		[CERTIFICATE_UNIT_KK] = STR_INIT("Алматы қаласы ІІД Көші-қон полициясы басқармасы"),
		[CERTIFICATE_UNIT_RU] =
		    STR_INIT("Управление миграционной полиции ДВД города Алматы"),
		[CERTIFICATE_SURNAME] = STR_INIT("Каримов"),
		[CERTIFICATE_GIVEN] = STR_INIT("Жасур"),
		[CERTIFICATE_PATRONYMIC] = STR_INIT("Акмалович"),
		[CERTIFICATE_SURNAME_LATIN] = STR_INIT("KARIMOV"),
		[CERTIFICATE_GIVEN_LATIN] = STR_INIT("JASUR AKMALOVICH"),
		[CERTIFICATE_BIRTH_DATE] = STR_INIT("1988-03-14"),
		[CERTIFICATE_SEX] = STR_INIT("M"),
		[CERTIFICATE_CITIZENSHIP] = STR_INIT("UZB"),
		[CERTIFICATE_DOCUMENT_TYPE] = STR_INIT("foreign_passport"),
		[CERTIFICATE_DOCUMENT_NUMBER] = STR_INIT("AB1234567"),
		[CERTIFICATE_DOCUMENT_COUNTRY] = STR_INIT("UZB"),
		[CERTIFICATE_DOCUMENT_EXPIRES] = STR_INIT("2016-10-02"),
		[CERTIFICATE_ADDRESS_KK] = STR_INIT(
		    "Алматы қаласы, Медеу ауданы, Қабанбай батыр көшесі, 122-үй, 14-пәтер"),
		[CERTIFICATE_ADDRESS_RU] = STR_INIT(
		    "город Алматы, Медеуский район, улица Кабанбай батыра, дом 122, квартира 14"),
		[CERTIFICATE_HOST] = STR_INIT("Өмірбекова Гүлнәр Қайратқызы"),
		[CERTIFICATE_ENTRY_DATE] = STR_INIT("2014-05-03"),
		[CERTIFICATE_FROM] = STR_INIT("2014-05-05"),
		[CERTIFICATE_UNTIL] = STR_INIT("2014-08-01"),
		[CERTIFICATE_REGISTRATION] = STR_INIT("S-a8f3k2m9q1"),
		[CERTIFICATE_ISSUED_ON] = STR_INIT("2014-05-05"),
		[CERTIFICATE_ISSUED_BY] = STR_INIT("Ахметова С. Б.")}};
}

static inline struct certificate_facts made_address(void)
{
	return (struct certificate_facts){
	    .v = {[CERTIFICATE_KIND] = STR_INIT("address"),
		[CERTIFICATE_LAYOUT] = STR_INIT(CERTIFICATE_LAYOUT_NOW),
		[CERTIFICATE_NUMBER] = STR_INIT("М-2015-0000417"),
		[CERTIFICATE_CODE] = STR_INIT("0ABCDEFGHJKMNPQR"),
		[CERTIFICATE_CHECK] = STR_INIT("https://tirkeu.example.kz"),
		[CERTIFICATE_UNIT_KK] = STR_INIT("Медеу ауданының полиция басқармасы"),
		[CERTIFICATE_UNIT_RU] = STR_INIT("Управление полиции Медеуского района"),
		[CERTIFICATE_SURNAME] = STR_INIT("Әбдіғаппарұлы"),
		[CERTIFICATE_GIVEN] = STR_INIT("Ғазизхан"),
		[CERTIFICATE_PATRONYMIC] = STR_INIT("Құттыбайұлы"),
		[CERTIFICATE_BIRTH_DATE] = STR_INIT("1990-03-12"),
		[CERTIFICATE_SEX] = STR_INIT("M"),
		[CERTIFICATE_CITIZENSHIP] = STR_INIT("KAZ"),
		[CERTIFICATE_IIN] = STR_INIT("900312300014"),
		[CERTIFICATE_DOCUMENT_TYPE] = STR_INIT("id_card"),
		[CERTIFICATE_DOCUMENT_NUMBER] = STR_INIT("034567890"),
		[CERTIFICATE_ADDRESS_KK] =
		    STR_INIT("Алматы қаласы, Медеу ауданы, Достық даңғылы, 97-үй, 3-пәтер"),
		[CERTIFICATE_ADDRESS_RU] =
		    STR_INIT("город Алматы, Медеуский район, проспект Достык, дом 97, квартира 3"),
		[CERTIFICATE_RESIDENCE] = STR_INIT("permanent"),
		[CERTIFICATE_FROM] = STR_INIT("2012-02-01"),
		[CERTIFICATE_REGISTRATION] = STR_INIT("R-k2m9q1a8f3"),
		[CERTIFICATE_ISSUED_ON] = STR_INIT("2015-11-20"),
		[CERTIFICATE_ISSUED_BY] = STR_INIT("Сейітқали Ұ. Һ.")}};
}

#endif
