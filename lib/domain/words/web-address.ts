/** Whether a text leads somewhere on the web and nowhere else: it runs nothing, and carries no name and no password. */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s"'<>]+$/i.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === "" && password === "";
}
