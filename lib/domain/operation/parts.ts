import { min, subMinutes } from "date-fns";
import type { DiskState, Operation, ReplicaTrouble, ServingProcess } from "@/lib/domain/operation/operation";
import { formatDateTime } from "@/lib/domain/words/moments";

/** `watch`: works, and somebody should look; `broken`: something does not happen that has to. */
export type PartLevel = "well" | "watch" | "broken";

/** How it stands with a part of the installation. */
export type PartState = { says: string } & ({ level: "well" } | { level: "watch" | "broken"; todo: string });

interface PartDeclaration {
  id: string;
  label: string;
  judge: (operation: Operation) => PartState;
  /** Page with more of it. */
  more?: { href: string; label: string };
}

/** Minutes that a mail server may be away: it is restarted now and then. */
const MAIL_AWAY_MINUTES = 60;

/** Minutes that a job may wait while nothing is worked on: a worker looks every two seconds. */
const IDLE_MINUTES = 10;

const MB = 1_000_000;
const GB = 1_000 * MB;

/** Below it writing fails soon; a night's backup or a portal package of a large district takes that much. */
const NO_ROOM = GB;
/** Below it somebody has a week or so. */
const LITTLE_ROOM = 5 * GB;

/** 12.3 GB, 456 MB */
export function sizeInWords(bytes: number): string {
  return bytes >= GB ? `${(bytes / GB).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / MB))} MB`;
}

export const diskLabels: Record<DiskState["id"], string> = {
  data: "数据文件夹",
  temporary: "临时文件夹",
  backup: "备份文件夹",
};

/** A process says every ten seconds that it serves. */
const SILENT_SECONDS = 40;

/** It cannot answer anybody meanwhile; milliseconds. */
const FULL = 1_000;

/** Whether a process has said nothing for so long that it does not serve. */
export const isSilent = ({ silentFor }: ServingProcess): boolean => silentFor > SILENT_SECONDS;

/** 1 号进程（host） */
export const nameOfProcess = ({ host, number }: ServingProcess): string => `${host} 的 ${number} 号进程`;

const replicaTroubles: Record<Exclude<ReplicaTrouble, "writes">, { says: string; todo: string }> = {
  behind: {
    says: "副本落后于主库，暂不使用",
    todo: "公开页面不受影响，内容都是最新的。请查看副本的复制延迟（pg_stat_replication）和网络。",
  },
  unavailable: {
    says: "副本不能访问或者没有及时答复，暂不使用",
    todo: "公开页面不受影响。请查看副本服务器是否运行，DATABASE_READ_URL 的地址和密码是否正确。",
  },
  noReplica: {
    says: "DATABASE_READ_URL 所指的服务器不是流复制的副本，没有使用",
    todo: "请改为流复制副本的地址，或者去掉这项设置，再重新启动。",
  },
};

/** Every part that an administrator is told of, in the order of the page. */
export const partDeclarations: readonly PartDeclaration[] = [
  {
    id: "front",
    label: "网页服务",
    judge: ({ front, processes }) => {
      const serving = processes.filter((each) => !isSilent(each));
      const since = formatDateTime(min(serving.map(({ startedAt }) => startedAt)));
      const application =
        serving.length === 1 ? `应用自 ${since} 运行` : `应用有 ${serving.length} 个进程，最早的自 ${since} 运行`;
      const silent = processes.filter(isSilent);
      if (silent.length > 0)
        return {
          level: "watch",
          says: `${application}；${silent.map(nameOfProcess).join("、")}没有回应`,
          todo: "请在下面的“服务进程”中查看。进程意外结束的，会自动重新启动；主机或容器已经停用的，一小时后不再列出；仍没有回应的，请查看日志，重新启动服务。",
        };
      const full = serving.filter(({ delay }) => delay > FULL);
      if (full.length > 0)
        return {
          level: "watch",
          says: `${application}；${full.map(nameOfProcess).join("、")}响应延迟超过 ${FULL / 1_000} 秒`,
          todo: "请稍后刷新本页。经常如此的，说明处理能力不足，请用 APPLICATION_PROCESSES 增加进程，或增加服务器（docs/operation.md）。",
        };
      if (!front)
        return {
          level: "watch",
          says: `${application}；这次访问没有经过前端`,
          todo: "公开的页面由前端直接答复。请用 npm start 启动，不要让代理直接连到应用的端口。",
        };
      const says = `${application}，前端自 ${formatDateTime(front.startedAt)} 运行`;
      return front.keepsPages
        ? { level: "well", says }
        : {
            level: "watch",
            says: `${says}；公开页面没有存入磁盘`,
            todo: "请查看数据文件夹能否写入；数据库停止时，没有存下的公开页面无法打开。",
          };
    },
  },
  {
    id: "database",
    label: "数据库",
    judge: ({ database: { version, startedAt, areRolesSeparate }, processes }) => {
      const sum = (of: keyof ServingProcess["connections"]) =>
        processes.filter((each) => !isSilent(each)).reduce((all, { connections }) => all + connections[of], 0);
      const says = `PostgreSQL ${version}，自 ${formatDateTime(startedAt)} 运行；连接 ${sum("open")} 个（上限 ${sum("most")}），空闲 ${sum("idle")} 个`;
      if (sum("waiting") > 0)
        return {
          level: "watch",
          says: `${says}，${sum("waiting")} 个请求在等待连接`,
          todo: "请稍后刷新本页。经常如此的，请调大 DATABASE_POOL_SIZE，并查看数据库服务器是否繁忙。",
        };
      return areRolesSeparate
        ? { level: "well", says }
        : {
            level: "watch",
            says: `${says}；应用与数据表所有者是同一个角色`,
            todo: "请另建应用角色，用 DATABASE_URL 和 DATABASE_OWNER_URL 分别给出，办法见 docs/database-roles.md。",
          };
    },
  },
  {
    id: "readReplica",
    label: "只读副本",
    judge: ({ processes }) => {
      const reads = processes.filter((each) => !isSilent(each)).flatMap(({ publicReads }) => publicReads ?? []);
      if (reads.length === 0) return { level: "well", says: "没有设置；公开的内容从主库读取" };
      const sum = (of: "fromReplica" | "fromPrimary") => reads.reduce((all, each) => all + each[of], 0);
      const says = `公开的内容从只读副本读取 ${sum("fromReplica")} 次，改从主库读取 ${sum("fromPrimary")} 次`;
      const kind = reads.find(({ isUsed }) => !isUsed)?.trouble?.kind;
      return kind && kind !== "writes"
        ? { level: "watch", says: `${says}；${replicaTroubles[kind].says}`, todo: replicaTroubles[kind].todo }
        : { level: "well", says };
    },
  },
  {
    id: "jobs",
    label: "后台任务",
    judge: ({ at, jobs: { waiting, working, waitingSince, failedLastDay } }) => {
      const says = `等待 ${waiting} 项，办理中 ${working} 项，最近一天有 ${failedLastDay} 项出错`;
      if (working === 0 && waitingSince !== null && waitingSince < subMinutes(at, IDLE_MINUTES))
        return {
          level: "broken",
          says: `${says}；最早一项自 ${formatDateTime(waitingSince)} 等待，没有任何任务在办理`,
          todo: "后台工作没有进行。请重新启动服务；仍不办理的，请查看日志中的“background work”。",
        };
      return failedLastDay === 0
        ? { level: "well", says }
        : { level: "watch", says, todo: "请打开出错的任务查看原因，排除后可再次办理。" };
    },
    more: { href: "/account/jobs?of=all", label: "查看后台任务" },
  },
  {
    id: "storage",
    label: "存储空间",
    judge: ({ disks }) => {
      const missing = disks.find(({ space }) => space === null);
      if (missing)
        return {
          level: "broken",
          says: `${diskLabels[missing.id]}不存在或无法访问：${missing.folder}`,
          todo: "请查看磁盘是否挂接、文件夹能否写入，再刷新本页。",
        };
      const tightest = disks
        .flatMap(({ id, space }) => (space ? [{ id, free: space.free }] : []))
        .toSorted((one, other) => one.free - other.free)[0];
      if (!tightest) return { level: "well", says: "没有本机的文件夹" };
      const says = `剩余最少的是${diskLabels[tightest.id]}所在磁盘，还有 ${sizeInWords(tightest.free)}`;
      if (tightest.free < NO_ROOM)
        return {
          level: "broken",
          says,
          todo: "磁盘将满，很快不能再保存、公开和备份。请立即清理，或换用更大的磁盘；以前保存的内容不受影响。",
        };
      return tightest.free < LITTLE_ROOM
        ? { level: "watch", says, todo: "请安排清理，或换用更大的磁盘。" }
        : { level: "well", says };
    },
  },
  {
    id: "backup",
    label: "备份",
    judge: ({ backup: { isScheduled, lastMade, alarm } }) => {
      const last = lastMade
        ? `最近一次 ${formatDateTime(lastMade.endedAt)}，${sizeInWords(lastMade.bytes)}，${lastMade.isEncrypted ? "已加密" : "没有加密"}`
        : "还没有备份过";
      if (!isScheduled)
        return {
          level: "watch",
          says: `没有设置每天夜间备份；${last}`,
          todo: "请用 BACKUP_FOLDER 指定另一块磁盘上的文件夹，重新启动后每天夜间备份；自有数据库服务器已有备份的，请确认签名密钥也在其中（docs/operation.md）。",
        };
      return alarm
        ? {
            level: "broken",
            says: `${alarm.title}；${last}`,
            todo: alarm.text,
          }
        : { level: "well", says: `每天夜间备份；${last}` };
    },
  },
  {
    id: "verification",
    label: "核对",
    judge: ({ verification: { last, alarm } }) => {
      const says = last
        ? `最近一次 ${formatDateTime(last.endedAt)}：清单日志 ${last.entry} 条，公开 ${last.sequence} 份，审计日志 ${last.auditSequence} 条`
        : "还没有核对过；有决算公开后，每天夜间自动核对";
      return alarm
        ? { level: "broken", says: `${alarm.title}；${says}`, todo: alarm.text }
        : { level: "well", says: last ? `${says}，全部相符` : says };
    },
    more: { href: "/admin/proof", label: "查看核对结果" },
  },
  {
    id: "mail",
    label: "邮件",
    judge: ({ at, mail: { isSetUp, failingSince, said, lastSentAt, waiting, unsure, unreachable } }) => {
      if (!isSetUp) return { level: "well", says: "没有设置邮件服务器，通知只在站内显示" };
      const last = lastSentAt ? `最近一次 ${formatDateTime(lastSentAt)} 发出` : "还没有发出过邮件";
      const says = `${last}，等待 ${waiting} 封，未确认 ${unsure} 封，${unreachable} 人的邮箱无法送达`;
      if (failingSince !== null)
        return {
          level: failingSince < subMinutes(at, MAIL_AWAY_MINUTES) ? "broken" : "watch",
          says: `${says}；自 ${formatDateTime(failingSince)} 发不出去（${said ?? "没有说明"}）`,
          todo: "邮件都留着，服务器恢复后自动发出，不会重复。请查看邮件服务器是否运行，SMTP_URL 的地址、账号和密码是否正确（docs/mail.md）。",
        };
      if (unsure > 0) return { level: "watch", says, todo: "请打开通知邮件，核对未确认的邮件，需要的再次发送。" };
      return unreachable > 0
        ? { level: "watch", says, todo: "请打开通知邮件查看是谁，提醒本人改正邮箱。" }
        : { level: "well", says };
    },
    more: { href: "/admin/mail", label: "查看通知邮件" },
  },
];

/** A part with how it stands. */
export type Part = Omit<PartDeclaration, "judge"> & PartState;

/** How it stands with each part, in the order of the page. */
export function partsOf(operation: Operation): Part[] {
  return partDeclarations.map(({ judge, ...part }) => ({ ...part, ...judge(operation) }));
}

/** The worst of them, as a whole is called. */
export function worstOf(parts: readonly Part[]): PartLevel {
  const levels = parts.map(({ level }) => level);
  return levels.includes("broken") ? "broken" : levels.includes("watch") ? "watch" : "well";
}
