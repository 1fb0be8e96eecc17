import { reportAddressSchema, splitFileName } from "@/lib/documents/open-data/address";
import { readFeedName } from "@/lib/documents/open-data/feed";
import { readAddress } from "@/lib/domain/questions/question";
import { portalAddressSchema } from "@/lib/features/portal-addresses/schema";
import { saveTextsSchema } from "@/lib/features/versions/schema";
import { ownPath } from "@/lib/platform/own-path";
import { pageAddressOf } from "@/site/page-address";

/** What somebody puts where an address, a code or an id of ours stands. */
export const hostileIds: readonly { name: string; id: string }[] = [
  { name: "nothing", id: "" },
  { name: "a blank", id: " " },
  { name: "NUL", id: "101001\0" },
  { name: "NUL, encoded", id: "101001%00" },
  { name: "a line end", id: "101001\n" },
  { name: "line ends and a header, encoded", id: "101001%0d%0aSet-Cookie:x=1" },
  { name: "a way up", id: "../../etc/passwd" },
  { name: "a way up, encoded", id: "%2e%2e%2f%2e%2e%2fetc%2fpasswd" },
  { name: "a way up, encoded twice", id: "%252e%252e%252f" },
  { name: "a way up of another system", id: "..\\..\\windows" },
  { name: "a way up in overlong UTF-8", id: "%c0%ae%c0%ae%c0%af" },
  { name: "half of an encoding", id: "%" },
  { name: "30,000 signs", id: "1".repeat(30_000) },
  { name: "30,000 ways up", id: "../".repeat(10_000) },
  { name: "full-width digits", id: "１０１００１" },
  { name: "Arabic digits", id: "١٠١٠٠١" },
  { name: "Chinese numerals", id: "一〇一〇〇一" },
  { name: "a negative number", id: "-1" },
  { name: "a fraction", id: "2021.5" },
  { name: "a power of ten", id: "1e9" },
  { name: "a number in hexadecimal", id: "0x7e5" },
  { name: "a number beyond all numbers", id: "9".repeat(400) },
  { name: "Infinity", id: "Infinity" },
  { name: "NaN", id: "NaN" },
  { name: "null", id: "null" },
  { name: "undefined", id: "undefined" },
  { name: "__proto__", id: "__proto__" },
  { name: "constructor", id: "constructor" },
  { name: "toString", id: "toString" },
  { name: "an object", id: "[object Object]" },
  { name: "a list in JSON", id: '["101001"]' },
  { name: "SQL", id: "101001' OR '1'='1" },
  { name: "wild cards of SQL", id: "10%_1" },
  { name: "a script", id: "<script>alert(1)</script>" },
  { name: "a template", id: "${7*7}" },
  { name: "a command", id: "101001;id" },
  { name: "a command in backquotes", id: "`id`" },
  { name: "signs without width", id: "101\u200b001" },
  { name: "a sign that turns the direction", id: "\u202e100101" },
  { name: "half of a character", id: "101001\ud800" },
  { name: "letters that look like others", id: "1О1ОО1" },
  { name: "another site", id: "//example.org" },
  { name: "another site behind a tab", id: "\t//example.org" },
  { name: "another site by its whole address", id: "https://example.org/" },
  { name: "an address that runs", id: "javascript:alert(1)" },
  { name: "an id of a version with a sign too many", id: "00000000-0000-4000-8000-0000000000000" },
  { name: "an id of a version in braces", id: "{00000000-0000-4000-8000-000000000000}" },
];

/** Such a code leads nowhere because no unit has it, and for nothing else. */
const looksLikeCode = (id: string) => /^[A-Za-z0-9-]{1,30}$/.test(id);

/** What reads them; each says whether it was taken. None may throw. */
export const idReaders: Record<string, (id: string) => boolean> = {
  "page of a report": (id) =>
    (pageAddressOf(`/r/${id}/2021`) !== null && !looksLikeCode(id)) || pageAddressOf(`/r/101001/${id}`) !== null,
  "version of a report": (id) => pageAddressOf(`/r/101001/2021/v/${id}`) !== null,
  "data of a report": (id) =>
    reportAddressSchema.safeParse({ unitCode: id, year: "2021" }).success &&
    reportAddressSchema.safeParse({ unitCode: "101001", year: id }).success,
  "file of a report": (id) => splitFileName(`2021.${id}`).format !== null && id !== "",
  "answer about a year": (id) => readAddress([id, "functions"], []).ok,
  "answer about a unit": (id) => readAddress(["units", id], []).ok && !looksLikeCode(id),
  "narrowing of an answer": (id) => readAddress(["2021", "status"], [["page", id]]).ok && id !== "",
  feed: (id) => readFeedName(id) !== null || (readFeedName(`${id}.atom`) !== null && !looksLikeCode(id)),
  "id in an action": (id) => saveTextsSchema.shape.versionId.safeParse(id).success,
  "slot of a text": (id) => saveTextsSchema.shape.edits.safeParse([{ slot: id, text: "", baseRevision: 0 }]).success,
  "where to go after signing in": (id) => {
    const path = ownPath(id);
    return path !== null && new URL(path, "https://own.invalid").origin !== "https://own.invalid";
  },
  "address of the portal": (id) =>
    id.trim() !== "" && portalAddressSchema.safeParse(id).success && id !== "https://example.org/",
};

/** Addresses of other sites that a person may not give as the portal's. */
export const hostileSites: readonly string[] = [
  "javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "file:///etc/passwd",
  "ftp://example.org/x",
  "gopher://127.0.0.1:6379/_x",
  "http://user:password@example.org/",
  "http://example.org@evil.example.com/",
  "http:// example.org/",
  "http://example.org/\nx",
  "http://",
  "//example.org/x",
  "http://[::1",
  `http://example.org/${"x".repeat(3_000)}`,
];
