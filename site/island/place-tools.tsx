import { useState } from "react";

/** A place of the page that can be copied and cited. */
export interface NamedPlace {
  /** 本格, 本行, 本句. */
  noun: string;
  id: string;
}

/**
 * Copies the lasting addresses of places, with the version, and leads to how the first of them is cited and put into
 * other pages. Where the browser gives no way to copy, the address stands there, chosen.
 */
export function PlaceTools({ version, places }: { version: string; places: readonly NamedPlace[] }) {
  const [copied, setCopied] = useState<{ address: string; isCopied: boolean } | null>(null);
  const [first] = places;
  if (!first) return null;
  const correction = correctionOf(first);

  async function copy({ id }: NamedPlace) {
    const address = `${location.origin}${version}#${id}`;
    // Not there on plain http, and refused by some browsers.
    const isCopied = await Promise.resolve(navigator.clipboard?.writeText(address).then(() => true)).catch(() => false);
    setCopied({ address, isCopied: isCopied === true });
  }

  return (
    <section aria-label="网址和引用" className="mt-3 border-t border-line pt-2">
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        {places.map((place) => (
          <button
            key={place.noun}
            type="button"
            className="cursor-pointer text-accent underline underline-offset-4"
            onClick={() => void copy(place)}
          >
            复制{place.noun}网址
          </button>
        ))}
        <a href={`${version}/cite/${first.id}`}>引用、嵌入{first.noun}</a>
        {correction && <a href={correction}>指出错误</a>}
      </p>
      <p role="status">
        {copied && (
          <>
            {copied.isCopied ? "已复制：" : "请复制："}
            <span className="select-all break-all">{copied.address}</span>
          </>
        )}
      </p>
    </section>
  );
}

/** Where the unit is told of an error, as the page says; a letter that is begun there names the place. */
function correctionOf({ id }: NamedPlace): string | undefined {
  const way = document.querySelector<HTMLAnchorElement>("a[data-correction]")?.getAttribute("href");
  return way?.startsWith("mailto:")
    ? way.replace(/%2Fv%2F\d+/, (version) => version + encodeURIComponent(`#${id}`))
    : (way ?? undefined);
}
