// Pictures that are like photographs in what matters here: large soft shapes, fine grain, hard edges, colours, and bursts
// of nearly the same picture.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { pseudoRandomWords } from '../../harness/model/prf.ts';

/** Shots of one burst differ in place by so many pixels, and in grain. */
const BURST_SHIFT_PX = 2;

/** RGB of a scene: waves of several lengths, a few hard-edged boxes, and grain of its own for each shot. */
function scenePixels(scene: string, shot: number, widthPx: number, heightPx: number): Uint8Array {
  const next = pseudoRandomWords(`scene|${scene}`);
  const share = () => next() / 2 ** 32;
  const waves = Array.from({ length: 12 }, (_, i) => ({
    x: (share() - 0.5) * 2 ** (i / 2.5),
    y: (share() - 0.5) * 2 ** (i / 2.5),
    phase: share() * 7,
    levels: [45 * share(), 45 * share(), 45 * share()].map((level) => level / (1 + i / 4)),
  }));
  const boxes = Array.from({ length: 5 }, () => ({
    left: share(),
    top: share(),
    width: share() / 3,
    height: share() / 3,
    levels: [160 * share() - 80, 160 * share() - 80, 160 * share() - 80],
  }));
  const grain = pseudoRandomWords(`grain|${scene}|${shot}`);
  const pixels = new Uint8ClampedArray(widthPx * heightPx * 3);
  for (let at = 0; at < widthPx * heightPx; at++) {
    const x = ((at % widthPx) + BURST_SHIFT_PX * shot) / widthPx;
    const y = Math.floor(at / widthPx) / heightPx;
    for (let channel = 0; channel < 3; channel++) {
      let level = 128;
      for (const wave of waves)
        level += (wave.levels[channel] ?? 0) * Math.sin(6.28 * (wave.x * x + wave.y * y) + wave.phase);
      for (const { left, top, width, height, levels } of boxes)
        if (x > left && x < left + width && y > top && y < top + height) level += levels[channel] ?? 0;
      pixels[3 * at + channel] = level + (grain() % 9) - 4;
    }
  }
  return new Uint8Array(pixels.buffer);
}

/** A JPEG of a scene; shots of one scene differ like those of a burst. */
export async function photograph(scene: string, shot = 0, widthPx = 480, heightPx = 360): Promise<Buffer> {
  const raw = { width: widthPx, height: heightPx, channels: 3 } as const;
  return sharp(scenePixels(scene, shot, widthPx, heightPx), { raw })
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** Lays `scenes` photographs of different scenes and a burst of `shots` in a folder, which it makes. */
export async function layPhotographs(folder: string, scenes: number, shots: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let scene = 0; scene < scenes; scene++) {
    const portrait = scene % 3 === 2;
    const size = portrait ? ([360, 480] as const) : ([480, 360] as const);
    await writeFile(join(folder, `scene-${scene}.jpg`), await photograph(`scene ${scene}`, 0, ...size));
  }
  for (let shot = 0; shot < shots; shot++)
    await writeFile(join(folder, `burst-${shot}.jpg`), await photograph('burst', shot));
}
