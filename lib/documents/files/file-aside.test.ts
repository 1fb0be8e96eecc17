import { expect, it } from "vitest";
import { freezeDocument, thawDocument } from "@/lib/domain/document/frozen-document";
import { documentFile, type FileSource } from "@/lib/documents/files/document-file";
import { documentFileAside } from "@/lib/documents/files/file-aside";
import { sampleDocument } from "@/lib/documents/testing/sample-document";
import { realAccounts } from "@/prisma/seed/real-accounts";

const { document, model } = sampleDocument();
// As a snapshot gives it: a calculation is a function that says its words.
const thawed = thawDocument(freezeDocument(document), { ...document, tables: model.printedTables() });
const source: FileSource = { document: thawed, model: () => model, reportPackage: realAccounts("101001") };
const options = {
  publication: {
    number: 1,
    correctionReason: null,
    changes: null,
    contentHash: "0f".repeat(32),
    address: null,
    proofHead: null,
  },
  date: "2022-09-15",
};

it.each(["docx", "xlsx"] as const)("a %s made aside has the bytes of one that is made here", async (format) => {
  const [here, aside] = [await documentFile(format, source, options), await documentFileAside(format, source, options)];
  expect(Buffer.from(aside).equals(Buffer.from(here))).toBe(true);
});

it("says what went wrong in the other process", async () => {
  const broken: FileSource = {
    ...source,
    model: () => ({ ...model, input: () => ({ ...model.input(), facts: null! }) }),
  };
  await expect(documentFileAside("xlsx", broken, options)).rejects.toThrow(/TypeError/);
});
