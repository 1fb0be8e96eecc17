/** The list on the screen as files, narrowed as it is there. */
export function ExportLinks({ list, filter = {} }: { list: string; filter?: Readonly<Record<string, string>> }) {
  const query = new URLSearchParams(filter).toString();
  const address = (format: string) => `/lists/${list}/${format}${query === "" ? "" : `?${query}`}`;
  return (
    <span className="flex items-center gap-2 whitespace-nowrap text-sm">
      导出
      <a href={address("xlsx")} download>
        Excel
      </a>
      <a href={address("csv")} download>
        CSV
      </a>
    </span>
  );
}
