/**
 * One difference of everything between two states of a report. What was entered is told apart from what moved with it:
 * a typed amount is one change, the totals and sentences that follow from it are others, each of which knows what it
 * follows from.
 */
import { changesOf, type Change, type ChangeList } from "../document/publication-changes";
import { enteredItems, type Entered, type EnteredList, type EnteredValue, type ReportState } from "./report-state";

export interface EnteredChange extends Change {
  list: EnteredList;
  /** Exact values, for whoever makes one state from the other; `null`: not there. */
  values: { before: EnteredValue | null; after: EnteredValue | null };
}

/** Lists of what is printed; what is typed has lists of its own. */
export type MovedList = Exclude<ChangeList, "facts" | "texts">;

export interface MovedChange extends Change {
  list: MovedList;
}

export interface Difference {
  entered: readonly EnteredChange[];
  moved: readonly MovedChange[];
  /** None of the lists has anything, and still the states differ: in an order, or in what a number refers to. */
  isUnnamed: boolean;
}

/** Everything that differs, each list in the order of the later state, with what has gone at its end. */
export function differenceOf(before: ReportState, after: ReportState): Difference {
  const { isUnnamed, facts: _, texts: __, ...printed } = changesOf(before, after);
  const entered = enteredChanges(before, after);
  const moved = (Object.keys(printed) as MovedList[]).flatMap((list) =>
    printed[list].map((change) => ({ ...change, list })),
  );
  return { entered, moved, isUnnamed: isUnnamed && entered.length === 0 };
}

/** Whether two states say the same. */
export function isNoDifference({ entered, moved, isUnnamed }: Difference): boolean {
  return entered.length === 0 && moved.length === 0 && !isUnnamed;
}

/** What was entered, after these changes. What is printed of it is the engine's work. */
export function applied(entered: Entered, changes: readonly EnteredChange[]): Entered {
  const lists = new Map([...entered].map(([list, values]) => [list, new Map(values)]));
  for (const { list, address, values } of changes) {
    if (values.after === null) lists.get(list)!.delete(address);
    else lists.get(list)!.set(address, values.after);
  }
  return lists;
}

function enteredChanges(before: ReportState, after: ReportState): EnteredChange[] {
  const byPlace = (state: ReportState) =>
    new Map(enteredItems(state).map((item) => [`${item.list} ${item.address}`, item]));
  const [was, is] = [byPlace(before), byPlace(after)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((place): EnteredChange[] => {
    const [old, current] = [was.get(place) ?? null, is.get(place) ?? null];
    if (old && current && isSameValue(old.value, current.value)) return [];
    const { list, address, what } = (current ?? old)!;
    return [
      {
        list,
        address,
        what: what(),
        before: old?.text ?? null,
        after: current?.text ?? null,
        values: { before: old?.value ?? null, after: current?.value ?? null },
      },
    ];
  });
}

function isSameValue(one: EnteredValue, other: EnteredValue): boolean {
  if (typeof one !== "object" || typeof other !== "object") return one === other;
  const [own, theirs] = [one, other] as Record<string, unknown>[];
  return Object.keys(own!).every((name) => own![name] === theirs![name]);
}
