// Looks are for reading: system fonts, figures that line up, colours that hold in light and dark, and nothing that moves.

import { DRAWING_RULES } from '../timeline-drawing.ts';
import { BREACH_STYLE } from './breach-style.ts';

const LIGHT =
  '--paper:#fff;--panel:#f4f5f7;--text:#1b1d21;--quiet:#59606b;--line:#dcdfe5;--link:#1a57a0;' +
  '--violated:#b3261e;--upheld:#1b6e3c;--inconclusive:#855700;' +
  '--bar:#c6ccd6;--flight:#8fb0d9;--victim:#b3261e;--donor:#955800;--both:#b26a0026;--during:#b3261e14;--heat:179 38 30;--inkL:38%';
const DARK =
  '--paper:#15171b;--panel:#1e2127;--text:#e8eaee;--quiet:#a4abb7;--line:#343943;--link:#8db9f5;' +
  '--violated:#f48a82;--upheld:#74cf99;--inconclusive:#e3aa4d;' +
  '--bar:#4a515d;--flight:#4c6f9e;--victim:#f48a82;--donor:#e3aa4d;--both:#e3aa4d2b;--during:#f48a821a;--heat:244 138 130;--inkL:72%';

const PAGE = `
:root{color-scheme:light dark;${LIGHT}}
@media(prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:0 1.25rem 3rem;max-width:76rem;background:var(--paper);color:var(--text);font:0.9375rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
a{color:var(--link);text-underline-offset:0.15em}
h1,h2,h3,h4,p,dl,dd,figure,ul{margin:0}
h1{font-size:1.25rem;text-wrap:pretty;line-height:1.4;font-weight:600;max-width:62ch}
h2{font-size:1.0625rem;line-height:1.4;margin:0 0 0.75rem}
h3{font-size:0.9375rem;margin:1.25rem 0 0.5rem}
h4{font-size:0.9375rem;font-weight:600;margin-top:0.9rem}
.breach h4{margin-top:0}
code{font:0.8125rem/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:0.5rem;background:var(--paper);padding:0.25rem 0.5rem;z-index:2}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.quiet{color:var(--quiet)}
header{padding-top:1.75rem}
.word{font-size:0.8125rem;font-weight:700;letter-spacing:0.08em;text-transform:uppercase;margin-bottom:0.25rem}
.word::before{content:"";display:inline-block;width:0.7em;height:0.7em;margin-right:0.5em;background:currentColor}
.word.upheld::before{border-radius:50%}
.word.inconclusive::before{transform:rotate(45deg) scale(0.85)}
.word.upheld,.below{color:var(--upheld)}
.word.violated,.bad{color:var(--violated)}
.word.inconclusive,.below{color:var(--inconclusive)}
.claim{margin-top:0.5rem;max-width:80ch}
.about{margin-top:0.5rem;color:var(--quiet)}
.notice{margin-top:1rem;padding:0.6rem 0.9rem;border-left:3px solid var(--inconclusive);background:var(--panel)}
.figures-of-run{margin-top:1.25rem;display:flex;flex-wrap:wrap;gap:0.9rem 2.25rem;padding:0.9rem 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
.figures-of-run dt{color:var(--quiet);font-size:0.8125rem}
.figures-of-run dd{font-size:1.125rem;font-weight:600}
nav.contents{padding:0.75rem 0}
nav.contents ul{display:flex;flex-wrap:wrap;gap:0.25rem 1.25rem;list-style:none;padding:0}
section{padding-top:1.75rem}
section+section{margin-top:1.75rem;border-top:1px solid var(--line)}
section p+p,section ul+p,section p+ul,.scroll+p,p+.scroll,.command+p{margin-top:0.6rem}
.scroll+.facts,.facts+.scroll,p+.facts,.command+.command{margin-top:0.9rem}
ul{padding-left:1.15rem}
li{margin:0.15rem 0}
p,li,.facts dd{max-width:90ch}
.facts{display:grid;grid-template-columns:minmax(6.5rem,max-content) minmax(0,1fr);gap:0.3rem 1.25rem}
.facts dt{color:var(--quiet)}
.facts .items{margin-top:0.2rem;color:var(--quiet);font-size:0.875rem}
.command{display:flex;gap:0.6rem;align-items:flex-start;margin-top:0.3rem;flex-wrap:wrap}
.command code{flex:1 1 20rem;padding:0.45rem 0.7rem;background:var(--panel);border:1px solid var(--line);border-radius:4px;user-select:all}
button,select{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--line);border-radius:4px;padding:0.3rem 0.75rem;cursor:pointer}
button:hover,select:hover{border-color:var(--quiet)}
button[aria-disabled=true]{opacity:0.65;cursor:default}
button[aria-pressed=true]{background:var(--text);color:var(--paper);border-color:var(--text)}
html:not(.js) .needs-script{display:none}
html.js .without-script{display:none}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:0.875rem}
caption{text-align:left;color:var(--quiet);padding-bottom:0.4rem}
th,td{padding:0.25rem 0.9rem 0.25rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:normal}
thead th{color:var(--quiet);font-weight:500;vertical-align:bottom}
tbody th{font-weight:400}
td.number,th.number{text-align:right;white-space:nowrap}
tr.uncovered{color:var(--quiet)}
table .name{display:inline-block;max-width:18rem;overflow-wrap:anywhere}
details{margin-top:0.75rem}
summary{cursor:pointer;color:var(--link);width:fit-content}
details>*+*{margin-top:0.6rem}
.matrix th,.matrix td{padding:0.2rem 0.45rem;border:1px solid var(--line);text-align:center;min-width:2.1rem}
.matrix tbody th{text-align:right;max-width:14rem}
.matrix thead td{text-align:left;vertical-align:bottom;color:var(--quiet);font-size:0.8125rem}
.matrix .sum{color:var(--quiet);font-weight:400}
.matrix thead .to{height:7.5rem;padding:0.3rem}
.matrix thead .to span{writing-mode:vertical-rl;transform:rotate(180deg);max-height:7rem;overflow:hidden;text-align:left;display:inline-block;line-height:1.15}
.heat-1{background:rgb(var(--heat)/0.1)}.heat-2{background:rgb(var(--heat)/0.18)}.heat-3{background:rgb(var(--heat)/0.26)}.heat-4{background:rgb(var(--heat)/0.34)}.heat-0{color:var(--quiet)}
.matrix td.own{background:repeating-linear-gradient(135deg,transparent 0 5px,var(--line) 5px 6px)}
svg.timeline{display:block;min-width:44rem;max-width:76rem;width:100%;height:auto;margin-top:0.5rem}
.key{display:inline-block;width:0.8em;height:0.8em;margin:0 0.3em 0 0.9em;border-radius:2px;vertical-align:-0.05em}
.key.k-victim{background:var(--victim);margin-left:0}.key.k-donor{background:var(--donor)}.key.k-other{background:var(--bar)}.key.k-both{background:var(--both);border:1px solid var(--donor)}.key.k-during{background:var(--during);border:1px solid var(--victim)}
footer{margin-top:2rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--quiet);font-size:0.875rem}
@media(max-width:40rem){
body{padding:0 0.9rem 2rem}
h1{font-size:1.125rem}
.facts{grid-template-columns:minmax(0,1fr);gap:0}
.facts dt{margin-top:0.5rem}
.facts dt:empty{display:none}
.figures-of-run{gap:0.7rem 1.5rem}
}
@media print{.needs-script,nav.contents,.skip{display:none}}
`;

/** The whole style sheet. It holds nothing of the run, so that its hash is always the same. */
export const STYLE = `${PAGE.replaceAll('\n', '')}${DRAWING_RULES}${BREACH_STYLE.replaceAll('\n', '')}`;
