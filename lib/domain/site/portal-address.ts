/**
 * 门户网站公开网址: where the county government's portal (政府门户网站预决算公开统一平台) shows a published report. Given by the unit or the
 * bureau for a unit's year.
 */
import { isWebAddress } from "../words/web-address";

export const LONGEST_PORTAL_ADDRESS = 500;

/** What an address is judged by. */
export interface PortalPlaces {
  /** Domains of the portal, as the district has named them; none: any is taken. */
  domains: readonly string[];
  /** Host of this installation, as people type it; absent where it does not know. */
  ownHost?: string | undefined;
}

/** Domains as they were typed, one behind the other. */
export function domainsOf(text: string): string[] {
  return text.split(/[\s、，,;；]+/).filter((domain) => domain !== "");
}

/** Why an address cannot be that of the portal, as a sentence; `null` for one that can. */
export function portalAddressProblem(address: string, { domains, ownHost }: PortalPlaces): string | null {
  if (address.length > LONGEST_PORTAL_ADDRESS)
    return `网址最多 ${LONGEST_PORTAL_ADDRESS} 个字符，请只填到达该页面所需的部分。`;
  if (!isWebAddress(address)) return "网址须以 http:// 或 https:// 开头，不能有空格，也不能带用户名和密码。";
  const { host, hostname } = new URL(address);
  if (host === ownHost) return "这是本网站自己的网址，请填门户网站上的网址。";
  const known = domains.map((domain) => new URL(`http://${domain}`).hostname);
  if (known.length > 0 && !known.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`)))
    return `网址不在门户网站（${domains.join("、")}）上。请核对；门户网站换了域名的，由管理员在“管理—网站”中修改。`;
  return null;
}

/** The one spelling by which two addresses are the same page. */
export function comparedAddress(address: string): string {
  return new URL(address).href;
}
