import { describe, expect, it } from "vitest";
import { readCall } from "@/lib/cli/call";
import { sentenceOfFailure } from "@/lib/cli/failure";
import { AppError } from "@/lib/platform/errors";

const problem = (...words: string[]) => {
  const call = readCall(words);
  return call.ok ? null : call.problem;
};

describe("a call of the command line", () => {
  it("is read as it was typed", () => {
    expect(readCall(["import", "a.json", "--as", "wangli", "--district=371311"])).toEqual({
      ok: true,
      command: "import",
      file: "a.json",
      options: { as: "wangli", district: "371311" },
    });
    expect(readCall(["export", "--unit", "101001", "--year", "2021", "--output=-.json"])).toMatchObject({
      ok: true,
      file: undefined,
      options: { output: "-.json" },
    });
    expect(readCall(["check", "a.json"])).toMatchObject({ ok: true, options: {} });
    expect(readCall(["verify"])).toMatchObject({ ok: true, command: "verify", file: undefined });
    expect(readCall(["files"])).toMatchObject({ ok: true, command: "files" });
  });

  it.each([
    [["import", "a.json", "--az", "x"], "命令 import 没有选项“--az”。可用的选项：--as、--district。"],
    [["check", "a.json", "--txt", "b.docx"], "命令 check 没有选项“--txt”。可用的选项：--text、--district。"],
    [["check", "a.json", "--year", "2021"], "命令 check 没有选项“--year”"],
    [
      ["export", "--unit", "1", "--years=2021"],
      "没有选项“--years”。可用的选项：--unit、--year、--version、--format、--output、--district。",
    ],
    [["files", "--format", "pdf"], "命令 files 没有选项“--format”。可用的选项：--year、--district。"],
    [["export", "-u", "1"], "没有选项“-u”"],
    [["check", "a.json", "b.json"], "多余的内容：“b.json”"],
    [["export", "a.json"], "多余的内容：“a.json”"],
    [["files", "2021"], "命令 files 不带文件"],
    [["import"], "请在 import 后写明文件"],
    [["key"], "请在 key 后写明show、rotate 或 replace"],
    [["verify", "a", "b"], "多余的内容：“b”"],
    [["import", "a.json", "--as"], "选项 --as 后没有写明内容"],
    [["import", "a.json", "--as", "--district", "371311"], "选项 --as 后没有写明内容"],
    [["files", "--year", "2021", "--year", "2022"], "写了两次"],
    [["delete", "x"], "没有命令“delete”"],
    [["toString"], "没有命令“toString”"],
    [[], "请写明命令：check、import、export、files、verify、key"],
  ])("%j is refused, naming what there is", (words, sentence) => expect(problem(...words)).toContain(sentence));
});

describe("a failure at the command line", () => {
  it("is one sentence, whatever was thrown", () => {
    expect(sentenceOfFailure(new AppError("notEditable", "approved"))).toBe("本报告当前状态不允许修改数据。");
    expect(sentenceOfFailure(new Error("没有安装 PostgreSQL。"))).toBe("没有安装 PostgreSQL。");
    const dump = Object.assign(
      new Error(
        '\nInvalid `prisma.report.create()` invocation in\n/somewhere/mutations.ts:37:48\n\n  34 if (x) {\n→ 37 create({\n       unitName: "…"\n     })\n\nUnknown argument `unitName`.',
      ),
      { name: "PrismaClientValidationError" },
    );
    const sentence = sentenceOfFailure(dump);
    expect(sentence).toMatch(
      /^命令没有完成：系统发生内部错误（PrismaClientValidationError：Unknown argument `unitName`.）/,
    );
    expect(sentence).not.toContain("\n");
    expect(sentence).not.toContain("somewhere");
  });
});
