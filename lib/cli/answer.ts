import { readCall, type Call } from "@/lib/cli/call";

const usage = `用法：
  npm run cli -- check 文件 [--text 文本]                      检查报告包，不需要数据库；另给决算公开文本（Word、PDF、纯文本）时，
                                                             一并核对文本的情况说明和名词解释；另加 --district 时用数据库，
                                                             按该地区本年度调整后的审核规则检查
  npm run cli -- import 文件 [--as 用户名]                     以填报人身份导入报告包
  npm run cli -- export --unit 单位代码 --year 年度 [--version 版本号]
                        [--format package|json|csv|xlsx|docx|pdf] [--output 文件]
  npm run cli -- files [--year 年度]                          生成已公开决算的 PDF、Word、Excel（公开时自动生成，此处补齐）
  npm run cli -- verify [文件|文件夹|网址] [--key 密钥编号] [--head 条号:校验值]
                                                             核对公开的内容、文件和清单：下载的文件或文件夹不需要数据库和网络；
                                                             网址核对一个网站的全部清单、公开内容和文件；都不写则核对本系统
  npm run cli -- backup 备份文件 [--passphrase prompt|env|file:口令文件]
                                                             备份全部数据和密钥，不影响正在使用的人；给了口令就加密
  npm run cli -- restore 备份文件 [--passphrase prompt|env|file:口令文件]
                                                             恢复到空的系统：先核对整个文件，要么全部恢复，要么什么也不写
  npm run cli -- key show|rotate|replace [--reason 原因]      查看、更换签名密钥；replace 用于密钥确实丢失的
  npm run cli -- reset-second-factor 用户名                   重置两步验证：唯一的管理员丢失手机和备用码时用
  import、export、files、key show、reset-second-factor 在安装了多个地区时另加 --district 行政区划代码；verify 不加则核对全部地区`;

/**
 * Does what the words of a call ask for and prints what comes of it.
 *
 * @returns the exit code: 0 done, 1 refused or problems found, 2 wrong call, 3 nothing wrong found, but not all of a
 *   text compared.
 */
export async function answer(words: readonly string[]): Promise<number> {
  const call = readCall([...words]);
  if (!call.ok) return wrongCall(call.problem);
  try {
    return await run(call);
  } catch (error) {
    const { sentenceOfFailure } = await import("@/lib/cli/failure");
    console.error(sentenceOfFailure(error));
    if (process.env.LOG_LEVEL === "debug") console.error(error);
    return 1;
  }
}

/** Each command loads only what it needs: `check` runs where there is no database at all. */
async function run({ command, file, options }: Call & { ok: true }): Promise<number> {
  if (command === "check") {
    const { checkFile } = await import("@/lib/cli/check-file");
    return checkFile(file!, { textFile: options.text, districtCode: options.district });
  }
  if (command === "import") {
    const { importFile } = await import("@/lib/cli/import-file");
    return importFile(file!, { username: options.as, districtCode: options.district });
  }
  if (command === "export") {
    const { exportReport, exportSchema } = await import("@/lib/cli/export-report");
    const request = exportSchema.safeParse({ format: "package", ...options });
    return request.success ? exportReport(request.data) : wrongCall(problemsOf(request.error));
  }
  if (command === "verify") {
    const { verify, verifySchema } = await import("@/lib/cli/verify");
    const request = verifySchema.safeParse(options);
    return request.success ? verify(file, request.data) : wrongCall(problemsOf(request.error));
  }
  if (command === "backup") {
    const { backup, backupSchema } = await import("@/lib/cli/backup");
    const request = backupSchema.safeParse(options);
    return request.success ? backup(file!, request.data) : wrongCall(problemsOf(request.error));
  }
  if (command === "restore") {
    const { restore, restoreSchema } = await import("@/lib/cli/restore");
    const request = restoreSchema.safeParse(options);
    return request.success ? restore(file!, request.data) : wrongCall(problemsOf(request.error));
  }
  if (command === "key") {
    const { keyCommand, keySchema } = await import("@/lib/cli/key");
    const request = keySchema.safeParse({ verb: file, ...options });
    return request.success ? keyCommand(request.data) : wrongCall(problemsOf(request.error));
  }
  if (command === "reset-second-factor") {
    const { resetSecondFactorCommand } = await import("@/lib/cli/reset-second-factor");
    return resetSecondFactorCommand({ username: file!, district: options.district });
  }
  const { makeFiles, filesSchema } = await import("@/lib/cli/make-files");
  const request = filesSchema.safeParse(options);
  return request.success ? makeFiles(request.data) : wrongCall(problemsOf(request.error));
}

function problemsOf({ issues }: { issues: readonly { path: readonly PropertyKey[]; message: string }[] }): string {
  return issues.map(({ path, message }) => `--${path.join(".")}：${message}`).join("\n");
}

function wrongCall(problem: string): number {
  console.error(`${problem}\n${usage}`);
  return 2;
}
