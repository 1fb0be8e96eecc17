/**
 * What the application's role may do with each table: nothing that is not written here. A table of a later migration is
 * entered here with it, or nobody can use it (`roles.db.test.ts` compares with the database). Nobody but the owner
 * empties, alters or creates one.
 *
 * Rows that fall with another one (`ON DELETE CASCADE`) need no right to delete them; a row that is locked (`FOR
 * UPDATE`) needs the right to change it.
 */
const read = ["SELECT"] as const;
/** Written once. */
const append = ["SELECT", "INSERT"] as const;
/** Changed, never deleted. */
const keep = ["SELECT", "INSERT", "UPDATE"] as const;
/** Replaced as a whole. */
const replace = ["SELECT", "INSERT", "DELETE"] as const;
const all = ["SELECT", "INSERT", "UPDATE", "DELETE"] as const;

export type Privilege = (typeof all)[number];

/** By schema and table. */
export const tablePrivileges: Readonly<Record<string, Readonly<Record<string, readonly Privilege[]>>>> = {
  public: {
    // For a backup that the application makes.
    _prisma_migrations: read,
    app_user: keep,
    approval_letter: all,
    approval_letter_file: append,
    approval_letter_report: keep,
    archive_part: replace,
    audit_event: append,
    // The database links events itself.
    audit_link: read,
    backup_run: append,
    background_job: keep,
    background_job_item: keep,
    budget_line: keep,
    cell_change: append,
    comment: keep,
    congress_approval: keep,
    deadline_extension: keep,
    deputyship: keep,
    district: keep,
    economic_subject: replace,
    explanation_verdict: append,
    fact_address: append,
    finding_explanation: keep,
    fiscal_year: keep,
    functional_subject: replace,
    grant_line: append,
    grant_statement: append,
    import_mapping: keep,
    inspected_unit: replace,
    inspected_year: keep,
    inspection_mark: replace,
    // Whose the database is says who makes it.
    installation: read,
    key_evaluation: all,
    letter_due_event: append,
    letter_template: keep,
    list_import: keep,
    mail: keep,
    mail_server: keep,
    mail_setting: all,
    mention: keep,
    notice: keep,
    obligation: all,
    one_time_codes: all,
    own_day: replace,
    passkey: all,
    performance_change: append,
    performance_indicator: all,
    performance_project: all,
    portal_address: all,
    portal_package: keep,
    portal_part: replace,
    portal_volume: keep,
    proof_check: append,
    proof_entry: append,
    public_revision: read,
    publication: append,
    // Kept in step by the database itself.
    publication_count: read,
    publication_file: append,
    published_account: replace,
    published_figure: append,
    published_line: append,
    published_page: all,
    published_sum: all,
    queue_visit: keep,
    rate_limit: all,
    read_notice: keep,
    recovery_code: all,
    reminder: append,
    reminder_unit: append,
    report: append,
    report_approval: append,
    report_version: keep,
    review_assignment: all,
    review_point_answer: append,
    review_point_change: append,
    review_sign_off: append,
    role_assignment: replace,
    rule_switch: replace,
    search_amount: replace,
    search_report: keep,
    search_subject: replace,
    search_subject_name: append,
    search_text: replace,
    search_unit: keep,
    seen_mark: keep,
    serving_process: all,
    settled_transfer: append,
    site_asset: append,
    site_details: keep,
    taken_total: keep,
    text_slot: keep,
    total: all,
    total_adjustment: keep,
    total_adjustment_line: append,
    total_part: append,
    // Locked while its contact or its address is written.
    unit: keep,
    unit_alias: replace,
    unit_contact: keep,
    unit_event: append,
    unit_event_party: append,
    unit_period: keep,
    user_session: all,
    workflow_event: append,
    year_archive: keep,
    year_draft: all,
  },
  // What pg-boss does with its queue; its tables are made by migrations.
  pgboss: {
    archive: all,
    job: all,
    queue: read,
    schedule: read,
    subscription: read,
    version: ["SELECT", "UPDATE"],
  },
};
