import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The browser's part of a session over plain HTTP: signs in through next-auth and calls server actions. */
export interface SignedInClient {
  /** Calls a server action by its exported name, as the page `path` would. Answers with the raw response text. */
  callAction(name: string, path: string, args: readonly unknown[]): Promise<string>;
}

/** Signs in. Throws when the server refuses. */
export async function signIn(baseUrl: string, username: string, password: string): Promise<SignedInClient> {
  const jar = new Map<string, string>();
  const remember = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
  };
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");

  const csrf = await fetch(`${baseUrl}/api/auth/csrf`);
  remember(csrf);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${baseUrl}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookies(), origin: baseUrl, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, username, password, json: "true" }),
  });
  remember(answer);
  if (![...jar.keys()].some((name) => name.endsWith("session-token"))) throw new Error(`${username} could not sign in (${answer.status})`);

  const actionIds = readActionIds();
  return {
    async callAction(name, path, args) {
      const id = actionIds.get(name);
      if (!id) throw new Error(`the build has no server action ${name}`);
      const response = await fetch(`${baseUrl}${path}`, {
        method: "POST",
        headers: { cookie: cookies(), origin: baseUrl, "next-action": id, accept: "text/x-component", "content-type": "text/plain;charset=UTF-8" },
        body: JSON.stringify(args),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${name}: ${response.status} ${text.slice(0, 200)}`);
      return text;
    },
  };
}

/** Ids of the server actions of the production build, by exported name. */
function readActionIds(): Map<string, string> {
  const manifest = JSON.parse(readFileSync(join(process.cwd(), ".next/server/server-reference-manifest.json"), "utf8")) as {
    node: Record<string, { exportedName?: string; workers: Record<string, { exportedName?: string }> }>;
  };
  const ids = new Map<string, string>();
  for (const [id, entry] of Object.entries(manifest.node)) {
    const name = entry.exportedName ?? Object.values(entry.workers).find((worker) => worker.exportedName)?.exportedName;
    if (name) ids.set(name, id);
  }
  return ids;
}
