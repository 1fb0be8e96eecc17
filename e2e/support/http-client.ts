import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A browser's part of a session over plain HTTP: keeps cookies, reads pages, calls server actions. */
export class HttpClient {
  private readonly jar = new Map<string, string>();

  constructor(private readonly baseUrl: string) {}

  /** Signs in through next-auth; throws when the server refuses. */
  static async signedIn(baseUrl: string, username: string, password: string): Promise<HttpClient> {
    const client = new HttpClient(baseUrl);
    const { csrfToken } = (await (await client.request("/api/auth/csrf")).json()) as { csrfToken: string };
    const answer = await client.request("/api/auth/callback/credentials", {
      method: "POST",
      headers: { origin: baseUrl, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ csrfToken, username, password, json: "true" }).toString(),
    });
    if (![...client.jar.keys()].some((name) => name.endsWith("session-token")))
      throw new Error(`${username} could not sign in (${answer.status})`);
    return client;
  }

  /** Another browser with a copy of this one's cookies. */
  copy(): HttpClient {
    const other = new HttpClient(this.baseUrl);
    for (const [name, value] of this.jar) other.jar.set(name, value);
    return other;
  }

  /** One request with this person's cookies; redirects are not followed. */
  async request(
    path: string,
    init: { method?: string; headers?: Record<string, string>; body?: string | ReadableStream } = {},
  ): Promise<Response> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(`${this.baseUrl}${path}`, {
      ...init,
      ...(init.body instanceof ReadableStream ? { duplex: "half" as const } : {}),
      redirect: "manual",
      headers: { ...(cookie && { cookie }), ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      this.jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return response;
  }

  /**
   * Posts to a server action by its exported name, as the page `path` would; `headers` overrule what a browser sends.
   */
  async postAction(
    name: string,
    path: string,
    args: readonly unknown[],
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const id = actionIds().get(name);
    if (!id) throw new Error(`the build has no server action ${name}`);
    return this.request(path, {
      method: "POST",
      headers: {
        origin: this.baseUrl,
        "next-action": id,
        accept: "text/x-component",
        "content-type": "text/plain;charset=UTF-8",
        ...headers,
      },
      body: JSON.stringify(args),
    });
  }

  /** Calls a server action and returns what it answered. Throws when the server did not run it. */
  async callAction<Answer>(name: string, path: string, args: readonly unknown[]): Promise<Answer> {
    const response = await this.postAction(name, path, args);
    const text = await response.text();
    if (!response.ok) throw new Error(`${name}: ${response.status} ${text.slice(0, 200)}`);
    return readAnswer<Answer>(text);
  }
}

/**
 * The returned value in the stream of a server action: the row that row 0 names in `a`. A row is `id:JSON` up to the
 * end of the line, or `id:T<bytes in hex>,text` for a long text, which other rows name as `"$id"`.
 */
export function readAnswer<Answer>(stream: string): Answer {
  const bytes = Buffer.from(stream);
  const rows = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const colon = bytes.indexOf(":", at);
    if (colon < 0) break;
    const id = bytes.toString("utf8", at, colon);
    const isText = bytes[colon + 1] === 0x54;
    const start = isText ? bytes.indexOf(",", colon) + 1 : colon + 1;
    const lineEnd = bytes.indexOf("\n", start);
    const end = isText
      ? start + parseInt(bytes.toString("utf8", colon + 2, start - 1), 16)
      : lineEnd < 0
        ? bytes.length
        : lineEnd;
    rows.set(id, isText ? JSON.stringify(bytes.toString("utf8", start, end)) : bytes.toString("utf8", start, end));
    at = isText ? end : end + 1;
  }
  const { a } = JSON.parse(rows.get("0") ?? "{}") as { a?: string };
  const row = a === undefined ? undefined : rows.get(a.replace(/^\$@?/, ""));
  if (row === undefined) throw new Error(`no answer in ${stream.slice(0, 200)}`);
  return JSON.parse(row, (_, value: unknown) => {
    const text = typeof value === "string" && /^\$[0-9a-f]+$/.test(value) ? rows.get(value.slice(1)) : undefined;
    return text === undefined ? value : (JSON.parse(text) as unknown);
  }) as Answer;
}

let ids: Map<string, string> | undefined;

/** Ids of the server actions of the production build, by exported name. */
export function actionIds(): ReadonlyMap<string, string> {
  if (ids) return ids;
  const manifest = JSON.parse(
    readFileSync(join(process.cwd(), ".next/server/server-reference-manifest.json"), "utf8"),
  ) as {
    node: Record<string, { exportedName?: string; workers: Record<string, { exportedName?: string }> }>;
  };
  ids = new Map();
  for (const [id, entry] of Object.entries(manifest.node)) {
    const name = entry.exportedName ?? Object.values(entry.workers).find((worker) => worker.exportedName)?.exportedName;
    if (name) ids.set(name, id);
  }
  return ids;
}
