import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { statutoryDocument } from "@/lib/domain/document/statutory-document";
import { freezeDocument } from "@/lib/domain/document/frozen-document";
import { createReportModel } from "@/lib/domain/report/open-report";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { putuoFacts, putuoIdentity } from "@/lib/domain/testing/putuo-2024";
import { ReportContents } from "./report-contents";

it("lists the tables of a form that has no codes by number, as its template does", () => {
  const catalogues = cataloguesOf(putuoIdentity.year);
  const model = createReportModel({ identity: putuoIdentity, ...catalogues, facts: putuoFacts });
  const { functional } = catalogues;
  const document = statutoryDocument({ unitCode: "132001", model, functional, texts: putuoFacts.texts });
  const { parts } = freezeDocument(document);
  render(<ReportContents parts={parts} tables={model.printedTables()} hasOverview={false} hasContact={false} />);
  expect(screen.getByText("一、收入支出决算总表")).toBeInTheDocument();
  expect(screen.getByText("九、国有资本经营预算财政拨款收入支出决算表")).toBeInTheDocument();
  expect(screen.getByText("一、收入支出决算总体情况说明")).toBeInTheDocument();
});
