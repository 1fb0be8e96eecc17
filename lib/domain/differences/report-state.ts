/**
 * What a report says at one point of its life: what people entered, what is printed of it, what the bureau thought of
 * its explanations, and the comments on it. Two of them are compared (`difference.ts`).
 */
import { factItems, textItems, type PublishedContent } from "../document/publication-changes";
import { labelOfSheetFact } from "../engine/figures";
import { formatOf, isFormatId } from "../formats/format-of";
import { keyOf, type FactAddress, type FactKey } from "../words/fact-address";
import type { StoredPerformance } from "../performance/stored-performance";
import type { Verdict, WrittenExplanation } from "../report/explanations";
import { performanceEntries, performanceLabel, performanceOfEntries } from "./performance-entries";

/** A judgement with the words and figures that it is of. */
export type Judgement = WrittenExplanation & Verdict;

/** Where a comment stands, as far as the two sides have come with it. */
export interface CommentStanding {
  id: string;
  isResolved: boolean;
  /** How many answers it has. */
  answers: number;
}

export interface ReportState extends PublishedContent, StoredPerformance {
  /** Inputs that are no amounts, as typed. */
  inputs: readonly { key: FactKey; text: string }[];
  /** What the unit says of its findings; empty texts are not there. */
  explanations: readonly WrittenExplanation[];
  /** The last judgement of each finding's explanation, whether it still holds or not. */
  judgements: readonly Judgement[];
  comments: readonly CommentStanding[];
}

/** What people put in, told apart from what follows from it. */
export const enteredLists = {
  facts: "填报数",
  texts: "填报的文字",
  performance: "项目绩效",
  explanations: "核实说明",
  judgements: "认可与否",
  comments: "意见和提问",
} as const;
export type EnteredList = keyof typeof enteredLists;

export type EnteredValue =
  | number
  | string
  | Omit<WrittenExplanation, "findingKey">
  | Omit<Judgement, "findingKey">
  | Omit<CommentStanding, "id">;

/** Everything entered, by its list and its address there. */
export type Entered = ReadonlyMap<EnteredList, ReadonlyMap<string, EnteredValue>>;

/** One entered thing with its words. */
export interface EnteredItem {
  list: EnteredList;
  address: string;
  what: () => string;
  text: string;
  value: EnteredValue;
}

/** Everything that was entered in a state, each thing once. */
export function enteredItems(state: ReportState): EnteredItem[] {
  const { tableSetId, facts, texts, inputs, explanations, judgements, comments, subjects } = state;
  const amounts = new Map(facts.map((fact) => [keyOf(fact as FactAddress) as string, fact.value]));
  const words = new Map(texts.map(({ slot, text }) => [slot, text]));
  const names = new Map(subjects.map(({ code, name }) => [code, name]));
  const sheets = isFormatId(tableSetId) ? formatOf(tableSetId).sheets : null;
  const entries = performanceEntries(state);
  const ruleOf = (key: string) => key.split("@")[0]!;
  return [
    ...factItems(state).map((item) => ({ ...item, list: "facts" as const, value: amounts.get(item.address)! })),
    ...inputs.map(({ key, text }) => ({
      list: "facts" as const,
      address: key as string,
      what: () => (sheets ? labelOfSheetFact(sheets, key, (code) => names.get(code)) : key),
      text: `${text}（不是数）`,
      value: text,
    })),
    ...textItems(state).map((item) => ({ ...item, list: "texts" as const, value: words.get(item.address)! })),
    ...[...entries].map(([path, text]) => ({
      list: "performance" as const,
      address: path,
      what: () => performanceLabel(path, entries),
      text,
      value: text,
    })),
    ...explanations.map(({ findingKey, ...value }) => ({
      list: "explanations" as const,
      address: findingKey,
      what: () => `核实说明 ${ruleOf(findingKey)}`,
      text: value.text,
      value,
    })),
    ...judgements.map(({ findingKey, ...value }) => ({
      list: "judgements" as const,
      address: findingKey,
      what: () => `办理核实说明 ${ruleOf(findingKey)}`,
      text: value.isAccepted ? "认可" : `不认可：${value.reason}`,
      value,
    })),
    ...comments.map(({ id, ...value }) => ({
      list: "comments" as const,
      address: id,
      what: () => "意见或提问",
      text: `${value.isResolved ? "已解决" : "未解决"}，答复${value.answers}条`,
      value,
    })),
  ];
}

/** The values alone. */
export function enteredOf(state: ReportState): Entered {
  const lists = new Map<EnteredList, Map<string, EnteredValue>>();
  for (const list of Object.keys(enteredLists) as EnteredList[]) lists.set(list, new Map());
  for (const { list, address, value } of enteredItems(state)) lists.get(list)!.set(address, value);
  return lists;
}

/** The amounts, texts and forms that a document is made from. */
export function factsOfEntered(entered: Entered): {
  amounts: Map<FactKey, number>;
  texts: Map<string, string>;
  performance: ReturnType<typeof performanceOfEntries>;
} {
  const amounts = [...entered.get("facts")!].filter(
    (entry): entry is [FactKey, number] => typeof entry[1] === "number",
  );
  return {
    amounts: new Map(amounts),
    texts: new Map([...entered.get("texts")!] as [string, string][]),
    performance: performanceOfEntries(entered.get("performance") as ReadonlyMap<string, string>),
  };
}
