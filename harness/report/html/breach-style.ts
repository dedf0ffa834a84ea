// How pictures of evidence stand beside each other, and how a region is outlined so that it is found on any picture, by
// whoever does not see its colour too.

import { HUE_STEP_DEGREES } from './hue.ts';

const HUES = Array.from(
  { length: 360 / HUE_STEP_DEGREES },
  (_, step) => `.hue-${step}{--hue:${step * HUE_STEP_DEGREES}}`,
).join('');

export const BREACH_STYLE = `
${HUES}
.groups{margin-bottom:0.5rem}
.pager{display:flex;flex-wrap:wrap;gap:0.5rem;align-items:center;margin:1rem 0}
.pager label{display:inline-flex;gap:0.4rem;align-items:center}
.group{margin-top:1.5rem;font-size:1rem}
.breach{margin-top:0.75rem;padding:0.85rem 1rem 1rem;border:1px solid var(--line);border-radius:6px}
.breach .facts{margin-top:0.7rem;font-size:0.875rem}
.breach>p{margin-top:0.5rem;font-size:0.8125rem}
.tag{display:inline-block;margin-left:0.4rem;padding:0 0.45rem;border:1px solid var(--line);border-radius:3px;font-size:0.8125rem;font-weight:400;color:var(--quiet)}
.tag.cross-owner{color:var(--violated);border-color:currentColor}
.pictures{display:flex;flex-wrap:wrap;gap:0.9rem;margin-top:0.7rem;align-items:flex-start}
.pictures figure{width:13rem;max-width:100%}
figcaption{font-size:0.8125rem;line-height:1.4;margin-top:0.35rem;color:var(--quiet)}
figcaption b{color:var(--text);font-weight:600}
.zoom{display:block;padding:0;border:0;border-radius:0;background:none;max-width:100%;cursor:zoom-in}
html:not(.js) .zoom{cursor:default}
.frame{position:relative;display:block;width:fit-content;max-width:100%;background:var(--panel)}
.frame img{display:block;max-width:100%;height:auto}
.frame.magnified img{image-rendering:pixelated}
.frame svg{position:absolute;inset:0;width:100%;height:100%;overflow:visible}
.frame rect{fill:none;vector-effect:non-scaling-stroke}
.frame text{font-family:system-ui,sans-serif;font-weight:700;fill:hsl(var(--hue) 95% 70%);stroke:#000;paint-order:stroke}
.frame .under{stroke:#000;stroke-width:4px}
.frame .over{stroke:hsl(var(--hue) 95% 62%);stroke-width:2px}
.dash-1{stroke-dasharray:7 3}.dash-2{stroke-dasharray:2 2}.dash-3{stroke-dasharray:9 3 2 3}
.mark-of{display:inline-block;min-width:1.25rem;padding:0 0.25rem;margin-right:0.35rem;border-radius:3px;text-align:center;font-weight:600;color:#000;background:hsl(var(--hue) 80% 72%);font-size:0.75rem;line-height:1.25rem}
.frame .mark-of{position:absolute;left:0;top:0;margin:0;border-radius:0 0 3px 0}
dialog{width:min(96vw,90rem);max-width:none;height:92vh;max-height:none;padding:0;border:1px solid var(--line);border-radius:6px;background:var(--paper);color:var(--text)}
dialog[open]{display:flex;flex-direction:column}
dialog::backdrop{background:rgb(0 0 0/0.55)}
dialog .bar{display:flex;flex-wrap:wrap;gap:0.5rem;align-items:center;padding:0.6rem 0.9rem;border-bottom:1px solid var(--line)}
dialog .bar h2{margin:0;flex:1 1 14rem;font-size:0.9375rem}
dialog .room{flex:1;overflow:auto;padding:0.9rem}
dialog .pictures{flex-wrap:nowrap;width:max-content;margin:0}
dialog .pictures figure{width:auto;max-width:none}
dialog .frame,dialog .frame img{max-width:none}
dialog .frame img{image-rendering:pixelated}
dialog .outlines-off svg{display:none}
@media(max-width:40rem){
.pictures figure{width:calc(50% - 0.45rem)}
.breach{padding:0.7rem 0.75rem}
dialog .bar{padding:0.5rem 0.6rem;gap:0.35rem}
dialog .bar h2{flex-basis:100%;font-size:0.8125rem}
dialog .bar button{padding:0.25rem 0.55rem}
}
`;
