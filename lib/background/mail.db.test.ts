// Mail of notices, against a real mail server in this process: nothing lost, nothing sent twice.
import { createServer, type Server } from "node:net";
import { addDays, addHours, addMinutes } from "date-fns";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sendWaitingMail } from "@/lib/background/mail";
import type { Operation } from "@/lib/domain/operation/operation";
import { partDeclarations } from "@/lib/domain/operation/parts";
import { listTroubledMail, listUnreachable, readMailServer, readMailStanding } from "@/lib/features/mail/data";
import { claimMail, sendMailAgain, settleMail } from "@/lib/features/mail/mutations";
import { readOwnMail } from "@/lib/features/mail-settings/data";
import {
  confirmMailAddress,
  removeMailAddress,
  setMailAddress,
  setMailPace,
} from "@/lib/features/mail-settings/mutations";
import { markNoticesRead, tell } from "@/lib/features/notices/mutations";
import { tellOfNearDeadlines } from "@/lib/features/reminders/mutations";
import { extendDeadline } from "@/lib/features/extensions/mutations";
import { listNotices } from "@/lib/features/notices/data";
import { inboxFilterSchema } from "@/lib/features/notices/schema";
import { setUserDisabled } from "@/lib/features/users/mutations";
import type { Session } from "@/lib/features/session/data";
import { db } from "@/lib/platform/db";
import { startTestMailServer, type TestMailServer } from "@/lib/platform/mail/testing/test-mail-server";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import { actorOf, createFreshDistrict, type TestDistrict } from "@/prisma/seed/test-district";

let server: TestMailServer = await startTestMailServer();
const { port } = server;
process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
process.env.MAIL_FROM = "mingzhang@example.gov.cn";
process.env.NEXTAUTH_URL = "https://js.example.gov.cn";

const patience = { connectMs: 500, silenceMs: 500, wholeMs: 2_000 };
const morning = new Date("2022-03-01T02:00:00Z");
let district: TestDistrict;
let at = morning;
const clock = (moment: Date) => {
  at = moment;
  process.env.MINGZHANG_NOW = moment.toISOString();
};
const send = () => sendWaitingMail(patience);
const ownerOf = ({ user }: Session) => ({ ...user });
let keys = 0;

/** A person is told something. */
async function notice(person: Session, unit = "区政府办公室本级", text = "这是报告里的话 1,173.33"): Promise<void> {
  keys += 1;
  const told = {
    kind: "returned" as const,
    key: `test:${keys}`,
    userIds: [person.user.id],
    unitId: district.units.a,
    fiscalYearId: district.years[2021],
    facts: { unit, year: 2021, text },
    href: "/desk/101001/2021",
  };
  await db().$transaction((transaction) => tell(transaction, district.id, [told]));
}

/** A person has an address that is confirmed. */
async function reach(person: Session, pace: "atOnce" | "daily" | "none" = "atOnce"): Promise<string> {
  const address = `${person.user.username}@example.gov.cn`;
  const key = { districtId: district.id, userId: person.user.id };
  const data = { address, pace, since: at, confirmedAt: at };
  await db().mailSetting.upsert({ where: { districtId_userId: key }, create: { ...key, ...data }, update: data });
  return address;
}

const mails = () =>
  db().mail.findMany({ where: { districtId: district.id }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
const restart = async () => {
  server = await startTestMailServer({ port });
};

beforeAll(() => clock(morning));
beforeEach(async () => {
  clock(morning);
  district = await createFreshDistrict();
  server.received.length = 0;
  server.refuses = {};
  // Each test begins with a server that was well.
  await db().mailServer.updateMany({ data: { failures: 0, failingSince: null, nextAt: null, said: null } });
});
afterEach(async () => {
  // What a test has left waits for nobody else's server.
  await db().mail.updateMany({ where: { state: "waiting" }, data: { state: "refused" } });
});
afterAll(async () => {
  await server.stop();
  delete process.env.MINGZHANG_NOW;
});

describe("an address", () => {
  const codeIn = (text: string) => /验证码是 (\d{6})/.exec(text)![1]!;

  it("gets nothing but its code until the person has given it", async () => {
    const { preparerA } = district.users;
    const owner = ownerOf(preparerA);
    await notice(preparerA);
    expect(await setMailAddress(district.id, owner, "zhang@example.gov.cn")).toMatchObject({ ok: true });
    await notice(preparerA);
    await send();
    expect(server.received).toMatchObject([{ to: ["zhang@example.gov.cn"], subject: "【明账】邮箱验证码" }]);
    const code = codeIn(server.received[0]!.text);
    const wrong = code === "000000" ? "000001" : "000000";
    expect(await confirmMailAddress(district.id, owner, wrong)).toEqual({
      ok: false,
      reasons: ["验证码不正确，还可以输入 4 次。"],
    });
    await expect(db().mailSetting.findFirstOrThrow({ where: { districtId: district.id } })).resolves.not.toMatchObject({
      code,
    });
    expect(await confirmMailAddress(district.id, ownerOf(district.users.preparerB), code)).toMatchObject({ ok: false });
    clock(addMinutes(morning, 1));
    expect(await confirmMailAddress(district.id, owner, code)).toMatchObject({ ok: true });
    expect(await confirmMailAddress(district.id, owner, code)).toMatchObject({ ok: false });
    // What came before stays in the inbox.
    await send();
    expect(server.received).toHaveLength(1);
    await notice(preparerA);
    await send();
    expect(server.received).toHaveLength(2);
  });

  it("is guessed by nobody: five tries, half an hour, one code at a time", async () => {
    const owner = ownerOf(district.users.preparerA);
    await setMailAddress(district.id, owner, "first@example.gov.cn");
    await setMailAddress(district.id, owner, "second@example.gov.cn");
    await send();
    expect(server.received.map(({ to }) => to)).toEqual([["second@example.gov.cn"]]);
    const code = codeIn(server.received[0]!.text);
    const wrong = code === "111111" ? "222222" : "111111";
    for (const _ of [1, 2, 3, 4, 5]) await confirmMailAddress(district.id, owner, wrong);
    expect(await confirmMailAddress(district.id, owner, code)).toMatchObject({
      ok: false,
      reasons: ["验证码输错次数过多，请重新发送。"],
    });
    await setMailAddress(district.id, owner, "second@example.gov.cn");
    clock(addMinutes(morning, 31));
    await send();
    expect(server.received).toHaveLength(1);
    expect(await mails()).toMatchObject([
      { state: "refused" },
      { state: "sent" },
      { state: "refused", said: "验证码已过期或已使用。" },
    ]);
  });
});

describe("mail at once", () => {
  it("says what happened and where, nothing of the report, and is sent once", async () => {
    const { preparerA, colleagueA } = district.users;
    const address = await reach(preparerA);
    await reach(colleagueA, "none");
    await notice(preparerA);
    await notice(colleagueA);
    await send();
    await send();
    expect(server.received).toHaveLength(1);
    const [{ to, subject, text, messageId }] = server.received as [(typeof server.received)[0]];
    const [mail] = await mails();
    expect(to).toEqual([address]);
    expect(messageId).toBe(`<${mail!.id}@example.gov.cn>`);
    expect(subject).toBe("【明账】区政府办公室本级2021年度决算被退回，请修改后再上报");
    expect(text).toContain("https://js.example.gov.cn/desk/101001/2021");
    expect(text).not.toMatch(/1,173|报告里的话/);
    await expect(ownerDb().mail.updateMany({ data: { state: "waiting" }, where: { id: mail!.id } })).rejects.toThrow(
      /was sent/,
    );
  });

  it("gathers what comes within five minutes, and leaves out what was read meanwhile", async () => {
    const { preparerA } = district.users;
    await reach(preparerA);
    await notice(preparerA, "甲");
    await send();
    await notice(preparerA, "乙");
    await notice(preparerA, "丙");
    await send();
    expect(server.received).toHaveLength(1);
    clock(addMinutes(at, 5));
    await send();
    expect(server.received[1]).toMatchObject({ subject: "【明账】您有2条新通知" });
    await notice(preparerA, "丁");
    await markNoticesRead(district.id, preparerA.user.id, null);
    clock(addMinutes(at, 5));
    await send();
    expect(server.received).toHaveLength(2);
  });

  it("carries long names and names that would be head lines", async () => {
    const { preparerA } = district.users;
    await reach(preparerA);
    const name = `某区${"非常长的单位名称𠮷".repeat(30)}\r\nBcc: spy@example.com\r\n\r\nX`;
    await notice(preparerA, name);
    await send();
    const [{ to, head, subject, text }] = server.received as [(typeof server.received)[0]];
    expect(to).toHaveLength(1);
    expect(head).not.toMatch(/^Bcc:/im);
    expect(Array.from(subject).length).toBeLessThanOrEqual(80);
    expect(subject).toMatch(/^【明账】某区非常长的单位名称𠮷.*…$/u);
    expect(text).toMatch(/\n1\. 某区/);
  });

  it("is not sent to people whose account is closed, and to nobody who has taken the address away", async () => {
    const { preparerA, colleagueA, admin } = district.users;
    for (const person of [preparerA, colleagueA]) {
      await reach(person);
      await notice(person);
    }
    // Made, and then not wanted any more.
    server.refuses = { connect: 421 };
    await send();
    await setUserDisabled(district.id, actorOf(admin), preparerA.user.id, true);
    await removeMailAddress(district.id, ownerOf(colleagueA));
    server.refuses = {};
    clock(addMinutes(at, 2));
    await send();
    expect(server.received).toEqual([]);
    expect((await mails()).map(({ state, said }) => [state, said])).toEqual([
      ["refused", "收件人已不再接收邮件。"],
      ["refused", "收件人已不再接收邮件。"],
    ]);
  });
});

describe("a daily mail", () => {
  it("goes out from eight in the morning in China, once a day, with what is not read", async () => {
    const { preparerA } = district.users;
    clock(new Date("2022-02-28T23:30:00Z"));
    await reach(preparerA, "daily");
    for (const unit of ["甲", "乙", "丙"]) await notice(preparerA, unit);
    await send();
    expect(server.received).toEqual([]);
    clock(new Date("2022-03-01T00:00:00Z"));
    await send();
    expect(server.received).toMatchObject([{ subject: "【明账】您有3条新通知" }]);
    clock(new Date("2022-03-01T09:00:00Z"));
    await notice(preparerA, "丁");
    await send();
    expect(server.received).toHaveLength(1);
    clock(new Date("2022-03-02T00:10:00Z"));
    await send();
    expect(server.received[1]).toMatchObject({ subject: expect.stringContaining("丁2021年度") });
    expect(await setMailPace(district.id, ownerOf(preparerA), "none")).toMatchObject({ ok: true });
    await notice(preparerA, "戊");
    clock(addDays(at, 1));
    await send();
    expect(server.received).toHaveLength(2);
  });
});

describe("a mail server", () => {
  const partOfMail = async () => {
    const mail = await readMailStanding(district.id);
    return partDeclarations.find(({ id }) => id === "mail")!.judge({ mail, at } as Operation);
  };

  it("that is down for an hour loses nothing and gets nothing twice, and is asked less and less often", async () => {
    const { preparerA, preparerB } = district.users;
    for (const person of [preparerA, preparerB]) await reach(person);
    await server.stop();
    let asked = 0;
    let failures = 0;
    for (let minute = 0; minute < 60; minute += 1) {
      clock(addMinutes(morning, minute));
      if (minute % 10 === 0) await notice(preparerA, `第${minute}分`);
      if (minute === 30) await notice(preparerB, "半小时");
      await send();
      const found = await db().mailServer.findFirstOrThrow();
      if (found.failures > failures) asked += 1;
      failures = found.failures;
    }
    expect(asked).toBeGreaterThan(4);
    expect(asked).toBeLessThan(12);
    expect(await readMailStanding(district.id)).toMatchObject({ failingSince: morning, unsure: 0 });
    clock(addMinutes(morning, 61));
    expect(await partOfMail()).toMatchObject({ level: "broken", says: expect.stringContaining("发不出去") });
    await restart();
    clock(addMinutes(morning, 80));
    await send();
    await send();
    const told = server.received.flatMap(({ to, text }) =>
      [...text.matchAll(/^\d+\. (第\d+分|半小时)/gm)].map(([, what]) => `${to[0]!.split("-")[1]} ${what!}`),
    );
    expect(told.toSorted()).toEqual(
      ["a 第0分", "a 第10分", "a 第20分", "a 第30分", "a 第40分", "a 第50分", "b 半小时"]
        .map((each) => each)
        .toSorted(),
    );
    expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(server.received.length);
    expect(await partOfMail()).toMatchObject({ level: "well" });
  });

  it("that puts a mail off gets it later, and is given up on after three days", async () => {
    const { preparerA, preparerB } = district.users;
    const greylisted = await reach(preparerA);
    await reach(preparerB);
    for (const person of [preparerA, preparerB]) await notice(person);
    server.refuses = { rcptOf: { [greylisted]: 450 } };
    await send();
    // Nobody else waits for it.
    expect(server.received.map(({ to }) => to)).toEqual([[`${preparerB.user.username}@example.gov.cn`]]);
    clock(addMinutes(at, 4));
    await send();
    server.refuses = {};
    await send();
    expect(server.received).toHaveLength(1);
    clock(addMinutes(at, 1));
    await send();
    expect(server.received).toHaveLength(2);

    await notice(preparerA);
    server.refuses = { rcpt: 452 };
    for (let hours = 0; hours <= 80; hours += 4) {
      clock(addHours(morning, hours + 1));
      await send();
    }
    expect((await mails()).at(-1)).toMatchObject({ state: "refused", said: expect.stringContaining("452") });
    expect(await listTroubledMail(district.id)).toMatchObject([{ state: "refused" }]);
  });

  it("that refuses an address: the person and the administrator are told, and it gets nothing more", async () => {
    const { preparerA, preparerB } = district.users;
    const gone = await reach(preparerA);
    await reach(preparerB);
    for (const person of [preparerA, preparerB]) await notice(person);
    server.refuses = { rcptOf: { [gone]: 550 } };
    await send();
    expect(server.received).toHaveLength(1);
    expect((await readOwnMail(district.id, preparerA.user.id)).setting).toMatchObject({
      unreachable: { said: expect.stringContaining("550") },
    });
    expect(await listUnreachable(district.id)).toMatchObject([{ username: preparerA.user.username }]);
    expect(await partOfMail()).toMatchObject({ level: "watch", says: expect.stringContaining("1 人的邮箱无法送达") });
    await notice(preparerA);
    clock(addMinutes(at, 10));
    server.refuses = {};
    await send();
    expect(server.received).toHaveLength(1);
    // A new code brings it back; nothing is lost in the inbox.
    await setMailAddress(district.id, ownerOf(preparerA), gone);
    expect(await listUnreachable(district.id)).toEqual([]);
  });

  it("that breaks off in the middle of a mail: it may have arrived, so it goes out again by hand only, as the same", async () => {
    const { preparerA, preparerB, admin } = district.users;
    for (const person of [preparerA, preparerB]) {
      await reach(person);
      await notice(person);
    }
    await server.stop();
    const sockets = new Set<{ destroy: () => void }>();
    const breaking: Server = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.write("220 bare\r\n");
      let isText = false;
      socket.on("data", (bytes) => {
        if (isText) return void socket.destroy();
        for (const line of bytes.toString().split("\r\n").filter(Boolean)) {
          isText ||= line === "DATA";
          socket.write(line === "DATA" ? "354 go on\r\n" : "250 ok\r\n");
        }
      });
    });
    await new Promise<void>((resolve) => breaking.listen(port, "127.0.0.1", resolve));
    await send();
    // The second one is not risked on such a server.
    expect((await mails()).map(({ state }) => state).toSorted()).toEqual(["unsure", "waiting"]);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => breaking.close(resolve));
    await restart();
    for (const minutes of [1, 2, 30]) {
      clock(addMinutes(morning, minutes));
      await send();
    }
    expect(server.received).toHaveLength(1);
    const [unsure] = await listTroubledMail(district.id);
    expect(unsure).toMatchObject({ state: "unsure" });
    expect(await sendMailAgain(district.id, actorOf(admin), unsure!.id)).toMatchObject({ ok: true });
    expect(await sendMailAgain(district.id, actorOf(admin), unsure!.id)).toMatchObject({ ok: false });
    await send();
    expect(server.received.map(({ messageId }) => messageId)).toContain(`<${unsure!.id}@example.gov.cn>`);
    expect(server.received).toHaveLength(2);
  });

  it("that is slow keeps a mail to one process, and five at once send each mail once", async () => {
    const people = Object.values(district.users);
    for (const person of people) {
      await reach(person);
      await notice(person);
    }
    await server.stop();
    server = await startTestMailServer({
      port,
      beforeTaking: () => new Promise((resolve) => setTimeout(resolve, 50)),
    });
    await Promise.all(Array.from({ length: 5 }, send));
    expect(server.received.map(({ to }) => to[0]).toSorted()).toEqual(
      people.map(({ user }) => `${user.username}@example.gov.cn`).toSorted(),
    );
    await server.stop();
    await restart();
  });
});

describe("a process that ends while it sends", () => {
  it("leaves a mail that is told, not one that is sent again", async () => {
    const { preparerA } = district.users;
    await reach(preparerA);
    await notice(preparerA);
    server.refuses = { connect: 421 };
    await send();
    server.refuses = {};
    clock(addMinutes(at, 1));
    const claim = await claimMail(60);
    await send();
    expect(await mails()).toMatchObject([{ state: "sending" }]);
    await db()
      .$executeRaw`UPDATE mail SET claimed_until = clock_timestamp() - interval '1 second' WHERE id = ${claim!.id}::uuid`;
    await send();
    expect(await mails()).toMatchObject([{ state: "unsure", said: "发送时系统中断，可能已经发出。" }]);
    expect(server.received).toEqual([]);
    // It had only been slow.
    await settleMail(claim!, { outcome: "sent" }, "x@example.gov.cn");
    expect(await mails()).toMatchObject([{ state: "sent" }]);
  });

  it("and a backup that is restored send nothing that may have gone out since", async () => {
    const { preparerA } = district.users;
    await reach(preparerA);
    await notice(preparerA);
    server.refuses = { connect: 421 };
    await send();
    server.refuses = {};
    await ownerDb().$queryRaw`SELECT after_restore()::text`;
    clock(addMinutes(at, 10));
    await send();
    expect(server.received).toEqual([]);
    expect(await mails()).toMatchObject([{ state: "unsure" }]);
  });
});

describe("a deadline that is near", () => {
  it("is told to units that owe the report, once for each of the days before it, and anew when it is moved", async () => {
    const { preparerA, reviewer } = district.users;
    const titles = async () =>
      (await listNotices(district.id, preparerA.user.id, inboxFilterSchema.parse({ group: "deadlines" }))).notices.map(
        ({ title }) => title,
      );
    const on = async (day: string) => {
      clock(new Date(`${day}T02:00:00Z`));
      await Promise.all([tellOfNearDeadlines(district.id), tellOfNearDeadlines(district.id)]);
    };
    await db().fiscalYear.update({ where: { id: district.years[2020] }, data: { stage: "closed" } });
    await on("2022-06-20");
    expect(await titles()).toEqual([]);
    await on("2022-06-25");
    await on("2022-06-26");
    expect(await titles()).toEqual(["区政府办公室本级2021年度决算还有5天截止上报（2022年6月30日）"]);
    await on("2022-06-29");
    expect(await titles()).toHaveLength(2);
    const extended = await extendDeadline(district.id, actorOf(reviewer), {
      fiscalYearId: district.years[2021],
      unitId: district.units.a,
      dueOn: "2022-07-10",
      reason: "会计调动",
    });
    expect(extended).toMatchObject({ ok: true });
    await on("2022-06-30");
    expect((await titles())[0]).toContain("延至2022年7月10日");
    await on("2022-07-07");
    expect((await titles())[0]).toBe("区政府办公室本级2021年度决算还有3天截止上报（2022年7月10日）");
    await on("2022-07-12");
    expect(await titles()).toHaveLength(4);
  });
});

it("how the server was found is asked by many at once", async () => {
  await expect(Promise.all(Array.from({ length: 5 }, readMailServer))).resolves.toHaveLength(5);
});
