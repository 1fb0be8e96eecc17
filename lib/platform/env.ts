import { z } from "zod";
import { readSubnets } from "@/lib/platform/outside/networks";

function areSubnets(text: string): boolean {
  try {
    readSubnets(text);
    return true;
  } catch {
    return false;
  }
}

function isMailServer(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && ["smtp:", "smtps:"].includes(url.protocol) && url.hostname !== "";
}

const schema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
    /** PostgreSQL to use. `npm start` sets it to the embedded server when it is not given. */
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must begin with postgresql://"),
    /**
     * A streaming replica of it that public pages and the open data are read from, as the application's role
     * (lib/platform/read-replica); without one everything is read from the primary.
     */
    DATABASE_READ_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, "must begin with postgresql://")
      .optional(),
    /** Connections each process keeps to PostgreSQL. */
    DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
    /** Longest a statement may take before it is given up; commands that work through a whole district take more. */
    DATABASE_STATEMENT_SECONDS: z.coerce.number().int().min(1).max(86_400).default(10),
    /** Signs sessions. `npm start` takes it from `.data/secrets.json` when it is not given; replicas must share one. */
    NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters"),
    /** Address people type, e.g. https://js.example.gov.cn (lib/platform/site-address.ts: what there is without it). */
    NEXTAUTH_URL: z.url().optional(),
    /** A session that is not used for this long ends; it ends after twelve hours in any case. */
    SESSION_IDLE_MINUTES: z.coerce.number().int().min(5).max(720).default(120),
    /**
     * Networks beside the public internet in which addresses of the portal are asked for what they show, with commas
     * between: `10.20.0.0/16,192.168.3.7/32`. None: only public addresses are.
     */
    PORTAL_NETWORKS: z
      .string()
      .refine(areSubnets, "must be networks as 10.20.0.0/16, with commas between")
      .transform(readSubnets)
      .default([]),
    /**
     * Folder that a backup of the installation is laid into every night; without it there are none. `npm start` sets it
     * for the embedded database. How many are kept: the newest of each day, week and month.
     */
    BACKUP_FOLDER: z.string().optional(),
    BACKUP_KEEP_DAILY: z.coerce.number().int().min(1).max(366).default(7),
    BACKUP_KEEP_WEEKLY: z.coerce.number().int().min(0).max(520).default(4),
    BACKUP_KEEP_MONTHLY: z.coerce.number().int().min(0).max(1_200).default(12),
    /**
     * Mail server that notices are sent by: smtp://host:25, smtps://user:password@host:465. Without it nobody is offered
     * mail. A password with signs of its own meaning is percent-encoded.
     */
    SMTP_URL: z.string().refine(isMailServer, "must be smtp://… or smtps://… with a host").optional(),
    /** Address that mail comes from; with SMTP_URL it is needed. */
    MAIL_FROM: z.email("must be an address as mingzhang@example.gov.cn").optional(),
    /**
     * Requests without a session that one address may have the application answer in a minute
     * (site/front/public-limit.ts); pages that are made already are not counted. 0: as many as it likes.
     */
    PUBLIC_REQUESTS_PER_MINUTE: z.coerce.number().int().min(0).max(1_000_000).default(600),
    /** Who may read `/metrics`, as a bearer token; without it the address does not exist. */
    METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
    /** Folder with the fonts an office has licences for (仿宋_GB2312, 方正小标宋 …); PDFs are set in them. */
    OFFICE_FONT_FOLDER: z.string().optional(),
  })
  .refine(({ SMTP_URL, MAIL_FROM }) => SMTP_URL === undefined || MAIL_FROM !== undefined, {
    path: ["MAIL_FROM"],
    message: "is needed with SMTP_URL",
  });

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/**
 * The environment, checked once at its first use (not at import: a build has no database).
 *
 * @throws naming every variable that is missing or wrong, never its value.
 */
export function env(): Env {
  if (parsed) return parsed;
  // Compose files pass a variable that is not set on as an empty one.
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(
      `The environment is incomplete:\n  ${problems.join("\n  ")}\nStart with \`npm start\`, or see .env.example.`,
    );
  }
  parsed = result.data;
  return parsed;
}
