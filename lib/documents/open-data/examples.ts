/** A call of the interface as the page that explains it shows it; each is run by a test. */
export interface ApiExample {
  /** What somebody wants to know. */
  question: string;
  address: string;
  /** What the answer has, and what to make of it. */
  answer: string;
}

/** A published report to speak of. */
export interface ExampleReport {
  unitCode: string;
  year: number;
  /** A subject that it prints. */
  subject: string;
}

/** The examples, with a report that is published here. */
export function apiExamples({ unitCode, year, subject }: ExampleReport): ApiExample[] {
  return [
    {
      question: "哪些年度有公开的决算？",
      address: "/api/v1/years",
      answer: "years：年度，已公开的单位数，应公开的单位数。",
    },
    {
      question: "哪些单位公开了？",
      address: `/api/v1/units?year=${year}`,
      answer: "units：代码、名称、类型、主管部门和已公开的年度。",
    },
    {
      question: "一份决算的全部数",
      address: `/api/v1/reports/${unitCode}/${year}`,
      answer:
        "tables：各表逐行逐格，yuan 为元，wan 为万元，printed 为公开表上印的数；document：情况说明的每一句；hashes：校验值。",
    },
    {
      question: "同一份决算，在 Excel 里打开",
      address: `/api/v1/reports/${unitCode}/${year}.csv`,
      answer: "一行一格的 CSV，带字节顺序标记，Excel 和 WPS 直接打开不乱码。",
    },
    {
      question: "各单位在一个科目上花了多少？",
      address: `/api/v1/cells?year=${year}&table=expenditure&subject=${subject}`,
      answer: "reports：各份决算中这张表、这个科目的一行；page 和 pageSize 翻页。",
    },
    {
      question: `哪些科目在 ${subject.slice(0, 3)} 类下？`,
      address: `/api/v1/subjects?year=${year}&code=${subject.slice(0, 3)}`,
      answer: "subjects：编码、名称，level 1 为类、2 为款、3 为项。",
    },
    {
      question: "有哪些表和栏目？",
      address: `/api/v1/tables?year=${year}`,
      answer: "tables：各表的标识、表号、名称；columns：各栏的标识和栏目。",
    },
    {
      question: "哪里出现了“公务接待”？",
      address: `/api/v1/search?q=${encodeURIComponent("公务接待")}`,
      answer: "reports：每份决算中的位置 places：科目、项目、词句或金额。",
    },
    {
      question: "公开的内容有没有被改动？",
      address: "/api/v1/proof/entries?after=0&pageSize=2",
      answer: "entries：每份公开及其文件的签名清单，逐条相接；核对的方法见“可验证”页（/proof）。",
    },
    {
      question: "上次以来有哪些公开和更正？",
      address: "/api/v1/changes?after=0&pageSize=2",
      answer: "changes：按公开的顺序；next：其余的地址。保存最后的 sequence，下次作 after。",
    },
  ];
}
