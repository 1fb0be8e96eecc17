import clsx from "clsx";
import { useEffect, useState } from "react";
import { cellElement } from "@/components/document/figure-cells";

/** What an address names behind its `#`; empty where nothing, or nothing that can be read. */
function namedPlace(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

/**
 * Says so where the address names a place that this version does not have, or a cell without a figure, which is shown;
 * it leads to the versions that have the place.
 */
export function AbsentPlace({ version }: { version: string }) {
  const [absent, setAbsent] = useState<{ id: string; isBlank: boolean } | null>(null);

  useEffect(() => {
    function onAddress() {
      const id = namedPlace();
      const cell = id === "" || document.getElementById(id) ? null : cellElement(id);
      setAbsent(id === "" || document.getElementById(id) ? null : { id, isBlank: cell !== null });
      cell?.scrollIntoView({ block: "center", inline: "center" });
    }
    onAddress();
    window.addEventListener("hashchange", onAddress);
    return () => window.removeEventListener("hashchange", onAddress);
  }, []);

  if (!absent) return null;
  const number = version.slice(version.lastIndexOf("/") + 1);
  return (
    <div
      role="alert"
      className={clsx(
        "fixed inset-x-0 top-0 z-20 border-b-2 border-warn bg-warn-shade p-4 text-sm",
        "lg:inset-x-auto lg:top-6 lg:right-6 lg:w-96 lg:border-2 print:hidden",
      )}
    >
      <p className="font-semibold">{absent.isBlank ? "这一格没有数" : "这一版没有这个位置"}</p>
      <p className="break-all">
        {absent.isBlank
          ? `网址指向的“${absent.id}”在第 ${number} 版中是空格：没有发生，或者为零。`
          : `第 ${number} 版没有名为“${absent.id}”的格、行或句：网址可能有误，或者它属于另一版。`}
      </p>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-4">
        <a href={`${version}/cite/${encodeURIComponent(absent.id)}`}>
          {absent.isBlank ? "引用这一格" : "哪一版有这个位置"}
        </a>
        <a href="#versions">版本与更正</a>
        <button
          type="button"
          className="ml-auto cursor-pointer border border-line bg-surface px-3 py-1"
          onClick={() => setAbsent(null)}
        >
          关闭
        </button>
      </p>
    </div>
  );
}
