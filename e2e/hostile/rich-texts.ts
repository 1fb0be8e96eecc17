/** What somebody pastes into a text with tables: a page, a document of Word, or what says it is one. */
export const hostileHtml: readonly { name: string; html: string }[] = [
  { name: "a script", html: "<p>字</p><script>globalThis.hit = 1</script>" },
  { name: "a picture that runs", html: '<p>字<img src="x" onerror="globalThis.hit = 1"></p>' },
  {
    name: "a drawing that runs",
    html: '<p>字</p><svg onload="globalThis.hit = 1"><script>globalThis.hit = 1</script></svg>',
  },
  { name: "a frame", html: '<p>字</p><iframe srcdoc="<script>parent.hit = 1</script>"></iframe>' },
  { name: "a link that runs", html: '<p><a href="javascript:globalThis.hit = 1">字</a></p>' },
  {
    name: "an attribute that runs",
    html: '<p onclick="globalThis.hit = 1" onfocus="globalThis.hit = 1" tabindex="0" autofocus>字</p>',
  },
  {
    name: "a style over everything",
    html: '<p style="position:fixed;inset:0;background:url(https://example.org/x)">字</p>',
  },
  { name: "a form", html: '<form action="https://example.org"><input name="password" value="x"><p>字</p></form>' },
  {
    name: "another base and a refresh",
    html: '<base href="https://example.org/"><meta http-equiv="refresh" content="0;url=https://example.org"><p>字</p>',
  },
  { name: "an object and an applet", html: '<object data="x.swf"></object><embed src="x"><p>字</p>' },
  {
    name: "formulas of MathML with a link",
    html: '<math><mtext><a xlink:href="javascript:1">x</a></mtext></math><p>字</p>',
  },
  {
    name: "conditional comments of Word",
    html: "<!--[if gte mso 9]><xml><script>globalThis.hit = 1</script></xml><![endif]--><p class=MsoNormal>字</p>",
  },
  {
    name: "a template and a slot",
    html: "<template><script>globalThis.hit = 1</script></template><p>字<slot name=x></slot></p>",
  },
  { name: "markup that does not end", html: '<p>字<table><tr><td "><img src=x' },
  {
    name: "names of every object",
    html: '<p id="__proto__" name="constructor">字</p><form id="body"><input id="parentNode"></form>',
  },
  { name: "elements 2,000 deep", html: `${"<div>".repeat(2_000)}字${"</div>".repeat(2_000)}` },
  { name: "a table with a cell over a million columns", html: '<table><tr><td colspan="1000000">字</td></tr></table>' },
  { name: "a table with a cell over a million rows", html: '<table><tr><td rowspan="1000000">字</td></tr></table>' },
  { name: "a table with a cell over -1 columns", html: '<table><tr><td colspan="-1">字</td></tr></table>' },
  {
    name: "a table in a table in a table",
    html: "<table><tr><td><table><tr><td><table><tr><td>字</td></tr></table></td></tr></table></td></tr></table>",
  },
  { name: "a table of 500 rows", html: `<table>${"<tr><td>字</td></tr>".repeat(500)}</table>` },
];
