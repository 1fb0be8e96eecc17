/**
 * Shown while a list is read. A page about one thing, which may not exist, stands outside this folder: once this is
 * shown, the answer can no longer be 404.
 */
export default function Loading() {
  return (
    <p role="status" className="py-12 text-muted">
      正在读取……
    </p>
  );
}
