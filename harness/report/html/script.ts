// What the page does beyond being read: copies a line, turns pages of breaches, and enlarges pictures. Without it the page
// still says everything but the later breaches. Nothing here makes markup of a name: pages come escaped from the renderer.

/** Runs once, at the end of the body. It holds nothing of the run, so that its hash is always the same. */
export const SCRIPT = `(() => {
'use strict';
const find = (id) => document.getElementById(id);
document.documentElement.classList.add('js');

const select = (element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
};
const copy = async (button) => {
  const line = find(button.dataset.copy);
  const say = (words) => { find(button.dataset.copy + '-said').textContent = words; };
  try {
    await navigator.clipboard.writeText(line.textContent);
    say('Copied.');
  } catch {
    select(line);
    let isCopied = false;
    try { isCopied = document.execCommand('copy'); } catch {}
    say(isCopied ? 'Copied.' : 'Selected: copy it with Ctrl+C.');
  }
};

const breaches = find('breach-page');
const pages = [...document.querySelectorAll('script[data-breach-page]')];
const first = breaches === null ? '' : breaches.innerHTML;
let page = 1;
const markupOf = (number) => number === 1 ? first : JSON.parse(pages[number - 2].textContent);
const turn = (to, target) => {
  const number = Math.min(pages.length + 1, Math.max(1, to));
  if (number !== page) {
    breaches.innerHTML = markupOf(number);
    page = number;
    for (const choice of document.querySelectorAll('select[data-pages]')) choice.value = String(page);
    for (const button of document.querySelectorAll('button[data-turn]')) {
      const isEnd = button.dataset.turn === 'back' ? page === 1 : page === pages.length + 1;
      button.setAttribute('aria-disabled', String(isEnd));
    }
    find('page-said').textContent = 'Page ' + page + ' of ' + (pages.length + 1) + '.';
  }
  const aim = (target && find(target)) || breaches;
  aim.focus({ preventScroll: true });
  aim.scrollIntoView();
};

const dialog = find('enlarged');
const room = find('enlarged-room');
const scaleUp = (scale) => {
  for (const image of room.querySelectorAll('img')) {
    image.width = Math.round(image.dataset.width * scale);
    image.height = Math.round(image.dataset.height * scale);
  }
  for (const button of dialog.querySelectorAll('button[data-scale]')) button.setAttribute('aria-pressed', String(Number(button.dataset.scale) === scale));
};
const scales = [...dialog.querySelectorAll('button[data-scale]')].map((button) => Number(button.dataset.scale));
let scale = 1;
const zoom = (to) => { scale = to; scaleUp(to); };
const enlarge = (opener) => {
  const breach = opener.closest('.breach');
  find('enlarged-title').textContent = breach.querySelector('.headline').textContent;
  const figures = breach.querySelector('.pictures').cloneNode(true);
  for (const button of figures.querySelectorAll('button')) button.replaceWith(...button.childNodes);
  room.replaceChildren(figures);
  const side = Math.max(...[...room.querySelectorAll('img')].map((image) => Math.max(image.dataset.width, image.dataset.height)), 1);
  dialog.showModal();
  const roomFor = Math.min(400, room.clientWidth - 40);
  zoom(scales.findLast((each) => each === scales[0] || side * each <= roomFor));
  const at = [...breach.querySelectorAll('.zoom')].indexOf(opener);
  const figure = room.querySelectorAll('.frame')[at];
  if (figure) figure.scrollIntoView({ inline: 'center', block: 'nearest' });
};

document.addEventListener('click', (event) => {
  const hit = event.target.closest('button,a');
  if (hit === null) return;
  const { copy: copied, turn: turned, scale: scaled, page: to } = hit.dataset;
  if (copied !== undefined) copy(hit);
  else if (turned !== undefined) { if (hit.getAttribute('aria-disabled') !== 'true') turn(page + (turned === 'back' ? -1 : 1)); }
  else if (to !== undefined) { event.preventDefault(); turn(Number(to), hit.hash.slice(1)); }
  else if (scaled !== undefined) zoom(Number(scaled));
  else if (hit.classList.contains('zoom')) enlarge(hit);
  else if (hit.id === 'outlines') {
    const isOn = hit.getAttribute('aria-pressed') !== 'true';
    hit.setAttribute('aria-pressed', String(isOn));
    room.classList.toggle('outlines-off', !isOn);
  }
  else if (hit.id === 'enlarged-close') dialog.close();
});
document.addEventListener('change', (event) => {
  if (event.target.matches('select[data-pages]')) turn(Number(event.target.value));
});
dialog.addEventListener('keydown', (event) => {
  const step = { '+': 1, '=': 1, '-': -1 }[event.key];
  const next = step === undefined ? undefined : scales[scales.indexOf(scale) + step];
  if (next !== undefined) zoom(next);
});
document.addEventListener('error', (event) => {
  if (event.target.matches && event.target.matches('.frame img')) event.target.closest('figure').querySelector('.not-shown').hidden = false;
}, true);
})();`;
