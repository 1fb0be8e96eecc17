import type { Page } from "@playwright/test";

/** What an answer allows of scripts and sheets that it should not; `null` where its policy is strict. */
export function policyProblem(policy: string | null | undefined): string | null {
  if (!policy) return "no policy";
  const of = (name: string) => policy.split("; ").find((directive) => directive.startsWith(`${name} `));
  const scripts = of("script-src");
  if (scripts === undefined) return "nothing about scripts";
  if (/'unsafe-inline'|'unsafe-eval'|\*|https?:/.test(scripts)) return scripts;
  const sheets = of("style-src-elem") ?? of("style-src");
  if (sheets === undefined) return "nothing about sheets";
  return /'unsafe-inline'|\*|https?:/.test(sheets) ? sheets : null;
}

/** What the pages of a window do from now on that their policy forbids. */
export function forbiddenByPolicy(page: Page): string[] {
  const found: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) found.push(`${page.url()}: ${message.text()}`);
  });
  return found;
}
