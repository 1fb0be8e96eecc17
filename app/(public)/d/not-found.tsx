/** For an address that asks nothing there is, and for a year, a unit or a subject of which nothing is public. */
export default function QuestionNotFound() {
  return (
    <div className="mx-auto max-w-2xl py-16">
      <h1 className="mb-4 font-serif text-3xl font-bold">没有找到</h1>
      <p className="mb-4">地址可能有误；也可能这个年度、单位或科目还没有公开的决算。</p>
      <ul className="list-disc space-y-1 pl-5">
        <li>
          <a href="/d">最近年度的收支总体</a>
        </li>
        <li>
          <a href="/d/years">历年收支</a>
        </li>
        <li>
          <a href="/">所有已公开的单位和年度</a>
        </li>
      </ul>
    </div>
  );
}
