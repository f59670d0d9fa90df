/** The style sheet of the HTML report: screen and paper, light and dark, nothing from elsewhere. */
export const reportStyle = `:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#c9d1d9;--paper:#fff;--wash:#f5f7f9;
--passed:#116329;--failed:#a40e26;--indeterminate:#7a4d00;--nothing_to_verify:#57606a;--practice:#7a3a80}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b1;--line:#3b434b;--paper:#0f1419;--wash:#181e25;
--passed:#56d364;--failed:#ff8f8a;--indeterminate:#e3b341;--nothing_to_verify:#9da7b1;--practice:#d9a8e0}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif;overflow-wrap:anywhere}
:lang(en) body,pre:lang(en){font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
main,header,footer{max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem;margin:.5rem 0}h2{font-size:1.35rem;margin:2.5rem 0 .5rem;border-bottom:3px double var(--line)}
h3{font-size:1.15rem;margin:2rem 0 .6rem;border-bottom:1px solid var(--line);padding-bottom:.2rem}h4{font-size:1rem;margin:1.2rem 0 .4rem}
p{margin:.5rem 0}.note,.soft,caption{color:var(--soft)}.strong{font-weight:700}
.watermark{border:2px solid currentColor;color:var(--failed);padding:.3rem .8rem;font-weight:700;display:inline-block}
.verdict{border:1px solid var(--line);border-left:.6rem solid currentColor;padding:.8rem 1rem;background:var(--wash)}
.verdict>*{color:var(--ink)}.verdict .outcome{color:inherit;font-size:1.3rem;font-weight:700;margin:0}
.passed{color:var(--passed)}.failed{color:var(--failed)}.indeterminate{color:var(--indeterminate)}.nothing_to_verify{color:var(--nothing_to_verify)}
.practised{color:var(--practice)}
.outcome{font-weight:700;white-space:nowrap}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.25rem 1rem;margin:.6rem 0}dt{color:var(--soft)}dd{margin:0}
table{border-collapse:collapse;width:100%;margin:.8rem 0;font-size:.92rem}caption{text-align:left;padding:.2rem 0;font-weight:700}
th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}th{background:var(--wash)}
code,pre,.exact{font-family:"Noto Sans Mono CJK SC",ui-monospace,SFMono-Regular,Consolas,monospace;font-size:.86em}
pre{background:var(--wash);border:1px solid var(--line);padding:.6rem;white-space:pre-wrap;margin:.3rem 0}
.point{border:1px solid var(--line);padding:.5rem .8rem;margin:.6rem 0}.point h4{margin:.2rem 0}
.checks{list-style:none;padding:0}.checks li{border-top:1px solid var(--line);padding:.4rem 0}
.qr svg{display:block;width:9rem;height:9rem;background:#fff}
nav ul{columns:2;padding-left:1.2rem}
a{color:inherit}a:focus-visible,pre:focus-visible{outline:3px solid var(--indeterminate)}
main>h2:first-child{margin-top:0}
@media(max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}nav ul{columns:1}}
@media print{:root{color-scheme:light;--ink:#000;--soft:#333;--line:#888;--paper:#fff;--wash:#fff;--passed:#116329;--failed:#a40e26;--indeterminate:#7a4d00;--nothing_to_verify:#57606a;--practice:#5c2b61}
body{font-size:10pt}main,header,footer{max-width:none;padding:0}h2{break-before:page}main>h2:first-child{break-before:auto}h3,h4,caption,thead{break-after:avoid}tr,.checks li,.point,.verdict{break-inside:avoid}nav{display:none}}`;
