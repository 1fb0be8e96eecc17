import { z } from "zod";
import {
  siteFieldLabels,
  siteFields,
  siteProblems,
  type SiteDetails,
  type SiteField,
} from "@/lib/domain/site/site-details";
import { seenRevision, textOf } from "@/lib/features/typed-texts/schema";

const longest: Partial<Record<SiteField, number>> = {
  columnDescription: 500,
  columnKeywords: 200,
  mistakesAddress: 500,
  requestsAddress: 500,
  portalDomains: 500,
};

export const siteDetailsSchema = z.object(
  Object.fromEntries(siteFields.map((field) => [field, textOf(siteFieldLabels[field], longest[field] ?? 100)])) as {
    [field in SiteField]: ReturnType<typeof textOf>;
  },
);

/** As a person may give it: of every field what is wrong with it. */
export const givenSiteDetailsSchema = siteDetailsSchema.superRefine((details: SiteDetails, context) => {
  for (const { field, text } of siteProblems(details))
    context.addIssue({ code: "custom", path: [field], message: text });
});

/** What a district says of its site, and the revision that the person saw; 0: nothing yet. */
export const saveSiteDetailsSchema = z.object({ details: givenSiteDetailsSchema, revision: seenRevision(0) });
export type SaveSiteDetailsInput = z.input<typeof saveSiteDetailsSchema>;
