/**
 * What people type who look for something in the demo district, and what they mean: written down before the search was
 * built, and not adapted to it. The hit rate is measured against it (lib/features/search/queries.db.test.ts).
 */
export interface WrittenQuery {
  text: string;
  filter?: { year?: number; kind?: string; department?: string };
  /** A report that has to be among the first five: `unitCode/year`, or every year of a unit. */
  finds?: string;
  /** Where it is found, if that is part of what was meant. */
  in?: "unit" | "subject" | "project" | "text" | "amount";
  /** Nothing is published that it could mean. */
  findsNothing?: true;
}

export const writtenQueries: readonly WrittenQuery[] = [
  // Units by their names, as people remember them.
  { text: "临沂市罗庄区第一实验小学", finds: "201002", in: "unit" },
  { text: "第一实验小学", finds: "201002", in: "unit" },
  { text: "实验小学", finds: "201002", in: "unit" },
  { text: "实验 小学", finds: "201002", in: "unit" },
  { text: "小学 实验", finds: "201002", in: "unit" },
  { text: "罗庄区一小", finds: "201002", in: "unit" },
  { text: "信访局", finds: "101004", in: "unit" },
  { text: "信访局 2021", finds: "101004/2021", in: "unit" },
  { text: "2020年度信访局", finds: "101004/2020", in: "unit" },
  { text: "信访", finds: "101004", in: "unit" },
  { text: "职业中专", finds: "201003", in: "unit" },
  { text: "职业中等专业学校", finds: "201003", in: "unit" },
  { text: "教学仪器站", finds: "201005", in: "unit" },
  { text: "电教馆", finds: "201006", in: "unit" },
  { text: "机关事务服务中心", finds: "101002", in: "unit" },
  { text: "物业管理", finds: "301005", in: "unit" },
  { text: "房屋征收", finds: "301003", in: "unit" },
  { text: "综合实践活动基地", finds: "201004", in: "unit" },
  { text: "环卫", finds: "301002", in: "unit" },
  { text: "市政园林", finds: "301002", in: "unit" },
  // Abbreviations.
  { text: "教体局", finds: "201001", in: "unit" },
  { text: "住建局", finds: "301001", in: "unit" },
  { text: "区府办", finds: "101001", in: "unit" },
  { text: "政府办", finds: "101001", in: "unit" },
  { text: "质安中心", finds: "301004", in: "unit" },
  { text: "教体局本级", finds: "201001", in: "unit" },
  // Codes, of today and of earlier years.
  { text: "201002", finds: "201002", in: "unit" },
  { text: "301002", finds: "301002", in: "unit" },
  { text: "301012", finds: "301002", in: "unit" },
  { text: "2010", finds: "201001" },
  // Names that came later and names that were given up.
  { text: "政务热线服务中心", finds: "101003", in: "unit" },
  { text: "政务热线中心", finds: "101003", in: "unit" },
  { text: "政务公开和热线受理中心", finds: "101003", in: "unit" },
  // Pinyin and initials, in any case and with full-width letters.
  { text: "xiaoxue", finds: "201002", in: "unit" },
  { text: "xinfangju", finds: "101004", in: "unit" },
  { text: "xin fang ju", finds: "101004", in: "unit" },
  { text: "xfj", finds: "101004", in: "unit" },
  { text: "XFJ", finds: "101004", in: "unit" },
  { text: "ｘｆｊ", finds: "101004", in: "unit" },
  { text: "syxx", finds: "201002", in: "unit" },
  { text: "jtj", finds: "201001", in: "unit" },
  { text: "zhujianju", finds: "301001", in: "unit" },
  // Subjects.
  { text: "公务接待", finds: "101001/2021", in: "subject" },
  { text: "公务接待费", finds: "101001/2021", in: "subject" },
  { text: "2080505", finds: "201002", in: "subject" },
  { text: "机关事业单位基本养老保险缴费支出", finds: "201002", in: "subject" },
  { text: "小学教育", finds: "201002", in: "subject" },
  { text: "30217", finds: "101001/2021", in: "subject" },
  { text: "保障性租赁住房", findsNothing: true },
  // Projects and sentences.
  { text: "12345政务服务热线运行经费", finds: "101001/2021", in: "project" },
  { text: "办公设备购置", finds: "101001/2021", in: "project" },
  { text: "外出学习考察", finds: "101001/2021", in: "project" },
  { text: "打击走私", finds: "101001/2021", in: "text" },
  { text: "迎查活动", finds: "101001/2021", in: "text" },
  { text: "职业年金 统一预算", finds: "101001/2021", in: "text" },
  { text: "住宅专项维修资金", finds: "301005", in: "text" },
  // Amounts.
  { text: "13.86", finds: "101001/2021", in: "amount" },
  { text: "138600元", finds: "101001/2021", in: "amount" },
  { text: "77.37万元", finds: "101001/2021", in: "amount" },
  { text: "1,382.47", finds: "101001/2021", in: "amount" },
];
