export default function Loading() {
  return (
    <p role="status" className="py-12 text-muted">
      正在读取……
    </p>
  );
}
