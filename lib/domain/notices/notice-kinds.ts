import { dayText, type Day } from "../register/days";

/** What the title of a notice is made of, as it was when it was written. */
export interface NoticeFacts {
  /** Name of the unit. */
  unit: string;
  year: number;
  /** Who did it. */
  by?: string;
  /** The last day to submit. */
  dueOn?: Day;
  /** Days until then. */
  days?: number;
  /** More than the title says, for the inbox alone: mail never carries it. */
  text?: string;
}

/** What the inbox can be narrowed to. */
export const noticeGroups = { steps: "办理", comments: "意见", deadlines: "期限" } as const;
export type NoticeGroup = keyof typeof noticeGroups;

interface NoticeKindDeclaration {
  label: string;
  group: NoticeGroup;
  title: (facts: NoticeFacts) => string;
}

const report = ({ unit, year }: NoticeFacts) => `${unit}${year}年度决算`;
const someone = ({ by }: NoticeFacts) => by || "有人";
const due = ({ dueOn }: NoticeFacts) => (dueOn === undefined ? "" : dayText(dueOn));

const declaredKinds = {
  returned: { label: "退回", group: "steps", title: (facts) => `${report(facts)}被退回，请修改后再上报` },
  approved: { label: "批复", group: "steps", title: (facts) => `${report(facts)}已批复` },
  approvalWithdrawn: { label: "撤销批复", group: "steps", title: (facts) => `${report(facts)}的批复已撤销` },
  published: { label: "公开", group: "steps", title: (facts) => `${report(facts)}已公开` },
  correctionOpened: { label: "更正", group: "steps", title: (facts) => `${report(facts)}开始更正，请修改后上报` },
  comment: {
    label: "意见",
    group: "comments",
    title: (facts) => `${someone(facts)}在${report(facts)}中写了意见或答复`,
  },
  mention: {
    label: "提到我",
    group: "comments",
    title: (facts) => `${someone(facts)}在${report(facts)}的意见中提到了您`,
  },
  reminder: { label: "催报", group: "deadlines", title: (facts) => `财政局催报：${report(facts)}` },
  deadlineNear: {
    label: "临近截止",
    group: "deadlines",
    title: (facts) =>
      `${report(facts)}${facts.days === 0 ? "今天截止上报" : `还有${facts.days}天截止上报`}（${due(facts)}）`,
  },
  extensionGranted: {
    label: "延期",
    group: "deadlines",
    title: (facts) => `${report(facts)}的上报截止日期延至${due(facts)}`,
  },
  extensionWithdrawn: {
    label: "撤销延期",
    group: "deadlines",
    title: (facts) => `${report(facts)}的延期已撤销，上报截止日期为${due(facts)}`,
  },
} as const satisfies Record<string, NoticeKindDeclaration>;

export type NoticeKind = keyof typeof declaredKinds;
export const noticeKinds: Readonly<Record<NoticeKind, NoticeKindDeclaration>> = declaredKinds;
export const noticeKindIds = Object.keys(declaredKinds) as [NoticeKind, ...NoticeKind[]];

/** The kinds of a group. */
export function kindsOfGroup(group: NoticeGroup): NoticeKind[] {
  return noticeKindIds.filter((kind) => noticeKinds[kind].group === group);
}

/** What a notice says in one line. */
export function noticeTitle(kind: NoticeKind, facts: NoticeFacts): string {
  return noticeKinds[kind].title(facts);
}
