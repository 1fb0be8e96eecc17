/**
 * Everybody who may knock: with no session, in each role, for the unit and for another one, and with a session that has
 * lost its force.
 */
export const visitors = [
  "nobody",
  "preparer",
  "otherPreparer",
  "reviewer",
  "admin",
  "initialPassword",
  "disabled",
] as const;
export type Visitor = (typeof visitors)[number];

/** One of each kind of session: none, one that goes on, one that must change the password, one that has ended. */
const ofEachSession = ["nobody", "preparer", "initialPassword", "disabled"] as const satisfies readonly Visitor[];

/** An HTTP status, or where a redirect leads. */
export type Outcome = 200 | 400 | 401 | 403 | 404 | `to ${string}`;

const everybody = (outcome: Outcome) =>
  Object.fromEntries(visitors.map((visitor) => [visitor, outcome])) as Record<Visitor, Outcome>;
const toSignIn = "to /sign-in";
const toPassword = "to /account/password";
/** Where everybody belongs. */
const home: Record<Visitor, Outcome> = {
  nobody: toSignIn,
  disabled: toSignIn,
  preparer: "to /desk",
  otherPreparer: "to /desk",
  reviewer: "to /review",
  admin: "to /admin",
  initialPassword: "to /review",
};
/** Pages of a role: others are refused, whoever must change the password does that first. */
const only = (allowed: Partial<Record<Visitor, Outcome>>): Record<Visitor, Outcome> => ({
  ...everybody(403),
  nobody: toSignIn,
  disabled: toSignIn,
  initialPassword: toPassword,
  ...allowed,
});

/** The id of nothing there is. */
const nothing = "00000000-0000-4000-8000-000000000000";

/** One address of every kind of answer about the district. */
export const answers = [
  "/d/2021",
  "/d/2021/functions",
  "/d/2021/funds",
  "/d/2021/departments",
  "/d/2021/three-public",
  "/d/2021/budget",
  "/d/2022/status",
  "/d/2021/corrections",
  "/d/2021/rank/expenditure",
  "/d/2021/over-budget/threePublic",
  "/d/2021/subjects/2080505",
  "/d/2021/economic/30201",
  "/d/years",
  // One whose figures were corrected, which its answer says.
  "/d/units/201003",
];

/**
 * Every route of the application with an example and what each visitor gets; `:draft` stands for the version of 101001
 * of 2022. A route without an entry fails the test.
 */
export const routes: Record<string, { example: string; expected: Record<Visitor, Outcome> }[]> = {
  "/": [{ example: "/", expected: everybody(200) }],
  "/rules": [{ example: "/rules", expected: everybody(200) }],
  "/rules/years": [{ example: "/rules/years", expected: everybody(200) }],
  "/rules/years/[year]": [
    { example: "/rules/years/2022", expected: everybody(200) },
    { example: "/rules/years/1999", expected: everybody(404) },
  ],
  "/proof": [{ example: "/proof", expected: everybody(200) }],
  "/proof/[name]": [
    { example: "/proof/verifier.html", expected: everybody(200) },
    { example: "/proof/verify.mjs", expected: everybody(200) },
    { example: "/proof/x.html", expected: everybody(404) },
  ],
  "/data": [{ example: "/data", expected: everybody(200) }],
  "/feeds/[name]": [
    { example: "/feeds/all.atom", expected: everybody(200) },
    { example: "/feeds/101001.json", expected: everybody(200) },
    { example: "/feeds/proof.atom", expected: everybody(200) },
    { example: "/feeds/999999.atom", expected: everybody(404) },
  ],
  "/share/[...path]": [
    { example: "/share/r/101001/2021/v/1.png", expected: everybody(200) },
    { example: "/share/d/2021/rank/officialReception.png", expected: everybody(200) },
    { example: "/share/r/101001/2022/v/1.png", expected: everybody(404) },
    // Nobody's words stand under the district's name.
    { example: "/share/d/2021/status.png?q=words", expected: everybody(404) },
  ],
  "/robots.txt": [{ example: "/robots.txt", expected: everybody(200) }],
  "/sitemap.xml": [{ example: "/sitemap.xml", expected: everybody(200) }],
  "/sitemaps/[name]": [
    { example: "/sitemaps/2021.xml", expected: everybody(200) },
    { example: "/sitemaps/pages.xml", expected: everybody(200) },
    { example: "/sitemaps/units.xml", expected: everybody(200) },
    { example: "/sitemaps/1999.xml", expected: everybody(404) },
  ],
  "/search": [
    { example: "/search", expected: everybody(200) },
    { example: "/search?q=学校", expected: everybody(200) },
    { example: "/search?q=学校&foo=bar", expected: everybody(400) },
  ],
  "/r/[unitCode]/[year]": [
    { example: "/r/101001/2021", expected: everybody(200) },
    { example: "/r/201003/2021", expected: everybody(200) },
    { example: "/r/101001/2022", expected: everybody(404) },
    { example: "/r/101004/2022", expected: everybody(404) },
  ],
  "/r/[unitCode]/[year]/v/[number]": [
    { example: "/r/201003/2021/v/1", expected: everybody(200) },
    { example: "/r/301004/2021/v/2", expected: everybody(404) },
  ],
  "/r/[unitCode]/[year]/v/[number]/changes": [
    { example: "/r/201003/2021/v/2/changes", expected: everybody(200) },
    { example: "/r/201003/2021/v/1/changes", expected: everybody(404) },
    { example: "/r/301004/2021/v/2/changes", expected: everybody(404) },
  ],
  "/r/[unitCode]/[year]/v/[number]/cite/[[...place]]": [
    { example: "/r/201003/2021/v/1/cite", expected: everybody(200) },
    { example: "/r/201003/2021/v/1/cite/expenditure.total.basic", expected: everybody(200) },
    { example: "/r/201003/2021/v/1/cite/expenditure.total.lunch", expected: everybody(404) },
    { example: "/r/101004/2022/v/1/cite/expenditure.total.basic", expected: everybody(404) },
  ],
  "/d": [{ example: "/d", expected: everybody("to /d/2022") }],
  "/d/[...path]": [
    ...answers.map((example) => ({ example, expected: everybody(200) })),
    { example: "/d/compare?units=101004,201002&years=2020,2021", expected: everybody(200) },
    { example: "/d/2021/rank/officialReception?kind=administrative", expected: everybody(200) },
    { example: "/d/2021/rank/officialReception?foo=bar", expected: everybody(400) },
    { example: "/d/2021/rank/lunch", expected: everybody(404) },
    { example: "/d/units/101004", expected: everybody(200) },
    { example: "/d/units/999999", expected: everybody(404) },
  ],
  "/embed/[...path]": [
    { example: "/embed/2021/functions", expected: everybody(200) },
    { example: "/embed/2021/functions?page=1", expected: everybody(400) },
    { example: "/embed/1999", expected: everybody(404) },
  ],
  "/embed/r/[unitCode]/[year]/v/[number]/[place]": [
    { example: "/embed/r/201003/2021/v/1/expenditure.total.basic", expected: everybody(200) },
    { example: "/embed/r/201003/2021/v/1/expenditure.total.lunch", expected: everybody(404) },
    { example: "/embed/r/101004/2022/v/1/expenditure.total.basic", expected: everybody(404) },
  ],
  "/api/views/[form]/[...path]": [
    { example: "/d/2021/status.csv", expected: everybody(200) },
    { example: "/d/2021/status.csv-metadata.json", expected: everybody(200) },
    { example: "/d/2021/status.json?state=open", expected: everybody(400) },
    { example: "/d/1999/functions.xlsx", expected: everybody(404) },
    { example: "/api/views/doc/2021", expected: everybody(404) },
  ],
  "/api/v1/[[...rest]]": [
    { example: "/api/v1", expected: everybody(200) },
    { example: "/api/v1/nothing", expected: everybody(404) },
  ],
  "/api/v1/archives": [{ example: "/api/v1/archives", expected: everybody(200) }],
  "/api/v1/archives/[name]": [{ example: "/api/v1/archives/1999.zip", expected: everybody(404) }],
  "/api/v1/cells": [{ example: "/api/v1/cells?year=2021&table=threePublic", expected: everybody(200) }],
  "/api/v1/changes": [{ example: "/api/v1/changes?after=0", expected: everybody(200) }],
  "/api/v1/proof": [{ example: "/api/v1/proof", expected: everybody(200) }],
  "/api/v1/proof/entries": [{ example: "/api/v1/proof/entries?after=0", expected: everybody(200) }],
  "/api/v1/proof/keys": [{ example: "/api/v1/proof/keys", expected: everybody(200) }],
  "/api/v1/search": [
    { example: "/api/v1/search?q=13.86", expected: everybody(200) },
    { example: "/api/v1/search?q=", expected: everybody(400) },
  ],
  "/api/v1/subjects": [{ example: "/api/v1/subjects?year=2021&code=208", expected: everybody(200) }],
  "/api/v1/tables": [{ example: "/api/v1/tables?year=2021", expected: everybody(200) }],
  "/api/v1/units": [{ example: "/api/v1/units", expected: everybody(200) }],
  "/api/v1/years": [{ example: "/api/v1/years", expected: everybody(200) }],
  "/api/v1/reports": [{ example: "/api/v1/reports?year=2021", expected: everybody(200) }],
  "/api/v1/reports/[unitCode]/[year]": [
    { example: "/api/v1/reports/101001/2021", expected: everybody(200) },
    { example: "/api/v1/reports/101001/2022", expected: everybody(404) },
    { example: "/api/v1/reports/101001/2021.csv", expected: everybody(200) },
    { example: "/api/v1/reports/101001/2021.package.json", expected: everybody(200) },
    { example: "/api/v1/reports/101001/2021.snapshot.json", expected: everybody(200) },
    { example: "/api/v1/reports/101001/2021.manifest.json?version=9", expected: everybody(404) },
    { example: "/api/v1/reports/101001/2021.docx", expected: everybody(200) },
    { example: "/api/v1/reports/101001/2022.csv", expected: everybody(404) },
    { example: "/api/v1/reports/101001/2022.pdf", expected: everybody(404) },
    { example: "/api/v1/reports/101001/2021.exe", expected: everybody(404) },
  ],
  "/files/[versionId]/[format]": [
    {
      example: "/files/:draft/docx",
      expected: {
        nobody: 401,
        disabled: 401,
        initialPassword: 403,
        preparer: 200,
        otherPreparer: 404,
        reviewer: 200,
        admin: 403,
      },
    },
    { example: "/files/:draft/exe", expected: everybody(404) },
  ],
  "/api/v1/openapi.json": [{ example: "/api/v1/openapi.json", expected: everybody(200) }],
  // Without a token in the environment there is no such address.
  "/metrics": [{ example: "/metrics", expected: everybody(404) }],
  "/api/health": [{ example: "/api/health", expected: everybody(200) }],
  "/api/auth/[...nextauth]": [{ example: "/api/auth/csrf", expected: everybody(200) }],
  "/sign-in": [{ example: "/sign-in", expected: { ...home, nobody: 200, disabled: 200 } }],
  // Nothing is waited for in a session that has been given all.
  "/sign-in/second-step": [
    {
      example: "/sign-in/second-step",
      expected: { ...everybody("to /account"), nobody: toSignIn, disabled: toSignIn, initialPassword: toPassword },
    },
  ],
  "/account": [{ example: "/account", expected: { ...home, initialPassword: toPassword } }],
  "/account/profile": [
    {
      example: "/account/profile",
      expected: { ...everybody(200), nobody: toSignIn, disabled: toSignIn, initialPassword: toPassword },
    },
  ],
  "/account/password": [
    { example: "/account/password", expected: { ...everybody(200), nobody: toSignIn, disabled: toSignIn } },
  ],
  "/account/second-factor": [
    {
      example: "/account/second-factor",
      expected: { ...everybody(200), nobody: toSignIn, disabled: toSignIn, initialPassword: toPassword },
    },
  ],
  "/account/sessions": [
    {
      example: "/account/sessions",
      expected: { ...everybody(200), nobody: toSignIn, disabled: toSignIn, initialPassword: toPassword },
    },
  ],
  "/account/deputies": [
    {
      example: "/account/deputies",
      expected: { ...everybody(200), nobody: toSignIn, disabled: toSignIn, initialPassword: toPassword },
    },
  ],
  "/account/jobs": [
    {
      example: "/account/jobs",
      expected: { ...everybody(200), nobody: toSignIn, disabled: toSignIn, initialPassword: toPassword },
    },
  ],
  // Nobody asked for it: whoever is signed in hears the same of a job of somebody else.
  "/account/jobs/[jobId]": [
    {
      example: `/account/jobs/${nothing}`,
      expected: { ...everybody(404), nobody: toSignIn, disabled: toSignIn, initialPassword: toPassword },
    },
  ],
  "/account/jobs/[jobId]/state": [
    {
      example: `/account/jobs/${nothing}/state`,
      expected: { ...everybody(404), nobody: 401, disabled: 401, initialPassword: 403 },
    },
  ],
  "/account/jobs/running": [
    {
      example: "/account/jobs/running",
      expected: { ...everybody(200), nobody: 401, disabled: 401, initialPassword: 403 },
    },
  ],
  "/account/mail": [
    {
      example: "/account/mail",
      expected: { ...everybody(200), nobody: toSignIn, disabled: toSignIn, initialPassword: toPassword },
    },
  ],
  "/account/notices": [
    {
      example: "/account/notices",
      expected: { ...everybody(200), nobody: toSignIn, disabled: toSignIn, initialPassword: toPassword },
    },
  ],
  "/account/notices/unread": [
    {
      example: "/account/notices/unread",
      expected: { ...everybody(200), nobody: 401, disabled: 401, initialPassword: 403 },
    },
  ],
  "/desk": [{ example: "/desk", expected: only({ preparer: 200, otherPreparer: 200 }) }],
  "/desk/[unitCode]/[year]": [
    { example: "/desk/101001/2022", expected: only({ preparer: 200, otherPreparer: 404 }) },
    { example: "/desk/101001/2021", expected: only({ preparer: 200, otherPreparer: 404 }) },
    { example: "/desk/999999/2022", expected: only({ preparer: 404, otherPreparer: 404 }) },
  ],
  "/desk/[unitCode]/[year]/on-behalf": [
    { example: "/desk/101/2022/on-behalf", expected: only({ preparer: 404, otherPreparer: 404 }) },
  ],
  "/desk/[unitCode]/[year]/inspection": [
    { example: "/desk/101001/2021/inspection", expected: only({ preparer: 200, otherPreparer: 404 }) },
  ],
  "/desk/[unitCode]/[year]/timeline": [
    { example: "/desk/101001/2022/timeline", expected: only({ preparer: 200, otherPreparer: 404 }) },
  ],
  "/desk/changes/[year]": [
    { example: "/desk/changes/2022", expected: only({ preparer: 200, otherPreparer: 200 }) },
    { example: "/desk/changes/1999", expected: only({ preparer: 404, otherPreparer: 404 }) },
  ],
  "/desk/letters": [{ example: "/desk/letters", expected: only({ preparer: 200, otherPreparer: 200 }) }],
  "/desk/letters/[letterId]": [
    { example: `/desk/letters/${nothing}`, expected: only({ preparer: 404, otherPreparer: 404 }) },
  ],
  "/files/letters/[letterId]/[format]": [
    {
      example: `/files/letters/${nothing}/pdf`,
      expected: { ...everybody(404), nobody: 401, disabled: 401, initialPassword: 403 },
    },
  ],
  "/files/review/[versionId]/[format]": [
    {
      example: "/files/review/:draft/docx",
      expected: {
        nobody: 401,
        disabled: 401,
        initialPassword: 403,
        preparer: 403,
        otherPreparer: 404,
        reviewer: 200,
        admin: 200,
      },
    },
    { example: "/files/review/:draft/xlsx", expected: everybody(404) },
  ],
  "/files/totals/[code]/[format]": [
    {
      example: "/files/totals/101/xlsx?year=2021",
      expected: { ...everybody(403), nobody: 401, disabled: 401, reviewer: 200, admin: 200 },
    },
  ],
  "/files/portal/[packageId]/[volume]": [
    {
      example: `/files/portal/${nothing}/1`,
      expected: { ...everybody(403), nobody: 401, disabled: 401, reviewer: 404, admin: 404 },
    },
  ],
  "/lists/[list]/[format]": [
    {
      example: "/lists/users/csv",
      expected: { ...everybody(403), nobody: 401, disabled: 401, admin: 200 },
    },
    {
      example: "/lists/letters/xlsx",
      expected: { ...everybody(403), nobody: 401, disabled: 401, reviewer: 200, admin: 200 },
    },
    {
      example: "/lists/nothing/csv",
      expected: everybody(404),
    },
  ],
  "/review/changes/[year]": [
    { example: "/review/changes/2022", expected: only({ reviewer: 200, admin: 200 }) },
    { example: "/review/changes/1999", expected: only({ reviewer: 404, admin: 404 }) },
  ],
  "/review/reminders": [{ example: "/review/reminders?year=2021", expected: only({ reviewer: 200, admin: 200 }) }],
  "/review/deadlines": [{ example: "/review/deadlines?year=2021", expected: only({ reviewer: 200, admin: 200 }) }],
  "/review/map": [{ example: "/review/map?year=2021", expected: only({ reviewer: 200, admin: 200 }) }],
  "/review/letters": [{ example: "/review/letters?year=2021", expected: only({ reviewer: 200, admin: 200 }) }],
  "/review/letters/[letterId]": [
    { example: `/review/letters/${nothing}`, expected: only({ reviewer: 404, admin: 404 }) },
  ],
  "/review/grants": [{ example: "/review/grants?year=2021", expected: only({ reviewer: 200, admin: 200 }) }],
  "/review/totals": [{ example: "/review/totals?year=2021", expected: only({ reviewer: 200, admin: 200 }) }],
  "/review/totals/[code]": [
    { example: "/review/totals/101?year=2021", expected: only({ reviewer: 200, admin: 200 }) },
    { example: "/review/totals/999?year=2021", expected: only({ reviewer: 404, admin: 404 }) },
  ],
  "/review/counterparts": [
    { example: "/review/counterparts?year=2021", expected: only({ reviewer: 200, admin: 200 }) },
  ],
  "/review/inspections": [
    { example: "/review/inspections?year=2021", expected: only({ reviewer: 200, admin: 200 }) },
    { example: "/review/inspections?year=2021&defect=nothing", expected: only({ reviewer: 404, admin: 404 }) },
  ],
  "/review/inspections/[unitCode]/[year]": [
    { example: "/review/inspections/201003/2021", expected: only({ reviewer: 200, admin: 200 }) },
    { example: "/review/inspections/999999/2021", expected: only({ reviewer: 404, admin: 404 }) },
  ],
  "/review/portal": [
    { example: "/review/portal?year=2021", expected: only({ reviewer: 200, admin: 200 }) },
    { example: "/review/portal?year=2021&state=nothing", expected: only({ reviewer: 404, admin: 404 }) },
  ],
  "/review/portal/import": [{ example: "/review/portal/import", expected: only({ reviewer: 200, admin: 200 }) }],
  "/review/portal/import/[importId]": [
    { example: `/review/portal/import/${nothing}`, expected: only({ reviewer: 404, admin: 404 }) },
  ],
  "/review/disclosure": [{ example: "/review/disclosure?year=2021", expected: only({ reviewer: 200, admin: 200 }) }],
  "/review": [{ example: "/review?year=2022", expected: only({ reviewer: 200, admin: 200 }) }],
  "/review/[unitCode]/[year]": [
    { example: "/review/101004/2022", expected: only({ reviewer: 200, admin: 200 }) },
    { example: "/review/999999/2022", expected: only({ reviewer: 404, admin: 404 }) },
  ],
  "/admin": [{ example: "/admin", expected: only({ admin: 200 }) }],
  "/admin/aliases": [{ example: "/admin/aliases", expected: only({ admin: 200 }) }],
  "/admin/import": [{ example: "/admin/import", expected: only({ admin: 200 }) }],
  "/admin/import/[importId]": [{ example: `/admin/import/${nothing}`, expected: only({ admin: 404 }) }],
  "/admin/mail": [{ example: "/admin/mail", expected: only({ admin: 200 }) }],
  "/admin/site": [{ example: "/admin/site", expected: only({ admin: 200 }) }],
  "/admin/letters": [{ example: "/admin/letters", expected: only({ admin: 200 }) }],
  "/admin/units": [{ example: "/admin/units", expected: only({ admin: "to /admin" }) }],
  "/admin/units/[unitId]": [
    { example: "/admin/units/01a223c9-d7c1-770a-bfa3-7b3578445985", expected: only({ admin: 404 }) },
  ],
  "/admin/users": [{ example: "/admin/users", expected: only({ admin: 200 }) }],
  "/admin/years": [{ example: "/admin/years", expected: only({ admin: 200 }) }],
  // Nobody prepares a year: to the list of years, where one begins to.
  "/admin/years/[year]/open": [
    { example: "/admin/years/2099/open", expected: only({ admin: "to /admin/years" }) },
    { example: "/admin/years/x/open", expected: only({ admin: 404 }) },
  ],
  "/admin/years/[year]/thresholds": [
    { example: "/admin/years/2022/thresholds", expected: only({ admin: 200 }) },
    { example: "/admin/years/1999/thresholds", expected: only({ admin: 404 }) },
  ],
  "/admin/years/[year]/points": [
    { example: "/admin/years/2022/points", expected: only({ admin: 200 }) },
    { example: "/admin/years/1999/points", expected: only({ admin: 404 }) },
  ],
  "/admin/years/[year]/rules": [
    { example: "/admin/years/2022/rules", expected: only({ admin: 200 }) },
    { example: "/admin/years/1999/rules", expected: only({ admin: 404 }) },
  ],
  "/admin/users/second-factor": [{ example: "/admin/users/second-factor", expected: only({ admin: 200 }) }],
  "/admin/users/deputies": [{ example: "/admin/users/deputies", expected: only({ admin: 200 }) }],
  "/admin/duties": [{ example: "/admin/duties", expected: only({ admin: 200 }) }],
  "/admin/operation": [{ example: "/admin/operation", expected: only({ admin: 200 }) }],
  "/admin/proof": [{ example: "/admin/proof", expected: only({ admin: 200 }) }],
  "/admin/subjects": [{ example: "/admin/subjects", expected: only({ admin: 200 }) }],
  "/admin/audit": [{ example: "/admin/audit", expected: only({ admin: 200 }) }],
};

/** Who asks for an example: of what is open to everybody, whoever they are, one of each kind of session. */
export function whoAsks(expected: Record<Visitor, Outcome>): readonly Visitor[] {
  return visitors.every((visitor) => expected[visitor] === 200) ? ofEachSession : visitors;
}

/**
 * Pages that everybody may read, by their area, from the list above: every example that is answered, and one of each kind of
 * refusal of a route. Files and data among them are no pages; what programs ask for is left out.
 */
export function publicAddresses(): Record<"reports" | "answers" | "site", string[]> {
  const areas: ReturnType<typeof publicAddresses> = { reports: [], answers: [], site: ["/nothing"] };
  for (const [route, examples] of Object.entries(routes)) {
    if (route.startsWith("/api/")) continue;
    const area = route.includes("/r/") ? "reports" : /^\/(d|embed)\//.test(route) ? "answers" : "site";
    const refusals = new Set<Outcome>();
    for (const { example, expected } of examples) {
      const outcome = expected.nobody;
      const isRefused = outcome === 400 || outcome === 404;
      if ((outcome !== 200 && !isRefused) || refusals.has(outcome)) continue;
      if (isRefused) refusals.add(outcome);
      areas[area].push(example);
    }
  }
  return areas;
}
