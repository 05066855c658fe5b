/*
 * From evidence to what people see: the one function that changes derived tables.
 * It is called in the transaction that records an act, and by `rebuild' for every
 * act ever recorded; that both give the same tables is a test.
 *
 * What an act changed stands in its entry as `effect', an object with some of:
 *
 *   person       "P-…": text.data is the person's new state, whole
 *   dwelling     {id, from?}: text.data is what changed of the dwelling from that day
 *                (without: from ever)
 *   holding      {id, dwelling, holder, kind, share?, from, until?}: opens one; text.paper
 *   holding_end  {id, until}
 *   distinct     how many; text.distinct: [{a, b}]: two persons, or a person and a document, of whom
 *                somebody might think that they are one
 *   stay         {registration, person, dwelling, officer?}: a foreign national's; text.stay:
 *                {host, entry_date, …}.  Its days are in `register'; officer: who took the
 *                application, where somebody else cleared its case
 *   register     [{registration, person, dwelling, kind, from, until?, of?}]
 *   term         {registration, person, from, until}: a stay gets another end (point 19)
 *   remove       [{registration, person, from, of?, kind?}]
 *   remove_all   {person, from, of?}
 *   annul        {target, root, undoes?}: the act annuls `target'; `root' is the act whose
 *                rows count or not; `undoes' is the annulling act that ends, if it is one
 *   case         {id, family}: a case is opened for this act; text.case: {reasons, waits}
 *   case_person  {id, person}: an officer said who it is
 *   case_waits   [{id}]: something else is left to clear; text.cases: {id: {reasons, waits}}
 *   case_close   [{id, state}]
 *   guest        {notice, line, state}: what became of one whom a host reported; text.note of a
 *                dismissal.  Working state, which is not made anew
 *   certificate  {id, code, kind, registration, decision, until?, reprint}; text.printed
 *   inbox_read   [{act, line}]: an inspector took note      inbox_assign {act, line, precinct}
 *   visit        {registration, result, day, officer, unit}: the note goes back to those; text.note
 *   visit_answered  the act of the visit
 *   load         {kind, rows, hash, file, part, full?, list?}: rows of a file, in `loaded'; full:
 *                the last part of a list of wanted persons whose first is the act `list', which
 *                replaces the list before
 *
 * The reasons of a case stand in the text, not in the entry: who reads the feed must
 * not learn which check is pending (point 17).
 *
 * `of' names the application that a cleared case takes into effect: its rows are the
 * application's, known from the day of the clearing.
 */
#ifndef DERIVE_H
#define DERIVE_H

#include "evidence.h"

enum rc derive(struct db *db, const struct act *act, struct err *e) MUST_USE;

/* One row of a load: what derive does for each, used while loading. */
enum rc derive_row(struct db *db, const struct act *load, struct str kind, int64_t line,
    const json_t *row, struct err *e) MUST_USE;

/* All derived tables, with what names a row of each. */
extern const struct db_table derived_tables[];
extern const size_t derived_tables_n;

/* The text by which a document is found: type, country, number; empty without a number. */
struct str person_document_key(struct arena *a, const json_t *data);

/* Lay the fields of `patch' over `data'; JSON null takes a field away. */
void record_patch(json_t *data, const json_t *patch);

#endif
