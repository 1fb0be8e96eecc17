/**
 * The kinds of parts that a section of 第三部分 is made of: what a format may declare, as data. `text/parts` has one writer
 * for each kind. The names of the groups in `words` are part of the keys of statements, by which a given text is
 * compared.
 */
import type { Fund, Nature, OwnIncome } from "../../words/funds";
import type { BudgetPhrases, ChangePhrases, SharePhrases } from "./phrases";

interface Part<Kind extends string> {
  readonly kind: Kind;
  /** Of its sentences and slots, which are stored: the same for the same thing in every format. */
  readonly id: string;
  /** Stands above the part where its section has several. */
  readonly heading?: string;
}

/** The grand total of both sides of a table against last year's. */
export interface GrandTotalPart extends Part<"grandTotal"> {
  readonly table: "incomeExpenditureSummary" | "appropriationSummary";
  /** The column of the grand total on the side of expenditure. */
  readonly spent: "amount" | "total";
  /** For the place `{subject}` of the opening, where it has one. */
  readonly subject?: string;
  /** The subject of “增加” and “减少”. */
  readonly changed: string;
  readonly words: { readonly totals: { readonly opening: string }; readonly versusLastYear: ChangePhrases };
}

/** By what the opening balances differ from last year's closing balances (words/opening-adjustments.ts). */
export interface OpeningAdjustmentsPart extends Part<"openingAdjustments"> {
  readonly words: {
    readonly adjustments: {
      readonly rise: string;
      readonly fall: string;
      readonly equal: string;
      /** Of each: with the places `{fund}`, `{kind}`, `{amount}`, `{document}`, `{date}` and `{reason}`. */
      readonly raised: string;
      readonly lowered: string;
    };
  };
}

/** A column of a table by subject, as the text names it. */
export interface NamedColumn {
  /** Of the sentence about it. */
  readonly id: string;
  readonly name: string;
  readonly column: "appropriation" | OwnIncome | Nature;
}

/** How a total is composed, in one sentence. */
export interface CompositionPart extends Part<"composition"> {
  readonly table: "income" | "expenditure";
  readonly noun: string;
  readonly columns: readonly NamedColumn[];
  /** Leaves out what is 0. */
  readonly omitsZero: boolean;
  readonly words: {
    /** `nothing`: where every part is left out. */
    readonly totals: { readonly composition: string; readonly nothing: string };
    readonly share: SharePhrases;
  };
}

/** How a total is composed, then each column of it against last year's. */
export interface CompositionWithChangesPart extends Part<"compositionWithChanges"> {
  readonly table: "income" | "expenditure";
  readonly noun: string;
  readonly columns: readonly NamedColumn[];
  readonly headings: { readonly structure: string; readonly details: string };
  readonly words: {
    readonly totals: { readonly composition: string; readonly part: string };
    readonly share: SharePhrases;
    readonly versusLastYear: ChangePhrases;
  };
}

/** What stands of every 项: its name, what it was used for where the form asks, its budget and accounts. */
export interface ItemWords {
  readonly generalPublic: { readonly item: string; readonly purpose?: string };
  readonly budget: BudgetPhrases;
}

/** 一般公共预算财政拨款支出: the total, its 类, its 项. */
export interface GeneralPublicExpenditurePart extends Part<"generalPublicExpenditure"> {
  readonly headings: { readonly overall: string; readonly structure: string; readonly details: string };
  /** The subject of “增加” and “减少”. */
  readonly changed: string;
  readonly words: {
    readonly generalPublic: ItemWords["generalPublic"] & {
      readonly share: string;
      readonly unrated: string;
      readonly none: string;
      readonly structure: string;
      /** A 类 among the others: `{label}` as the table prints it, `{name}` without 支出 at its end. */
      readonly category: string;
      /** The subject of budget and accounts. */
      readonly total: string;
      readonly itemsFollow: string;
    };
    readonly share: SharePhrases;
    readonly versusLastYear: ChangePhrases;
    readonly budget: BudgetPhrases;
  };
}

/** 一般公共预算财政拨款基本支出: the total, 人员经费 and 公用经费 with what they were spent on. */
export interface BasicExpenditurePart extends Part<"basicExpenditure"> {
  readonly inOneParagraph: boolean;
  readonly words: {
    readonly basic: {
      readonly total: string;
      readonly none: string;
      readonly personnel: string;
      readonly running: string;
      readonly personnelNone: string;
      readonly runningNone: string;
    };
  };
}

/** An item of the “三公” table. */
export interface ThreePublicItem {
  /** Of its sentences and reasons. */
  readonly id: string;
  /** The end of the names of its columns: `budgetOverseasTravel`. */
  readonly item: "OverseasTravel" | "Vehicles" | "OfficialReception";
}

/** “三公”经费: the whole, then every item with its budget, its reason and what was counted. */
export interface ThreePublicByItemPart extends Part<"threePublicByItem"> {
  readonly headings: { readonly overall: string; readonly details: string };
  /** The names of the items, with their numbers. */
  readonly names: { readonly overseasTravel: string; readonly vehicles: string; readonly officialReception: string };
  /** The subject of “增加” and “减少” of the whole. */
  readonly changed: string;
  readonly words: {
    readonly threePublic: {
      readonly subject: string;
      readonly below: string;
      readonly above: string;
      readonly aboveNothing: string;
      readonly equal: string;
      readonly overseas: string;
      readonly purchase: string;
      readonly operation: string;
      readonly operationNone: string;
      readonly held: string;
      readonly reception: string;
      readonly receptionNone: string;
    };
    /** While one of both is not known. */
    readonly budget: Pick<BudgetPhrases, "nothing">;
    /** Whole and items against last year's, too; absent where the form compares with the budget alone. */
    readonly versusLastYear?: ChangePhrases;
  };
}

/** A clause about a figure that may have no base. */
export interface RatedClause {
  readonly rated: string;
  /** Where there is no rate. */
  readonly unrated: string;
}

/** “三公”经费: all items together in one sentence each about budget, last year and shares; then what was counted. */
export interface ThreePublicTogetherPart extends Part<"threePublicTogether"> {
  readonly headings: { readonly overall: string; readonly details: string };
  /** In their order; as the three sentences name them. */
  readonly items: readonly (ThreePublicItem & {
    readonly completed: string;
    readonly changed: string;
    readonly shared: string;
  })[];
  readonly words: {
    readonly threePublicNone: string;
    readonly completion: {
      readonly whole: RatedClause;
      readonly item: RatedClause;
      readonly above: string;
      readonly below: string;
      readonly equal: string;
    };
    readonly change: {
      readonly whole: { readonly rise: RatedClause; readonly fall: RatedClause; readonly equal: string };
      readonly item: { readonly rise: RatedClause; readonly fall: RatedClause; readonly equal: string };
      readonly riseReason: string;
      readonly fallReason: string;
    };
    readonly shares: { readonly opening: string; readonly item: RatedClause; readonly follow: string };
    readonly threePublic: {
      readonly overseas: string;
      readonly overseasCounts: string;
      readonly overseasPurpose: string;
      readonly vehicles: string;
      readonly purchase: string;
      readonly purchasePurpose: string;
      readonly operation: string;
      readonly operationPurpose: string;
      readonly held: string;
      readonly reception: string;
      readonly domestic: string;
      readonly domesticCounts: string;
      readonly domesticCountsNone: string;
    };
  };
}

/** Income and expenditure of a fund of its own, 项 by 项. */
export interface FundPart extends Part<"fund"> {
  readonly table: "governmentFund" | "stateCapital";
  readonly fund: Fund;
  /** Whether the table has income; otherwise the text speaks of expenditure alone. */
  readonly hasIncome: boolean;
  readonly words: {
    readonly funds: { readonly none: string; readonly opening: string; readonly openingWithoutItems: string };
  } & ItemWords;
}

/** 机关运行经费 against its budget, or against last year's. */
export interface AgencyCostPart extends Part<"agencyCost"> {
  readonly base: "budget" | "lastYear";
  readonly words: {
    readonly agencyCost: {
      readonly fall: string;
      readonly rise: string;
      readonly riseFromNothing: string;
      readonly equal: string;
      readonly none: string;
      /** While one of both is not known. */
      readonly open: string;
      /** Where the reason is a sentence of its own. */
      readonly reason?: string;
    };
  };
}

/** 政府采购 with what small enterprises were awarded, and its shares. */
export interface ProcurementPart extends Part<"procurement"> {
  readonly words: {
    readonly procurement: {
      readonly total: string;
      readonly none: string;
      readonly toSmall: string;
      readonly kinds: { readonly goods: string; readonly works: string; readonly services: string };
    };
  };
}

/** 政府采购 with what was reserved for small enterprises, and what of it they were awarded. */
export interface ReservedProcurementPart extends Part<"reservedProcurement"> {
  readonly words: {
    readonly procurement: {
      readonly total: string;
      readonly none: string;
      readonly reserved: string;
      readonly awarded: string;
    };
  };
}

/** 国有资产: places other than year and unit are rows of the sheet of assets. */
export interface StateAssetsPart extends Part<"stateAssets"> {
  readonly words: {
    readonly assets: {
      readonly vehicles: string;
      /** A sentence of its own, where the form has one. */
      readonly equipment?: string;
      /** What the vehicles of the row `other` are, in the place `{otherNote}`. */
      readonly otherNote?: string;
    };
  };
}

/** A sentence that stands in every report. */
export interface NotePart extends Part<"note"> {
  readonly words: { readonly note: string };
}

/** 预算绩效 from the forms of the projects and the reports of key evaluations. */
export interface PerformanceFormsPart extends Part<"performanceForms"> {
  readonly headings: { readonly work: string; readonly results: string; readonly keyResults: string };
  readonly words: {
    readonly performance: {
      readonly overview: string;
      readonly overviewWithoutBudget: string;
      readonly coverage: string;
      readonly keyEvaluations: string;
      readonly grades: string;
      readonly assessment: string;
      readonly forms: string;
      readonly score: string;
      readonly execution: string;
      readonly executionWithoutRate: string;
      readonly attainment: string;
      readonly attached: string;
      readonly summaryAttached: string;
      readonly keyScore: string;
      readonly reportAttached: string;
      readonly none: string;
      /** While nobody has said whether there are projects. */
      readonly open: string;
      readonly noneKey: string;
    };
  };
}

/** 预算绩效管理 from its sheet: rules and ways of working as typed, projects and amounts of every stage. */
export interface PerformanceManagementPart extends Part<"performanceManagement"> {
  readonly words: {
    readonly performanceManagement: {
      /** With the places `{rules}` and `{mechanism}`, which are typed. */
      readonly rules: string;
      readonly stages: string;
      readonly grades: string;
      readonly problems: string;
      readonly noProblems: string;
      readonly none: string;
    };
  };
}

export type PartDeclaration =
  | GrandTotalPart
  | OpeningAdjustmentsPart
  | CompositionPart
  | CompositionWithChangesPart
  | GeneralPublicExpenditurePart
  | BasicExpenditurePart
  | ThreePublicByItemPart
  | ThreePublicTogetherPart
  | FundPart
  | AgencyCostPart
  | ProcurementPart
  | ReservedProcurementPart
  | StateAssetsPart
  | NotePart
  | PerformanceFormsPart
  | PerformanceManagementPart;

export type PartKind = PartDeclaration["kind"];
export type PartOfKind<Kind extends PartKind> = Extract<PartDeclaration, { kind: Kind }>;
