/**
 * Tables whose rows are not part of a backup. Sessions end: one that was signed out after the backup must not come back
 * with it. Counters start anew; processes say themselves that they serve. Pages and their files are renderings, made
 * again when somebody asks; so are counts, and what the bureau's list of 公开体检 was judged to be.
 */
export const leftOutTables: readonly string[] = [
  "user_session",
  "rate_limit",
  "serving_process",
  "published_page",
  "site_asset",
  "public_revision",
  "publication_count",
  "inspected_year",
  "inspected_unit",
  "inspection_mark",
];

/** What belongs to an installation and is not in its database, by the names that it has in a backup. */
export const outsideNames = { signingKeys: "signing-keys.pem", sessionSecret: "session-secret" } as const;
