import type { Format } from "./define";
import { shandong2021 } from "./shandong-2021/format";
import { shandong2022 } from "./shandong-2022/format";
import { shanghai2024 } from "./shanghai-2024/format";

/** All formats. A new region or year is one folder of declarations and its name here. */
const all = [shandong2021, shandong2022, shanghai2024] as const;

/** The formats with their names (names.ts). */
export type KnownFormat = (typeof all)[number];

export const formats: readonly Format[] = all;
