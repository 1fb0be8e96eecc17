// npm run cli -- import FILE | export --unit CODE --year 2021 --format package|json|csv|xlsx|docx|pdf | check FILE [--text FILE] | files
import { parseArgs } from "node:util";

const usage = `用法：
  npm run cli -- check 文件 [--text 文本]                      检查报告包，不需要数据库；另给决算公开文本（Word、PDF、纯文本）时，
                                                             一并核对文本的情况说明和名词解释
  npm run cli -- import 文件 [--as 用户名]                     以填报人身份导入报告包
  npm run cli -- export --unit 单位代码 --year 年度 [--version 版本号]
                        [--format package|json|csv|xlsx|docx|pdf] [--output 文件]
  npm run cli -- files [--year 年度]                          生成已公开决算的 PDF、Word、Excel（公开时自动生成，此处补齐）
  安装了多个地区时另加 --district 行政区划代码`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    as: { type: "string" },
    district: { type: "string" },
    unit: { type: "string" },
    year: { type: "string" },
    version: { type: "string" },
    format: { type: "string", default: "package" },
    output: { type: "string" },
    text: { type: "string" },
  },
});

const code = await run();
// The schema engine leaves a timer of ten seconds behind; nobody waits for it. What was written is out first.
process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));

/** Exit code: 0 done, 1 refused or problems found, 2 wrong call, 3 nothing wrong found, but not all of a text compared. */
async function run(): Promise<number> {
  const [command, file, ...rest] = positionals;
  const option = (name: string) => (typeof values[name] === "string" ? (values[name] as string) : undefined);
  try {
    // Each command loads only what it needs: `check` runs where there is no database at all.
    if (command === "check" && file !== undefined && rest.length === 0) {
      const { checkFile } = await import("@/lib/cli/check-file");
      return await checkFile(file, option("text"));
    }
    if (command === "import" && file !== undefined && rest.length === 0) {
      const { importFile } = await import("@/lib/cli/import-file");
      return await importFile(file, { username: option("as"), districtCode: option("district") });
    }
    if (command === "export" && file === undefined) {
      const { exportReport, exportSchema } = await import("@/lib/cli/export-report");
      const request = exportSchema.safeParse({ unit: option("unit"), year: option("year"), version: option("version"), format: option("format"), output: option("output"), district: option("district") });
      if (request.success) return await exportReport(request.data);
      console.error(request.error.issues.map(({ path, message }) => `--${path.join(".")}：${message}`).join("\n"));
    }
    if (command === "files" && file === undefined) {
      const { makeFiles, filesSchema } = await import("@/lib/cli/make-files");
      const request = filesSchema.safeParse({ year: option("year"), district: option("district") });
      if (request.success) return await makeFiles(request.data);
      console.error(request.error.issues.map(({ path, message }) => `--${path.join(".")}：${message}`).join("\n"));
    }
    console.error(usage);
    return 2;
  } catch (error) {
    const { toAppError } = await import("@/lib/platform/errors");
    const known = toAppError(error);
    console.error(known.code === "internal" ? String(error instanceof Error ? error.message : error) : known.sentence);
    return 1;
  }
}
