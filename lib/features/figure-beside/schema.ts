import { z } from "zod";

export const figureBesideSchema = z.object({ versionId: z.uuid(), cell: z.string().min(3).max(200) });

/** An amount beside another, as a reader compares them. */
export interface ComparedAmount {
  /** 上年决算数, 年初预算. */
  name: string;
  /** In 万元 as printed; to the fen. */
  wan: string;
  exact: string;
  /** 增加 74.41，5.09%; without a base: 上年无. */
  change: string;
}

/** What the same figure is elsewhere; published accounts only. */
export interface PeerAmounts {
  /** Units of the kind that have published the figure, this one left out. */
  n: number;
  /** Middle of their amounts, in 万元; of those that publish their people, for each person. */
  median: string;
  perHead: { median: string; own: string | null; n: number } | null;
}

/** What stands beside a figure on demand. */
export interface FigureBeside {
  now: { wan: string; exact: string };
  compared: ComparedAmount[];
  /** `null`: the figure is none that units are compared by; a number: so few have published it that nothing is told. */
  peers: PeerAmounts | number | null;
  kindLabel: string;
  history: {
    label: string;
    changes: { revision: number; from: string; to: string; how: string; by: string; at: string }[];
  }[];
}
