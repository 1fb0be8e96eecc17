/** Where the county government's portal shows the same report, as the unit or the bureau has said. */
export function AlsoOnPortal({ address }: { address: string }) {
  return (
    <p className="mt-6 border-t border-line pt-3 text-sm">
      也见县（区）政府门户网站：
      <a href={address} rel="noreferrer" className="break-all">
        {address}
      </a>
    </p>
  );
}
