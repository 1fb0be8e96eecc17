import { describe, expect, it } from "vitest";
import { newEvaluation, newProject } from "@/lib/features/performance/schema";
import { factKey } from "@/lib/domain/words/fact-address";
import type { QueuedEdit } from "./edit";
import { readUnsent, valuesOfUnread, writeUnsent } from "./unsent-record";

const wages = factKey("income", "2010301", "", "generalPublicBudget");
const edits: QueuedEdit[] = [
  { edit: { kind: "cell", key: wages, input: "1２.3", unit: "wan", how: "paste" }, base: 4 },
  { edit: { kind: "cell", key: wages, input: "", unit: "yuan" }, base: 0 },
  { edit: { kind: "text", slot: "profile.duties", text: "" }, base: 1 },
  {
    edit: {
      kind: "performance",
      performance: { projects: [newProject("办公设备购置")], keyEvaluations: [newEvaluation("办公设备购置")] },
    },
    base: 2,
  },
  { edit: { kind: "explanation", findingKey: "V-10:x", fingerprint: "", text: "已核对" }, base: 0 },
];

describe("what a page left unsent", () => {
  it("is read as it was written, of every kind", () => {
    expect(readUnsent(writeUnsent({ edits, unread: ["旧"] }))).toEqual({ edits, unread: ["旧"] });
  });

  it("is read as an earlier release wrote it: the list of edits alone", () => {
    expect(readUnsent(JSON.stringify(edits))).toEqual({ edits, unread: [] });
  });

  it.each([
    ["of a kind that there is no more", { edit: { kind: "remark", at: "income", text: "备注" }, base: 0 }],
    [
      "of a sheet that there is no more",
      { edit: { kind: "cell", key: "subsidies:1:2:3", input: "5", unit: "yuan" }, base: 0 },
    ],
    ["in a unit that there is no more", { edit: { kind: "cell", key: wages, input: "5", unit: "thousand" }, base: 0 }],
    ["without the revision it was made on", { edit: { kind: "text", slot: "profile.duties", text: "职责" } }],
    [
      "of a form with other fields",
      { edit: { kind: "performance", performance: { projects: [{ title: "x" }] } }, base: 0 },
    ],
    ["that is none", "12"],
  ])("keeps an edit %s word for word, and reads the others", (_, foreign) => {
    expect(readUnsent(JSON.stringify([edits[0], foreign]))).toEqual({
      edits: [edits[0]],
      unread: [JSON.stringify(foreign)],
    });
  });

  it.each([
    ["broken off", '{"version":2,"edits":[{"edit":{"kind":"cell","inp'],
    ["of a later release", '{"version":3,"places":{"income":"5"}}'],
    ["no JSON", "收入 100 元"],
  ])("keeps a record that is %s word for word", (_, text) => {
    expect(readUnsent(text)).toEqual({ edits: [], unread: [text] });
  });
});

describe("the values in what nobody can read", () => {
  it("are named, so that a person can copy them", () => {
    expect(valuesOfUnread('{"edit":{"kind":"remark","text":"备注","blank":""},"base":0}')).toEqual([
      { name: "edit.kind", value: "remark" },
      { name: "edit.text", value: "备注" },
      { name: "base", value: "0" },
    ]);
  });

  it("are the whole text where it has no parts", () => {
    expect(valuesOfUnread("收入 100 元")).toEqual([{ name: "", value: "收入 100 元" }]);
    expect(valuesOfUnread("{}")).toEqual([{ name: "", value: "{}" }]);
  });
});
