/** Of every page for whoever has no account: system fonts, one column, large enough to touch. */
export const style = `
:root{color-scheme:light dark;--ink:#1b2a2f;--paper:#fbfaf7;--card:#fff;--line:#e4e1da;--edge:#8b9492;--pine:#1f6f5c;--soft:#5c6a6e;--seal:#b3352b}
@media (prefers-color-scheme:dark){:root{--ink:#e7e5df;--paper:#15191a;--card:#1d2324;--line:#333b3c;--edge:#7d8785;--pine:#6fbfa9;--soft:#a7b0b1;--seal:#e58a80}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 system-ui,"PingFang SC","Noto Sans SC","Microsoft YaHei",sans-serif}
header,main{max-width:640px;margin:0 auto;padding:12px 16px}
header{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 8px;border-bottom:1px solid var(--line)}
nav{display:flex;gap:12px;align-items:center}
nav a,nav button.link{display:inline-flex;align-items:center;min-height:44px}
a{color:var(--pine)}
h1{font-size:22px;line-height:1.3;margin:12px 0}
h2{font-size:17px;margin:24px 0 8px}
form{display:grid;gap:16px}
fieldset{border:0;margin:0;padding:0;display:grid;gap:16px}
legend{font-weight:600;padding:0 0 8px}
label{display:grid;gap:4px;font-weight:600}
small{font-weight:400;color:var(--soft)}
input,select,textarea{font:inherit;font-weight:400;color:inherit;background:var(--card);border:1px solid var(--edge);border-radius:6px;padding:10px;width:100%;min-height:44px}
textarea{min-height:140px}
input[type=radio]{width:20px;min-height:20px}
.choice{display:flex;flex-wrap:wrap;gap:8px 16px}
.choice label{display:flex;align-items:center;gap:6px;font-weight:400;min-height:44px}
button{font:inherit;font-weight:600;min-height:48px;border:0;border-radius:6px;background:var(--pine);color:var(--paper);padding:0 20px}
button.link{padding:0;background:none;color:var(--pine);font-weight:400;text-decoration:underline}
form+form{margin-top:24px}
.field{display:grid;gap:4px}
.fault{font-weight:400;color:var(--seal);margin:0;white-space:pre-line;overflow-wrap:anywhere}
.field .quiet{justify-self:start}
[aria-invalid=true]{border-color:var(--seal)}
button.quiet{background:none;color:var(--pine);border:1px solid var(--pine)}
:focus-visible{outline:3px solid var(--pine);outline-offset:2px}
.notice{border:1px solid var(--line);border-left:4px solid var(--seal);background:var(--card);padding:8px 14px;border-radius:6px}
.good{border-left-color:var(--pine)}
.notice p{margin:4px 0}
.notice ul{margin:0;padding:0 0 0 20px}
.notice li a{display:inline-block;padding:8px 0}
.notice li span{display:block}
.notice+.notice,.notice+form,.notice+p,.notice+dl{margin-top:16px}
.sending:not(:empty){position:fixed;inset:auto 0 0;margin:0;padding:14px 16px;text-align:center;background:var(--ink);color:var(--paper);font-weight:600}
.code{font-size:24px;font-weight:700;letter-spacing:.06em;overflow-wrap:anywhere}
summary{cursor:pointer;padding:10px 0}
.list{list-style:none;padding:0;display:grid;gap:8px}
.list>li{border:1px solid var(--line);background:var(--card);border-radius:6px;padding:10px 14px}
.list a{display:block;min-height:44px;line-height:44px}
.said{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}
dl{display:grid;grid-template-columns:auto 1fr;gap:4px 16px;align-items:baseline;margin:0}
dt{color:var(--soft)}
dd{margin:0}
.paper{border:1px solid var(--line);background:var(--card);border-radius:6px;padding:8px 16px;font-family:"Noto Serif SC","Songti SC",Georgia,serif;overflow-wrap:anywhere}
.end{text-align:right}
.wide{overflow-x:auto}
table{border-collapse:collapse}
th,td{border:1px solid var(--line);padding:4px 8px;text-align:left}
.hash{font-family:ui-monospace,monospace;font-size:13px;overflow-wrap:anywhere}
.trap{position:absolute;left:-9999px}
`
