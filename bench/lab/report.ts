import { slipLabels } from "@/lib/domain/suspects/slips";
import { allRules } from "@/lib/domain/checks/registry";
import { summarize } from "../measuring/statistics";
import { shapes } from "../measuring/accounts";
import type { Measurement, Tally } from "./measure";
import type { Way } from "./ways";

const wayLabels: Record<Way, string> = {
  tablesYuan: "tables with their totals, in yuan",
  tablesWan: "tables with their totals, printed in 万元",
  factsWithControls: "facts with control totals",
  facts: "facts alone",
};

function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

const placesHead = [
  "first place",
  "first three",
  "barred",
  "tied",
  "first place of the others",
  "tied with three",
  "first three of the others",
] as const;
const places = ({
  caught,
  first,
  firstThree,
  barred,
  tied,
  firstOfOthers,
  tiedWithThree,
  firstThreeOfOthers,
}: Tally) => [
  percent(first, caught),
  percent(firstThree, caught),
  barred,
  tied,
  percent(firstOfOthers, caught - barred - tied),
  tiedWithThree,
  percent(firstThreeOfOthers, caught - barred - tiedWithThree),
];

/** The measurements of one seed. */
export interface Run {
  seed: number;
  measurements: readonly Measurement[];
}

function summaryOf(measurements: readonly Measurement[]): string {
  return table(
    ["way", "slips", "caught", "missed", "false alarms", "only asked about", "nothing can reveal it", ...placesHead],
    measurements.map(({ way, ...own }) => [
      wayLabels[way],
      own.slips,
      own.caught.caught,
      own.missed,
      `${own.falseAlarms} of ${own.accounts}`,
      own.onlyAsked,
      own.hidden,
      ...places(own.caught),
    ]),
  );
}

/** The whole report as Markdown; without durations, so that the same seed gives the same file everywhere. */
export function labReport({ seed, measurements }: Run, unseen: Run | null): string {
  const all = [...measurements, ...(unseen?.measurements ?? [])];
  const slips = all.reduce((total, { slips: own }) => total + own, 0);
  const accounts = all.reduce((total, { accounts: own }) => total + own, 0);
  const sections = measurements.map(
    (measurement) => `## ${wayLabels[measurement.way].replace(/^./, (letter) => letter.toUpperCase())}

### By slip

${table(
  ["slip", "caught", "missed", "only asked about", "nothing can reveal it", ...placesHead],
  [...measurement.byKind].map(([kind, tally]) => [
    `${kind} ${slipLabels[kind]}`,
    tally.caught,
    tally.missed,
    tally.onlyAsked,
    tally.hidden,
    ...places(tally),
  ]),
)}

### By rule

${table(
  ["rule", "caught", "missed", "false alarms", ...placesHead],
  allRules.flatMap(({ id }) => {
    const tally = measurement.byRule.get(id);
    return tally ? [[id, tally.caught, tally.missed, tally.falseAlarms, ...places(tally)]] : [];
  }),
)}`,
  );
  return `# Mutation laboratory

Written by \`npm run lab\`; do not edit. ${slips.toLocaleString("en-US")} slips were planted into ${accounts} correct accounts of ${shapes.length} shapes
(${shapes.map(({ name }) => name).join("; ")}), fixed seeds. How it measures, and what it cannot show: [decision 0030](decisions/0030-which-cell-is-wrong.md).

- **caught**: a 基本平衡, 逻辑性 or 控制数 check fails that did not fail before.
- **missed**: an identity is broken according to a second, plain reading of domain-rules §5.1, and the checks are silent. By rule: that rule is silent.
- **false alarms**: the check fails on correct accounts.
- **only asked about**: no identity is broken; a 核实性 check asks about a figure. **Nothing can reveal it**: the figures remain possible.
- **first place, first three**: of the slips caught, the true correction (every cell and its figure) stands first, or among the first three proposals. In printed
  万元, 0.01 万元 of the figure is rounding. One account in three has no last year in the system.
- **barred**: of the slips caught, those whose true correction takes money out of a “三公” item, such as another subject's money typed under 30212. No
  proposal may say so (decision 0030), so none of them has a place.
- **tied**: of the slips caught, those that are undecidable for the first place: at least one other correction cures exactly the same findings, breaks none
  more, undoes the same kind of slip, and has exactly the same evidence for and against it; or only a bound is broken, and nothing gives the figure, so that
  its neighbours cure as much. **tied with three**: at least three such corrections, so that the first three places are undecidable, too. Where the ranking
  puts them plays no part. Barred and tied slips stay in the first two percentages; **of the others** is without them.

## Seed ${seed}, on which the weights were chosen

${summaryOf(measurements)}
${unseen === null ? "" : `\n## Seed ${unseen.seed}, never used for choosing anything\n\n${summaryOf(unseen.measurements)}\n\nWhat follows is of seed ${seed}.\n`}
${sections.join("\n\n")}
`;
}

/** One line per way for the console. */
export function summaryLine({ way, durations, caught, ...own }: Measurement): string {
  const { median, p99 } = summarize(durations);
  return `  ${wayLabels[way].padEnd(42)} slips ${own.slips}, caught ${caught.caught}, missed ${own.missed}, false alarms ${own.falseAlarms} of ${own.accounts}, only asked ${own.onlyAsked}, hidden ${own.hidden}, places ${places(caught).join(" / ")}, search median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
}
