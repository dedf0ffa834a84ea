// What the port promises, one check each, in terms of answers alone: nothing here knows how an adapter works.

import { readFile } from 'node:fs/promises';
import { expectNoFiles, expectNoProcess, expectOneEach, type Stage } from './stage.ts';

const plainNames = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `photo-${at + 1}.jpg` }));

/** Each means something to a shell, a template, a URL, a glob, a line of text, or a command line. */
const HOSTILE_NAMES: readonly string[] = [
  'a b.jpg',
  "it's.jpg",
  'say "x".jpg',
  '$(exit 7).jpg',
  '`exit 7`.jpg',
  '; exit 7.jpg',
  '-rf.jpg',
  '*.jpg',
  'two\nlines.jpg',
  '日本é.jpg',
  '%2e%2e%2f.jpg',
  '{output}.jpg',
  'back\\slash.jpg',
  'a&b#c?.jpg',
];

/** Each promise of the port, by name, with what rejects when it is broken. */
export const PORT_CHECKS: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'answers each job once, under its own key': async ({ open, batch, ask }) => {
    const { instance } = await open();
    const jobs = await batch(plainNames(4));
    expectOneEach(jobs, await ask(instance, jobs));
  },
  'answers with a thumbnail of that very photo': async ({ open, batch, ask, expectOwn }) => {
    const { instance } = await open();
    for (const from of [0, 4]) {
      const jobs = await batch(plainNames(4), from);
      await expectOwn(jobs, await ask(instance, jobs));
    }
  },
  'keeps batches that are in flight together apart': async ({ open, batch, ask, expectOwn }) => {
    const { instance } = await open();
    const batches = [await batch(plainNames(3)), await batch(plainNames(3), 3), await batch(plainNames(3), 6)];
    const told = await Promise.all(batches.map((jobs) => ask(instance, jobs)));
    for (const [at, jobs] of batches.entries()) await expectOwn(jobs, told[at] ?? []);
  },
  'refuses what is no picture, and its neighbours are unharmed': async ({ open, batch, broken, ask, expectOwn }) => {
    const { instance } = await open();
    const [first, ...others] = await batch(plainNames(3));
    const bad = await broken();
    const jobs = [...(first === undefined ? [] : [first]), bad, ...others];
    const told = await ask(instance, jobs);
    expectOneEach(jobs, told);
    const answer = told.find((delivery) => delivery.kind !== 'incident' && delivery.key === bad.key);
    if (answer?.kind !== 'refused')
      throw new Error(
        `Expected a refusal for ${bad.key}, which is no picture, got a thumbnail. Pass the thumbnailer’s failure on.`,
      );
    const good = jobs.filter(({ key }) => key !== bad.key);
    await expectOwn(
      good,
      told.filter((delivery) => delivery !== answer),
    );
  },
  'takes every name as it is': async ({ open, batch, ask, expectOwn }) => {
    const { instance } = await open();
    const names = HOSTILE_NAMES.map((name) => ({ name, owner: name.slice(0, -4), album: `of ${name.slice(0, -4)}` }));
    for (let from = 0; from < names.length; from += 4) {
      const jobs = await batch(names.slice(from, from + 4), from);
      await expectOwn(jobs, await ask(instance, jobs));
    }
  },
  'tells one name of several owners apart': async ({ open, batch, ask, expectOwn }) => {
    const { instance } = await open();
    const jobs = await batch(['ann', 'ben', 'eve'].map((owner) => ({ owner, name: 'IMG_0001.jpg' })));
    await expectOwn(jobs, await ask(instance, jobs));
  },
  'ends an empty batch': async ({ open, ask }) => {
    const { instance } = await open();
    expectOneEach([], await ask(instance, []));
  },
  'ends an aborted batch, and answers the next': async ({ open, batch, ask, expectOwn }) => {
    const { instance } = await open();
    for (const delayMs of [0, 20]) {
      const abort = new AbortController();
      const jobs = await batch(plainNames(8));
      const timer = setTimeout(() => abort.abort(), delayMs);
      if (delayMs === 0) abort.abort();
      const told = await ask(instance, jobs, abort.signal);
      clearTimeout(timer);
      const answered = jobs.filter(({ key }) => told.some((one) => one.kind !== 'incident' && one.key === key));
      await expectOwn(answered, told);
    }
    const jobs = await batch(plainNames(2), 2);
    await expectOwn(jobs, await ask(instance, jobs));
  },
  'closes once, however often it is told to': async ({ open, close, batch, ask }) => {
    const { instance } = await open();
    await ask(instance, await batch(plainNames(1)));
    const closings = await Promise.all([close(instance), close(instance)]);
    closings.push(await close(instance));
    const [incident] = closings.flatMap(({ incidents }) => incidents);
    if (incident === undefined) return;
    throw new Error(`Expected close() to end it in good order, got ${incident.incident}: ${incident.detail}.`);
  },
  'leaves neither files nor processes, and the photos as they were': async (stage) => {
    const { open, batch, close, ask } = stage;
    const { instance, workspace } = await open();
    const jobs = await batch(plainNames(3));
    const before = await Promise.all(jobs.map(({ photo }) => readFile(photo.path)));
    await ask(instance, jobs);
    await close(instance);
    await expectNoFiles(workspace);
    await expectNoProcess(stage);
    for (const [at, { photo }] of jobs.entries()) {
      const after = await readFile(photo.path).catch(() => null);
      if (after === null || before[at]?.equals(after) !== true)
        throw new Error(`Expected ${photo.name} as it was, got it changed or gone. Give the thumbnailer a copy.`);
    }
  },
  'ends what is asked while it closes, and after': async ({ open, close, batch, ask }) => {
    const { instance } = await open();
    const inFlight = ask(instance, await batch(plainNames(4)));
    const closing = close(instance);
    await Promise.all([inFlight, closing]);
    await ask(instance, await batch(plainNames(1)));
  },
  'opens instances that know nothing of each other': async ({ open, close, batch, ask, expectOwn }) => {
    const [first, second] = [await open(), await open()];
    const jobs = await batch(plainNames(3));
    const others = await batch(plainNames(3), 3);
    // The very same keys, for other photos.
    const rekeyed = others.map((job, at) => ({ ...job, key: jobs[at]?.key ?? job.key }));
    const ownKey = (key: string) => others[rekeyed.findIndex((job) => job.key === key)]?.key ?? key;
    // One after the other, for what the first may keep for the second; then both at once, for what they may share.
    for (const asked of ['one by one', 'both at once']) {
      const told = ask(first.instance, jobs);
      if (asked === 'one by one') await told;
      const toldOthers = await ask(second.instance, rekeyed);
      await expectOwn(jobs, await told);
      await expectOwn(
        others,
        toldOthers.map((one) => (one.kind === 'incident' ? one : { ...one, key: ownKey(one.key) })),
      );
    }
    await close(first.instance);
    const later = await batch(plainNames(2), 1);
    await expectOwn(later, await ask(second.instance, later));
  },
};
