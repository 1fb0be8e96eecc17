/** What a browser's dialog about passkeys came to: its answer, or why there is none. */
export async function byPasskey<T>(
  ask: () => Promise<T>,
): Promise<{ ok: true; data: T } | { ok: false; reasons: string[] }> {
  try {
    return { ok: true, data: await ask() };
  } catch (error) {
    return { ok: false, reasons: [reasonOf(error instanceof Error ? error.name : "")] };
  }
}

function reasonOf(name: string): string {
  if (name === "NotAllowedError" || name === "AbortError") return "没有完成通行密钥的验证：已取消或者超时，请重试。";
  if (name === "InvalidStateError") return "这个设备上的通行密钥已经登记过。";
  return "浏览器不能使用通行密钥。请更换浏览器，或者改用验证码。";
}
