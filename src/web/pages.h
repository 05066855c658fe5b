/* The rows of the pages, for the table in rows.c. */
#ifndef PAGES_H
#define PAGES_H

#include "desk.h"

extern const struct row login_row, sign_in_row, logout_row, stay_row;
extern const struct row home_row, search_row, suggest_row, purpose_row;
extern const struct row person_row, views_row;
extern const struct row dwelling_row;
extern const struct row register_row, register_verdict_row, register_decide_row, register_draft_row;
extern const struct row foreigner_row, foreigner_verdict_row, foreigner_decide_row,
    foreigner_draft_row, foreigner_scan_row;
extern const struct row stay_page_row, stay_change_row, stay_change_verdict_row,
    stay_change_decide_row;
extern const struct row certificate_new_row, certificate_issue_row, certificate_row;
extern const struct row remove_row, remove_verdict_row, remove_decide_row;
extern const struct row annul_row, annul_verdict_row, annul_decide_row;
extern const struct row queue_row, case_row, case_decide_row;
extern const struct row journal_list_row, act_row, result_row;
extern const struct row person_new_row, person_correct_row, dwelling_new_row, dwelling_change_row;
extern const struct row holding_new_row, holding_end_row;
extern const struct row lists_row, lists_load_row;
extern const struct row users_row, user_new_row, user_add_row, user_row, user_password_row,
    user_disable_row, user_enable_row, units_row, asset_row;
extern const struct row user_change_row, own_password_row, own_password_change_row;
extern const struct row inbox_row, precincts_row, precinct_row, precinct_csv_row, notices_row,
    notices_give_row, stay_visit_row, stay_visit_record_row, visit_row, visit_answer_row;
extern const struct row reports_row, notice_row, receipt_row, notice_new_row, notice_form_row,
    notice_file_row, notice_template_row;
extern const struct row guests_row, guest_row, guest_dismiss_row;
extern const struct row help_row, rules_row, vote_row;
extern const struct row check_form_row, check_row;

#endif
