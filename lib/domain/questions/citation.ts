/** How a view is cited: data of the district as of a day, at an address that lasts. */
import type { CitedSource } from "../report/citation";
import { addressOf, pathOf } from "./question";
import type { View } from "./view";

/** @param wholeAddress of a path of this site */
export function sourceOf(
  { district, title, day, question }: View,
  wholeAddress: (path: string) => string,
): CitedSource {
  return {
    author: `${district.name}决算公开`,
    title,
    medium: "DB/OL",
    issued: day,
    issuedWord: "数据截至",
    accessed: day,
    address: wholeAddress(addressOf(question)),
    key: `mingzhang${pathOf(question)}`.replace(/[^A-Za-z0-9]+/g, "-"),
  };
}
