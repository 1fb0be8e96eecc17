import { wording2021 } from "./shandong-2021/wording";
import { wording2022 } from "./shandong-2022/wording";

type Widened<T> = T extends string
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Widened<Item>[]
    : { readonly [Name in keyof T]: Widened<T[Name]> };

export type SectionId = (typeof wording2021)["sections"][number]["id"];

/** What the text of a year is written with: which sections in which order, and every phrase. A region or year brings its own. */
export type Wording = Omit<Widened<typeof wording2021>, "sections"> & {
  readonly sections: readonly { readonly id: SectionId; readonly title: string }[];
};

const wordings: Readonly<Record<string, Wording>> = { fy2021: wording2021, fy2022: wording2022 };

/**
 * The wording that goes with a table set.
 *
 * @throws RangeError for a table set without one: ids come from the fiscal year, which only offers those there are.
 */
export function wordingOf(tableSetId: string): Wording {
  const wording = wordings[tableSetId];
  if (!wording) throw new RangeError(`no wording for table set: ${tableSetId}`);
  return wording;
}
