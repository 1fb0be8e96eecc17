/** What is known of a running installation at a moment. `null`: it could not be found out, or there is none. */
export interface Operation {
  at: Date;
  /** Of the process that answers. */
  release: string;
  /** All that serve the installation, on whatever machine; the one that answers is among them. */
  processes: readonly ServingProcess[];
  /** What stands before the application and met the request that asks. */
  front: { startedAt: Date; keepsPages: boolean } | null;
  database: DatabaseState;
  jobs: JobsState;
  disks: readonly DiskState[];
  backup: BackupState;
  verification: VerificationState;
  mail: MailStanding;
}

export interface DatabaseState {
  /** Version of PostgreSQL. */
  version: string;
  startedAt: Date;
  /** Of all tables. */
  bytes: number;
  areRolesSeparate: boolean;
}

/** A process of the application, as it said last of itself. */
export interface ServingProcess {
  host: string;
  /** From 1, on its host. */
  number: number;
  release: string;
  startedAt: Date;
  /** Seconds since it said so. */
  silentFor: number;
  /** Resident, in bytes. */
  memory: number;
  /** Milliseconds that 99 of 100 things in it waited less than, since it spoke before. */
  delay: number;
  /** To the database. */
  connections: { open: number; idle: number; waiting: number; most: number };
  /** What it has read for the public; `null` where there is no read replica. */
  publicReads: PublicReadsOfProcess | null;
}

/** Why the read replica could not be used. */
export type ReplicaTrouble = "behind" | "unavailable" | "noReplica" | "writes";

export interface PublicReadsOfProcess {
  fromReplica: number;
  fromPrimary: number;
  /** Whether the replica answered at the last attempt. */
  isUsed: boolean;
  trouble: { kind: ReplicaTrouble; at: Date } | null;
}

export interface JobsState {
  waiting: number;
  working: number;
  /** Since when the oldest waits that nobody has begun; `null`: none waits. */
  waitingSince: Date | null;
  /** Jobs that ended within a day and were given up, or left something undone by an error. */
  failedLastDay: number;
}

/** The disk that a folder lies on. */
export interface DiskState {
  id: "data" | "temporary" | "backup";
  folder: string;
  /** Bytes; `null`: the folder is not there. */
  space: { free: number; total: number } | null;
}

export interface BackupState {
  isScheduled: boolean;
  lastMade: { endedAt: Date; file: string; bytes: number; isEncrypted: boolean; isByHand: boolean } | null;
  /** What every page of the administrator says of backups. */
  alarm: { title: string; text: string } | null;
}

/** How mail of notices goes out. */
export interface MailStanding {
  /** Whether the installation has a mail server. */
  isSetUp: boolean;
  /** Since when the server fails; `null`: it does not. */
  failingSince: Date | null;
  /** What it said last. */
  said: string | null;
  lastSentAt: Date | null;
  waiting: number;
  /** Mails of which nobody knows whether they arrived. */
  unsure: number;
  /** People whose address is refused. */
  unreachable: number;
}

export interface VerificationState {
  last: { endedAt: Date; entry: number; sequence: number; auditSequence: number } | null;
  /** What every page of the administrator says of what is published and of the audit log. */
  alarm: { title: string; text: string } | null;
}
