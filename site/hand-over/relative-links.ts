import { placeOf, wayTo, type Holdings } from "./places";

/** Attributes of our pages that lead somewhere, as React writes them: between double quotes, with those of a text as &quot;. */
const leading = / (href|src|action)="([^"]*)"/g;
/** The script of the site: pages are complete without it, and a browser runs no module from a folder. */
const script = /<script type="module" src="[^"]*"><\/script>/g;

/** A base that is nobody's, to take paths apart with. */
const NOWHERE = "http://nowhere.invalid";

/**
 * A page of ours as it stands in a folder: without its script, with links to what the folder holds made relative, and all
 * others leading to the site; where the site does not know its own address, these lead nowhere.
 *
 * @param html as `renderToStaticMarkup` writes it
 * @param at the place of the page in the folder
 */
export function inFolder(
  html: string,
  {
    at,
    holdings,
    assets,
    addressOf,
  }: {
    at: string;
    holdings: Holdings;
    /** Places of files that all pages share, by their addresses. */
    assets: ReadonlyMap<string, string>;
    addressOf: (path: string) => string | undefined;
  },
): string {
  return html.replace(script, "").replace(leading, (whole, name: string, written: string) => {
    const address = written.replaceAll("&amp;", "&");
    if (!address.startsWith("/") || address.startsWith("//")) return whole;
    const url = new URL(address, NOWHERE);
    const place = assets.get(url.pathname) ?? placeOf(url, holdings);
    const led = place === null ? addressOf(address) : `${wayTo(place, at)}${url.hash}`;
    return led === undefined ? "" : ` ${name}="${led.replaceAll("&", "&amp;")}"`;
  });
}
