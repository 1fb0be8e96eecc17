import { projectFile } from "@/lib/documents/project-file";

/** Faces by their use in an official document (GB/T 9704), each with what stands in for it, best first. */
export interface Faces {
  /** 小标宋: titles. */
  title: readonly string[];
  /** 黑体: first-level headings, heads of tables. */
  heading: readonly string[];
  /** 楷体: second-level headings. */
  kai: readonly string[];
  /** 仿宋: body text. */
  body: readonly string[];
  /** 宋体: tables. */
  song: readonly string[];
}

/** Families of the fonts shipped as packages; they cover all of GBK between them. */
const shipped = { song: "Noto Serif SC", hei: "Noto Sans SC" } as const;

/** Names an office's own licensed fonts go by; asked for only when there is a folder of them. */
const office = {
  title: ["FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK"],
  heading: ["SimHei", "黑体"],
  kai: ["KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "LXGW WenKai"],
  body: ["FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "Zhuque Fangsong (technical preview)", "朱雀仿宋"],
  song: ["SimSun", "宋体"],
} as const;

/** The faces of the PDF. With a folder of its own fonts an office gets its 仿宋 and 小标宋 without further settings. */
export function facesOf(hasOfficeFonts: boolean): Faces {
  const own = (names: readonly string[]) => (hasOfficeFonts ? names : []);
  return {
    title: [...own(office.title), shipped.song, shipped.hei],
    heading: [...own(office.heading), shipped.hei, shipped.song],
    kai: [...own(office.kai), shipped.song, shipped.hei],
    body: [...own(office.body), shipped.song, shipped.hei],
    song: [...own(office.song), shipped.song, shipped.hei],
  };
}

/** Folders of the shipped font files, only the weights that are used; the office's folder stands first. */
export function fontFolders(officeFolder: string | undefined): string[] {
  const folders = [
    "noto-serif-sc/400Regular",
    "noto-serif-sc/700Bold",
    "noto-sans-sc/400Regular",
    "noto-sans-sc/700Bold",
    "tinos/400Regular",
    "tinos/700Bold",
  ];
  return [
    ...(officeFolder ? [officeFolder] : []),
    ...folders.map((folder) => projectFile(`node_modules/@expo-google-fonts/${folder}`)),
  ];
}
