import type { wording2021 } from "./shandong-2021/wording";

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
