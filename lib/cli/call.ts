import { parseArgs } from "node:util";

/** What each command takes: a word after it (needed, or if wanted) or none, and its options. All options have a value. */
export const commands = {
  check: { takes: "文件", isNeeded: true, options: ["text", "district"] },
  import: { takes: "文件", isNeeded: true, options: ["as", "district"] },
  export: { takes: null, isNeeded: false, options: ["unit", "year", "version", "format", "output", "district"] },
  files: { takes: null, isNeeded: false, options: ["year", "district"] },
  verify: { takes: "文件、文件夹或网址", isNeeded: false, options: ["key", "head", "district"] },
  key: { takes: "show、rotate 或 replace", isNeeded: true, options: ["reason", "district"] },
  backup: { takes: "备份文件", isNeeded: true, options: ["passphrase"] },
  restore: { takes: "备份文件", isNeeded: true, options: ["passphrase"] },
  "reset-second-factor": { takes: "用户名", isNeeded: true, options: ["district"] },
} as const;
export type CommandName = keyof typeof commands;

/** A call as it was typed, or what is wrong with it: nothing that was typed is passed over. */
export type Call =
  | { ok: true; command: CommandName; file: string | undefined; options: Record<string, string | undefined> }
  | { ok: false; problem: string };

/** Reads the words after `npm run cli --`. */
export function readCall(words: readonly string[]): Call {
  const wrong = (problem: string): Call => ({ ok: false, problem });
  const known = [...new Set(Object.values(commands).flatMap(({ options }) => [...options]))];
  const { tokens } = parseArgs({
    args: [...words],
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: Object.fromEntries(known.map((name) => [name, { type: "string" }])),
  });
  const [command, file, ...surplus] = tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : []));
  if (command === undefined) return wrong(`请写明命令：${Object.keys(commands).join("、")}。`);
  if (!isCommand(command)) return wrong(`没有命令“${command}”。可用的命令：${Object.keys(commands).join("、")}。`);

  const { takes, isNeeded, options: allowed } = commands[command];
  const options: Record<string, string> = {};
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const { name, rawName, value, inlineValue } = token;
    if (!(allowed as readonly string[]).includes(name) || rawName !== `--${name}`)
      return wrong(
        `命令 ${command} 没有选项“${rawName}”。可用的选项：${allowed.map((each) => `--${each}`).join("、")}。`,
      );
    if (value === undefined || value === "" || (!inlineValue && value.startsWith("-")))
      return wrong(`选项 ${rawName} 后没有写明内容。以“-”开头的内容请写成 ${rawName}=内容。`);
    if (name in options) return wrong(`选项 ${rawName} 写了两次，请只写一次。`);
    options[name] = value;
  }
  if (isNeeded && file === undefined) return wrong(`请在 ${command} 后写明${takes}。`);
  const tooMany = takes ? surplus : [file, ...surplus].filter((word) => word !== undefined);
  if (tooMany.length > 0)
    return wrong(
      `多余的内容：${tooMany.map((word) => `“${word}”`).join("、")}。${takes ? `命令 ${command} 每次只处理一个。` : `命令 ${command} 不带文件，请用选项。`}`,
    );
  return { ok: true, command, file, options };
}

function isCommand(word: string): word is CommandName {
  return Object.hasOwn(commands, word);
}
