import type { z } from "zod";
import { signInFormSchema } from "@/lib/features/session/schema";
import { createUserSchema } from "@/lib/features/users/schema";
import { saveCellsSchema, saveTextsSchema } from "@/lib/features/versions/schema";

/** What is sent to an action, as JSON; what of it is taken where it is harmless. */
export interface HostileBody {
  name: string;
  schema: z.ZodType;
  json: string;
  right: "refused" | "taken";
}

const versionId = "00000000-0000-4000-8000-000000000000";
const edit = {
  address: { sheet: "income", row: "2010301", fund: "", column: "otherIncome" },
  input: "1",
  baseRevision: 0,
};
const words = { slot: "profile.duties", text: "职责", baseRevision: 0 };
const cells = { versionId, how: "typed", unit: "yuan", edits: [edit] };
const texts = { versionId, edits: [words] };
const person = { username: "zhang.san", name: "张三", grants: [{ role: "reviewer" }] };

const ofCells = (name: string, change: object, right: HostileBody["right"] = "refused"): HostileBody => ({
  name,
  schema: saveCellsSchema,
  json: JSON.stringify({ ...cells, ...change }),
  right,
});
const ofEdit = (name: string, change: object, right: HostileBody["right"] = "refused") =>
  ofCells(name, { edits: [{ ...edit, ...change }] }, right);
const ofAddress = (name: string, change: object) => ofEdit(name, { address: { ...edit.address, ...change } });
const ofText = (name: string, change: object, right: HostileBody["right"] = "refused"): HostileBody => ({
  name,
  schema: saveTextsSchema,
  json: JSON.stringify({ ...texts, edits: [{ ...words, ...change }] }),
  right,
});
const ofPerson = (name: string, change: object): HostileBody => ({
  name,
  schema: createUserSchema,
  json: JSON.stringify({ ...person, ...change }),
  right: "refused",
});
/** A body that no program of ours writes. */
const raw = (name: string, schema: z.ZodType, json: string, right: HostileBody["right"] = "refused"): HostileBody => ({
  name,
  schema,
  json,
  right,
});

const deep = (open: string, close: string) => `${open.repeat(50_000)}${close.repeat(50_000)}`;
const written = (value: object) => JSON.stringify(value);

export const hostileBodies: readonly HostileBody[] = [
  ...["null", "[]", '""', "7", "true", "{}"].map((json) => raw(`${json} for all of it`, saveCellsSchema, json)),
  raw("lists 50,000 deep", saveCellsSchema, deep("[", "]")),
  raw("objects 50,000 deep", saveCellsSchema, `${'{"edits":'.repeat(50_000)}1${"}".repeat(50_000)}`),
  raw("another prototype", saveCellsSchema, written(cells).replace("{", '{"__proto__":{"isAdmin":true},'), "taken"),
  raw(
    "another constructor",
    saveCellsSchema,
    written(cells).replace("{", '{"constructor":{"prototype":{"x":1}},'),
    "taken",
  ),
  raw("one key twice", saveCellsSchema, written(cells).replace("{", '{"versionId":"x",'), "taken"),
  raw("a revision of 1e400", saveCellsSchema, written(cells).replace('"baseRevision":0', '"baseRevision":1e400')),
  raw(
    "a revision of 10^400",
    saveCellsSchema,
    written(cells).replace('"baseRevision":0', `"baseRevision":${"9".repeat(400)}`),
  ),
  raw("a revision of -0", saveCellsSchema, written(cells).replace('"baseRevision":0', '"baseRevision":-0'), "taken"),
  ofEdit("a revision below zero", { baseRevision: -1 }),
  ofEdit("half a revision", { baseRevision: 0.5 }),
  ofEdit("a revision as text", { baseRevision: "0" }),
  ofEdit("a revision beyond whole numbers", { baseRevision: 2 ** 53 }),
  ofEdit("a list for an amount", { input: ["1"] }),
  ofEdit("an object for an amount", { input: { toString: 1 } }),
  ofEdit("a number for an amount", { input: 1 }),
  ofEdit("an amount of 201 signs", { input: "1".repeat(201) }),
  ofEdit("a formula for an amount", { input: "=1+1" }, "taken"),
  ofAddress("a sheet of nobody", { sheet: "__proto__" }),
  ofAddress("a row that climbs out", { row: "../../x" }),
  ofAddress("a row of 121 signs", { row: "1".repeat(121) }),
  ofAddress("a row with a colon", { row: "a:b" }),
  ofAddress("a fund of nobody", { fund: "constructor" }),
  ofAddress("a column with markup", { column: "<b>" }),
  ofAddress("a row in full-width digits", { row: "２０１０３０１" }),
  ofCells("an id in full-width digits", { versionId: versionId.replaceAll("0", "０") }),
  ofCells("a list for an id", { versionId: [versionId] }),
  ofCells("no edit", { edits: [] }),
  ofCells("2,001 edits", {
    edits: Array.from({ length: 2_001 }, (_, row) => ({ ...edit, address: { ...edit.address, row: String(row) } })),
  }),
  ofCells("one cell twice", { edits: [edit, edit] }),
  ofCells("edits as an object", { edits: { 0: edit, length: 1 } }),
  ofCells("a unit of nobody", { unit: "fen" }),
  ofCells("a way that is none", { how: "forged" }),
  ofText("a slot that climbs out", { slot: "profile.../../x" }),
  ofText("a slot of another kind", { slot: "admin.password" }),
  ofText("a slot with a line end", { slot: "profile.duties\n" }),
  ofText("a slot of 121 signs", { slot: `free.${"x".repeat(121)}` }),
  ofText("a list for a text", { text: ["职责"] }),
  ofText("100,000 signs", { text: "字".repeat(100_000) }),
  ofText("8 MB of signs", { text: "a".repeat(8 * 1024 * 1024) }),
  ofText("a text of NUL", { text: "\0" }),
  ofText("half of a character", { text: "\ud800" }),
  ofText("a sign that turns the direction", { text: "共\u202e4321元" }),
  ofPerson("a name in letters that look like others", { username: "аdmin" }),
  ofPerson("a name with a sign without width", { username: "zhang\u200b.san" }),
  ofPerson("a name with a line end in it", { username: "zhang\nsan" }),
  ofPerson("a role of nobody", { grants: [{ role: "root" }] }),
  ofPerson("a role by another prototype", { grants: [{ role: "__proto__" }] }),
  ofPerson("a role with a key too many", { grants: [{ role: "reviewer", isAdmin: true }] }),
  ofPerson("20,001 roles", { grants: Array.from({ length: 20_001 }, () => ({ role: "reviewer" })) }),
  ofPerson("a person's name of a list", { name: [["张三"]] }),
  raw("a password of 1 MB", signInFormSchema, written({ username: "a", password: "x".repeat(1024 * 1024) })),
  raw("a name of 1 MB", signInFormSchema, written({ username: "a".repeat(1024 * 1024), password: "x" })),
  raw("a list for a password", signInFormSchema, written({ username: "a", password: ["x"] })),
  raw("an object for a name", signInFormSchema, written({ username: { $ne: null }, password: "x" })),
];
