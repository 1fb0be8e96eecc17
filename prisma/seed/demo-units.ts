import type { TransferKindId } from "@/lib/domain/words/counterparts";
import type { Fund, UnitKind } from "@/lib/domain/words/funds";

export const demoDistrict = { code: "371311", name: "临沂市罗庄区" } as const;

/** Code of the unit whose 2021 accounts are the real, published ones. */
export const realUnitCode = "101001";

/** One 项 of spending in an ordinary year, in thousand yuan. */
export interface DemoSpending {
  subject: string;
  fund: Fund;
  nature: "basic" | "project" | "operating";
  thousands: number;
  /** Column of the income sheet it is paid from; appropriations pay for themselves. */
  source: string;
}

export interface DemoUnit {
  code: string;
  name: string;
  kind: UnitKind;
  /** Of a unit that was founded later than the others. */
  founded?: { on: string; document: { number: string; date: string } };
  /** What the unit is there for (单位职责). */
  duties: string;
  vehicles: number;
  spending: readonly DemoSpending[];
  /** Opening balances of 2020, in thousand yuan, by fund or (government funds) subject. */
  openings?: Readonly<Record<string, number>>;
  /** Income above spending that stays at the end of every year, in thousand yuan. */
  kept?: readonly { subject: string; column: string; thousands: number }[];
}

export interface DemoDepartment {
  code: string;
  name: string;
  units: readonly DemoUnit[];
}

function general(subject: string, nature: "basic" | "project", thousands: number): DemoSpending {
  return { subject, fund: "generalPublicBudget", nature, thousands, source: "generalPublicBudget" };
}

function governmentFund(subject: string, thousands: number): DemoSpending {
  return { subject, fund: "governmentFund", nature: "project", thousands, source: "governmentFund" };
}

function stateCapital(subject: string, thousands: number): DemoSpending {
  return { subject, fund: "stateCapital", nature: "project", thousands, source: "stateCapital" };
}

function own(subject: string, nature: DemoSpending["nature"], thousands: number, source: string): DemoSpending {
  return { subject, fund: "nonAppropriation", nature, thousands, source };
}

/** Pay and contributions of a staff, in the proportions that contribution rates give: every unit has them. */
function staff(
  main: string,
  thousands: number,
  kind: "administrative" | "institution",
  options: { retired?: number } = {},
): DemoSpending[] {
  const share = (perMille: number) => Math.round((thousands * perMille) / 1000);
  return [
    general(main, "basic", thousands),
    ...(options.retired ? [general(kind === "administrative" ? "2080501" : "2080502", "basic", options.retired)] : []),
    general("2080505", "basic", share(96)),
    general("2080506", "basic", share(48)),
    general("2089999", "basic", share(6)),
    general(kind === "administrative" ? "2101101" : "2101102", "basic", share(42)),
    ...(kind === "administrative" ? [general("2101103", "basic", share(18))] : []),
    general("2210201", "basic", share(80)),
  ];
}

/** The projects of a bureau that answers for a whole sector: more than forty subjects in nine 类. */
const housingProjects: readonly DemoSpending[] = [
  ["2010308", 120],
  ["2050803", 86],
  ["2080199", 64],
  ["2110104", 95],
  ["2110301", 1840],
  ["2110302", 2760],
  ["2110303", 110],
  ["2110304", 930],
  ["2110307", 410],
  ["2110399", 275],
  ["2110402", 380],
  ["2120102", 860],
  ["2120104", 3120],
  ["2120105", 145],
  ["2120106", 2210],
  ["2120107", 190],
  ["2120109", 320],
  ["2120110", 78],
  ["2120199", 640],
  ["2120201", 1580],
  ["2120303", 5200],
  ["2120399", 7350],
  ["2120501", 4180],
  ["2120601", 560],
  ["2130126", 720],
  ["2130142", 1650],
  ["2130314", 340],
  ["2130335", 890],
  ["2130504", 1120],
  ["2210103", 8800],
  ["2210105", 1260],
  ["2210106", 940],
  ["2210107", 430],
  ["2210108", 6100],
  ["2210301", 1500],
  ["2210199", 280],
  ["2210399", 210],
  ["2240106", 300],
  ["2240109", 180],
  ["2240601", 260],
].map(([subject, thousands]) => general(String(subject), "project", Number(thousands)));

export const departments: readonly DemoDepartment[] = [
  {
    code: "101",
    name: "临沂市罗庄区人民政府办公室",
    units: [
      // Its accounts are the real ones (luozhuang-2021.json); the figures here only continue them into 2022.
      {
        code: "101001",
        name: "临沂市罗庄区人民政府办公室本级",
        kind: "administrative",
        duties: "",
        vehicles: 8,
        spending: [],
      },
      {
        code: "101002",
        name: "临沂市罗庄区机关事务服务中心",
        kind: "civilServiceInstitution",
        duties: "负责区级机关办公用房、公务用车、公共机构节能和机关后勤服务的管理与保障。",
        vehicles: 12,
        openings: { generalPublicBudget: 36 },
        spending: [
          ...staff("2010301", 4120, "administrative"),
          general("2010303", "project", 2860),
          general("2010302", "project", 640),
        ],
      },
      {
        code: "101003",
        name: "临沂市罗庄区政务公开和热线受理中心",
        kind: "institution",
        duties: "承担全区政务公开平台维护和12345政务服务热线受理、转办、督办的事务性工作。",
        vehicles: 1,
        spending: [
          ...staff("2010350", 2380, "institution"),
          general("2010306", "project", 410),
          general("2010304", "project", 930),
        ],
      },
      {
        code: "101004",
        name: "临沂市罗庄区信访局",
        kind: "administrative",
        duties: "受理群众来信来访，协调处理信访事项，开展信访形势分析。",
        vehicles: 3,
        spending: [...staff("2010301", 2150, "administrative", { retired: 46 }), general("2010308", "project", 780)],
      },
    ],
  },
  {
    code: "201",
    name: "临沂市罗庄区教育和体育局",
    units: [
      {
        code: "201001",
        name: "临沂市罗庄区教育和体育局本级",
        kind: "administrative",
        duties: "贯彻国家教育、体育方针政策，统筹管理全区各级各类教育和体育事业。",
        vehicles: 4,
        openings: { generalPublicBudget: 125, "2296003": 60 },
        spending: [
          ...staff("2050101", 6240, "administrative", { retired: 88 }),
          general("2050102", "project", 1150),
          general("2050199", "project", 2040),
          general("2050299", "project", 12_600),
          general("2050903", "project", 7400),
          governmentFund("2296003", 860),
          governmentFund("2296004", 420),
        ],
        kept: [{ subject: "2296003", column: "governmentFund", thousands: 15 }],
      },
      {
        code: "201002",
        name: "临沂市罗庄区第一实验小学",
        kind: "institution",
        duties: "实施小学义务教育，促进基础教育发展。",
        vehicles: 0,
        openings: { nonAppropriation: 210 },
        spending: [
          ...staff("2050202", 21_400, "institution", { retired: 120 }),
          general("2050202", "project", 3650),
          own("2050202", "project", 880, "serviceIncome"),
          own("2050202", "basic", 120, "otherIncome"),
        ],
        kept: [{ subject: "2050202", column: "serviceIncome", thousands: 35 }],
      },
      {
        code: "201003",
        name: "临沂市罗庄区职业中等专业学校",
        kind: "institution",
        duties: "开展中等职业学历教育和职业技能培训，举办校办实训工厂。",
        vehicles: 2,
        openings: { nonAppropriation: 640, generalPublicBudget: 80 },
        spending: [
          ...staff("2050302", 18_900, "institution", { retired: 95 }),
          general("2050302", "project", 5200),
          general("2050905", "project", 3100),
          own("2050302", "project", 2600, "serviceIncome"),
          own("2050302", "operating", 1240, "operatingIncome"),
        ],
        kept: [
          { subject: "2050302", column: "serviceIncome", thousands: 90 },
          { subject: "2050302", column: "operatingIncome", thousands: 40 },
        ],
      },
      {
        code: "201004",
        name: "临沂市罗庄区教育教学研究和教师发展促进中心（临沂市罗庄区中小学生综合实践活动基地管理服务中心）",
        kind: "institution",
        duties: "承担教育教学研究、教师培训和中小学生综合实践活动基地的管理服务工作。",
        vehicles: 1,
        spending: [
          ...staff("2050199", 5300, "institution"),
          general("2050801", "project", 640),
          general("2050803", "project", 215),
        ],
      },
      // These two are merged from 2022 on (demo-register.ts).
      {
        code: "201005",
        name: "临沂市罗庄区教学仪器站",
        kind: "institution",
        duties: "承担全区中小学教学仪器设备的配备、维修和管理服务工作。",
        vehicles: 1,
        openings: { generalPublicBudget: 20 },
        spending: [...staff("2050199", 860, "institution"), general("2050299", "project", 410)],
      },
      {
        code: "201006",
        name: "临沂市罗庄区电化教育馆",
        kind: "institution",
        duties: "承担全区教育信息化建设和电化教育的事务性工作。",
        vehicles: 0,
        openings: { generalPublicBudget: 12 },
        spending: [...staff("2050199", 1040, "institution"), general("2050299", "project", 560)],
      },
    ],
  },
  {
    code: "301",
    name: "临沂市罗庄区住房和城乡建设局",
    units: [
      {
        code: "301001",
        name: "临沂市罗庄区住房和城乡建设局本级",
        kind: "administrative",
        duties: "承担保障城镇低收入家庭住房、规范住房和城乡建设管理秩序、建筑市场监督管理和城乡人居环境改善等职责。",
        vehicles: 6,
        openings: { generalPublicBudget: 1840, "2120803": 950, "2120804": 320 },
        spending: [
          ...staff("2120101", 9860, "administrative", { retired: 210 }),
          ...housingProjects,
          governmentFund("2120801", 46_000),
          governmentFund("2120803", 18_500),
          governmentFund("2120804", 5400),
          stateCapital("2230102", 1200),
        ],
        kept: [
          { subject: "2120399", column: "generalPublicBudget", thousands: 260 },
          { subject: "2120803", column: "governmentFund", thousands: 400 },
        ],
      },
      {
        code: "301002",
        name: "临沂市罗庄区市政园林环卫保障服务中心",
        kind: "institution",
        duties: "承担市政设施、园林绿化、环境卫生的养护作业和服务保障工作。",
        vehicles: 21,
        spending: [
          ...staff("2120199", 7600, "institution"),
          general("2120399", "project", 15_300),
          general("2120501", "project", 22_800),
          governmentFund("2120803", 9700),
        ],
      },
      {
        code: "301003",
        name: "临沂市罗庄区国有土地房屋征收补偿服务中心",
        kind: "civilServiceInstitution",
        duties: "承担国有土地上房屋征收与补偿的具体工作。",
        vehicles: 2,
        spending: [
          ...staff("2120101", 1980, "administrative"),
          general("2120102", "project", 360),
          governmentFund("2120801", 12_400),
        ],
      },
      {
        code: "301004",
        name: "临沂市罗庄区建设工程质量安全服务中心",
        kind: "institution",
        duties: "承担房屋建筑和市政基础设施工程质量安全监督的辅助性、事务性工作。",
        vehicles: 3,
        openings: { nonAppropriation: 150 },
        spending: [
          ...staff("2120199", 3450, "institution"),
          general("2120106", "project", 820),
          own("2120106", "project", 390, "serviceIncome"),
        ],
        kept: [{ subject: "2120106", column: "serviceIncome", thousands: 22 }],
      },
      {
        code: "301005",
        name: "临沂市罗庄区物业管理服务中心",
        kind: "institution",
        founded: { on: "2021-01-01", document: { number: "罗编〔2020〕18号", date: "2020-12-11" } },
        duties: "承担物业服务企业信用信息管理、住宅专项维修资金归集使用的事务性工作。",
        vehicles: 0,
        spending: [...staff("2120199", 1260, "institution"), general("2120109", "project", 180)],
      },
    ],
  },
];

/** A payment of one unit to another, the same in every year, each side under an item of its own. */
export interface DemoTransfer {
  payer: string;
  /** Code of a unit; `null`: somebody outside the district, whose name is `outside`. */
  receiver: string | null;
  outside?: string;
  kind: TransferKindId;
  paidUnder: string;
  receivedUnder: string;
  thousands: number;
  from: number;
}

/** Inside a department, across departments, and out of the district. */
export const demoTransfers: readonly DemoTransfer[] = [
  {
    payer: "201001",
    receiver: "201003",
    kind: "subsidy",
    paidUnder: "2050199",
    receivedUnder: "2050302",
    thousands: 300,
    from: 2020,
  },
  {
    payer: "301005",
    receiver: "301002",
    kind: "remittance",
    paidUnder: "2120109",
    receivedUnder: "2120199",
    thousands: 60,
    from: 2021,
  },
  {
    payer: "301002",
    receiver: "201003",
    kind: "subsidy",
    paidUnder: "2120399",
    receivedUnder: "2050302",
    thousands: 120,
    from: 2020,
  },
  {
    payer: "301004",
    receiver: null,
    outside: "临沂市建设工程质量安全中心",
    kind: "remittance",
    paidUnder: "2120106",
    receivedUnder: "",
    thousands: 15,
    from: 2020,
  },
];

/** What the merger of 2022 founds; it opens with the balances of both. */
export const mergedUnit: DemoUnit = {
  code: "201007",
  name: "临沂市罗庄区教育装备和信息化服务中心",
  kind: "institution",
  duties: "承担全区教育装备配备管理和教育信息化建设的事务性、辅助性工作。",
  vehicles: 1,
  openings: { generalPublicBudget: 32 },
  spending: [...staff("2050199", 1900, "institution"), general("2050299", "project", 970)],
};
