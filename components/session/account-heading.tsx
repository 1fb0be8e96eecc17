/** The head of a page of one's own account: what it is, and whose it is. */
export function AccountHeading({ title, of }: { title: string; of: string }) {
  return (
    <header>
      <h1 className="font-serif text-3xl font-bold">{title}</h1>
      <p className="text-muted">{of}</p>
    </header>
  );
}
