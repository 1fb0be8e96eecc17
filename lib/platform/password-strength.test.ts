import { describe, expect, it } from "vitest";
import { whyGuessable } from "./password-strength";

const names = ["li-sha", "李沙", "lisha", "临沂市", "罗庄区", "luozhuang", "371311"];
const why = (password: string) => whyGuessable(password, names);

describe("a password", () => {
  it.each([
    ["password1234", "常见的密码"],
    ["P@ssw0rd1234", "常见的密码"],
    ["iloveyou1234", "常见的密码"],
    ["a123456789a1", "常见的密码"],
    ["1qaz2wsx3edc", "常见的密码"],
    ["qwertyuiop[]", "键盘上相邻的键"],
    ["abcdefghijkl", "连续的数字或者字母"],
    ["aaaabbbbcccc", "重复的字符"],
    ["luozhuang2022", "地区名"],
    ["li-sha-2024!", "用户名"],
    ["Admin@123456", "本行业的常用词"],
    ["woaini1314520", "常见的密码"],
    ["kuaiji123456", "本行业的常用词"],
    ["罗庄区财政局2022", "年份"],
    ["密码密码密码密码密码密码", "重复的字符"],
  ])("like %s is refused: %s", async (password, part) => {
    expect(await why(password)).toContain(part);
  });

  it.each([
    "correct horse battery staple",
    "一个很长的新密码-2022",
    "Xk9mQ2vT7rLp",
    "春天种树夏天浇水秋天收账",
    "kuai9-tianqi-hao-chuan",
  ])("like %s is taken, whatever kinds of characters it has", async (password) => {
    expect(await why(password)).toBeNull();
  });

  it("of two hundred characters is looked at within a second", async () => {
    const begin = performance.now();
    await why("aS1$e3R".repeat(29).slice(0, 200));
    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});
