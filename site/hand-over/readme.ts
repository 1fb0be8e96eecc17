import { feedPlaces, indexPlace, listPlaces, sumsPlace } from "./places";

export interface ReadmeOf {
  district: string;
  year: number;
  noun: string;
  /** What the package is made of, in words. */
  label: string;
  /** Reports of the package, and of everything that its index shows. */
  reports: number;
  shown: number;
  volumes: number;
  /** Until which publication of the chain. */
  sequence: number;
  folder: string;
  /** The site that all of it comes from; absent where it does not know its own address. */
  site: string | undefined;
}

/** For the portal's editor: what lies here and what to do with it. For old editors, with their line ends and a mark. */
export function readmeOf({
  district,
  year,
  noun,
  label,
  reports,
  shown,
  volumes,
  sequence,
  folder,
  site,
}: ReadmeOf): string {
  const lines = [
    `${district}${year}年度${noun}：门户移交包`,
    "",
    `范围：${label}，${reports} 份，截至第 ${sequence} 次公开。目录 ${indexPlace} 共列 ${shown} 份。`,
    ...(site === undefined ? [] : [`来源：${site}`]),
    "",
    "怎样使用",
    `1. 全部解压到同一个文件夹${volumes > 1 ? `（共 ${volumes} 卷，都要解压，先后不限）` : ""}，得到文件夹 ${folder}。`,
    `2. 用浏览器打开 ${folder}/${indexPlace} 查看。不需要网络、程序和数据库，页面不含脚本。`,
    `3. 整个文件夹放到门户网站的任一目录下即可；各页之间的链接是相对的，不要改名，不要移动其中的文件。`,
    "4. 以后移交的更新包解压到同一位置，覆盖原有文件。更正前的版本仍可从各单位的页面打开。",
    "",
    "内容",
    `- 单位代码/index.html：该单位的决算，与公开网站上的页面内容相同；vN.html：更正前的第 N 版。`,
    "- 单位代码/*.pdf、*.docx、*.xlsx：同一份决算的 PDF、Word、Excel。",
    "- 单位代码/*.snapshot.json、*.manifest.json：公开的内容和签署的清单，供核对。刚公开、还没有签署的，没有清单。",
    `- ${listPlaces.xlsx}、${listPlaces.csv}：单位、标题、网址、公开日期、版本、校验值。请把门户网站上的网址填在“门户网站公开网址”一栏，交回财政局。`,
    ...(site === undefined ? [] : [`- ${feedPlaces.atom}、${feedPlaces.json}：公开和更正的订阅。`]),
    "",
    "怎样核对",
    `- sha256sum -c ${sumsPlace(sequence, 1)}（在文件夹 ${folder} 中执行；几卷的，每卷一个）核对每一个文件。这张表本身没有签名，压缩包的 SHA-256 请向财政局核对。`,
    "- PDF、Word、Excel 和公开的内容另有签名的清单，可在公开网站的“可验证”页离线核对，或用本系统的命令 verify 核对整个文件夹。",
  ];
  return `\ufeff${lines.join("\r\n")}\r\n`;
}
