/** A complete letter for tests: every part filled, long names, sixty units in the annex, negative figures. */
import type { Letter } from "./letter";

const longName = "临沂市罗庄区综合行政执法局（临沂市罗庄区城市管理局、临沂市罗庄区数字化城市管理监督指挥中心）";

/** Fen of the unit at a place of the annex: income, expenditure, closing balance, which is negative for every seventh. */
function amountsOfUnit(index: number): [number, number, number] {
  const income = 12_345_678_90 + index * 1_000_03;
  const closing = index % 7 === 6 ? -(index * 10_01) : index * 20_02;
  return [income, income - closing, closing];
}

const rows = Array.from({ length: 60 }, (_, index) => ({
  unitCode: String(371311001 + index),
  unitName: index === 0 ? `${longName}（本级）` : `临沂市罗庄区城市管理第${index}中队`,
  amounts: amountsOfUnit(index),
}));

const total = [0, 1, 2].map((column) => rows.reduce((sum, { amounts }) => sum + amounts[column]!, 0));

/** A corrected letter of a bureau to a department of sixty units. */
export const sampleLetter: Letter = {
  kind: "bureauToDepartment",
  year: 2021,
  issuer: "临沂市罗庄区财政局",
  number: "罗财决〔2022〕103号",
  title: `临沂市罗庄区财政局关于批复${longName}2021年度部门决算的通知`,
  addressee: longName,
  basis: [
    { text: "关于批准2021年区级决算的决议", number: "罗人发〔2022〕12号", date: "2022-06-29" },
    { text: "部门决算管理办法", number: "财库〔2021〕36号", date: null },
  ],
  opening: [
    "根据《中华人民共和国预算法》、《部门决算管理办法》（财库〔2021〕36号）和罗庄区第十九届人大常委会第三次会议《关于批准2021年区级决算的决议》（罗人发〔2022〕12号，2022年6月29日），经审核，现批复你部门2021年度部门决算。",
  ],
  figuresText: "你部门2021年度决算收支批复如下（单位：万元），所属各单位的批复数见附件。",
  figures: [
    { label: "本年收入合计", cell: "incomeExpenditureSummary.currentYearIncome.amount", amount: total[0]!, level: 0 },
    {
      label: "一般公共预算财政拨款收入",
      cell: "incomeExpenditureSummary.generalPublicBudget.amount",
      amount: total[0]! - 100_000_01,
      level: 1,
    },
    {
      label: "政府性基金预算财政拨款收入",
      cell: "incomeExpenditureSummary.governmentFund.amount",
      amount: 100_000_01,
      level: 1,
    },
    { label: "年初结转和结余", cell: "incomeExpenditureSummary.openingBalance.amount", amount: -5_000_00, level: 0 },
    {
      label: "本年支出合计",
      cell: "incomeExpenditureSummary.currentYearExpenditure.amount",
      amount: total[1]!,
      level: 0,
    },
    { label: "结余分配", cell: "incomeExpenditureSummary.surplusDistribution.amount", amount: 0, level: 0 },
    { label: "年末结转和结余", cell: "incomeExpenditureSummary.closingBalance.amount", amount: -1_234_56, level: 0 },
  ],
  adjustments: [
    {
      label: "年初结转和结余",
      cell: "incomeExpenditureSummary.openingBalance.amount",
      before: 0,
      after: -5_000_00,
      reason: "上年多计的往来款项按审核意见调整，调整后的年初结转和结余与上年批复的年末结转和结余一致。",
    },
  ],
  correction: {
    number: "罗财决〔2022〕3号",
    signedOn: "2022-07-08",
    reason: "公开后发现上年结转列示有误",
    changes: [
      {
        label: "本年支出合计",
        cell: "incomeExpenditureSummary.currentYearExpenditure.amount",
        before: total[1]! + 7_77,
        after: total[1]!,
        reason: "",
      },
      {
        label: "年末结转和结余",
        cell: "incomeExpenditureSummary.closingBalance.amount",
        before: 1_234_56,
        after: -1_234_56,
        reason: "",
      },
    ],
  },
  balances: [
    {
      fund: "一般公共预算财政拨款",
      cell: "appropriationSummary.closingBalance.generalPublicBudget",
      closing: 300_000_00,
      toKeep: 250_000_00,
      toReturn: 50_000_00,
      basis: "《关于盘活财政存量资金的通知》",
    },
    {
      fund: "政府性基金预算财政拨款",
      cell: "appropriationSummary.closingBalance.governmentFund",
      closing: -1_50,
      toKeep: -1_50,
      toReturn: 0,
      basis: "",
    },
  ],
  requirements: [
    { text: "请自收到本批复之日起15日内向所属各单位批复决算，并将批复文件抄送我局。", dueOn: null },
    { text: "请自本批复之日起20日内在统一平台公开部门决算，涉及国家秘密的除外。", dueOn: "2022-07-28" },
    { text: "请按批复的决算数调整有关账务，下年年初结转和结余应当与批复的年末结转和结余一致。", dueOn: null },
  ],
  problems: [
    { text: "个别单位固定资产入账不及时，请核实后补记入账，并将整改情况报我局。", dueOn: "2022-09-30" },
    { text: "部分项目支出在基本支出科目列支，请按规定调整。", dueOn: null },
  ],
  closing: ["特此通知。"],
  annex: {
    title: `${longName}所属单位2021年度决算批复表`,
    columns: [
      { label: "本年收入合计", cell: "incomeExpenditureSummary.currentYearIncome.amount" },
      { label: "本年支出合计", cell: "incomeExpenditureSummary.currentYearExpenditure.amount" },
      { label: "年末结转和结余", cell: "incomeExpenditureSummary.closingBalance.amount" },
    ],
    rows,
    total,
  },
  signedBy: "临沂市罗庄区财政局",
  signedOn: "2022-07-08",
  contact: { name: "国库科 欧阳静", phone: "0539-8246011" },
  copiesTo: ["区人大财政经济委员会", "区审计局", "区纪委监委驻区住房和城乡建设局、区综合行政执法局纪检监察组"],
  publicity: { kind: "open", basis: "" },
  reports: rows.slice(0, 2).map(({ unitCode, unitName }, index) => ({
    versionId: `00000000-0000-4000-8000-00000000000${index}`,
    unitCode,
    unitName,
    number: 2,
    contentHash: String(index).repeat(64),
  })),
};
