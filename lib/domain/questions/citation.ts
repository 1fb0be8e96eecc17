/** How a view is cited: who says what, as of when, where. */
import { dayText } from "../register/days";
import { addressOf } from "./question";
import type { View } from "./view";

export interface Citation {
  /** For a text. */
  plain: string;
  /** GB/T 7714 for an electronic resource on the net. */
  standard: string;
}

/** @param wholeAddress of a path of this site */
export function citationOf(view: View, wholeAddress: (path: string) => string): Citation {
  const address = wholeAddress(addressOf(view.question));
  const { district, title, day } = view;
  return {
    plain: `${district.name}决算公开，《${title}》，数据截至${dayText(day)}，${address}`,
    standard: `${district.name}. ${title}[DB/OL]. (${day})[${day}]. ${address}.`,
  };
}
