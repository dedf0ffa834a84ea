// Before anybody trusts a verdict: can this machine judge at all, can it read what this thumbnailer makes, and how small
// a leak would it see? Nothing is loaded; what is found is measured on photos asked for one at a time.

import { adapterOf } from './adapter-of.ts';
import { createBench, type Bench } from './bench.ts';
import { calibrate, type Calibration } from './calibrate.ts';
import { readCarriers } from './carriers.ts';
import { checkCodecs } from './codec-check.ts';
import { machineFacts } from './environment.ts';
import { measureHeldOut, type HeldOut } from './held-out.ts';
import { metadataLine } from './metadata-lessons.ts';
import { profileLines } from './profile-lines.ts';
import { checkSelf } from './self-check.ts';
import { findProgram } from '../adapters/find-program.ts';
import { upperLimit } from '../gate/clopper-pearson.ts';
import { conditionOf } from '../gate/condition.ts';
import { SHARP_VERSION } from '../materialise/image-codec.ts';
import { withWorkspace } from '../materialise/workspace.ts';
import type { DoctorReport, RunDoctor, Unreadable } from '../model/doctor.ts';
import { recipeName } from '../model/recipe.ts';
import type { Mishap, Sensitivity } from '../model/sensitivity.ts';

/** Programs that people gate through --command. */
const KNOWN_PROGRAMS = ['vipsthumbnail', 'magick', 'convert', 'gm', 'ffmpeg'] as const;

export const runDoctor: RunDoctor = async (options, hooks) => {
  const adapter = adapterOf(options);
  const carriers = await readCarriers(options, hooks);
  if (carriers.kind === 'misconfigured') return carriers;
  return withWorkspace(options.workspaceParent, async ({ photosFolder, benchFolder }) => {
    const bench = createBench({
      options,
      hooks,
      adapter,
      carriers,
      record: () => {},
      photosFolder,
      benchFolder,
    });
    bench.progress({ phase: 'checking itself', done: 0, of: 2 });
    const codecs = await checkCodecs();
    bench.progress({ phase: 'checking itself', done: 1, of: 2 });
    const selfCheck = await checkSelf(options.seed);
    const isSound = [...codecs, ...selfCheck].every(({ passed }) => passed);
    // A judge that fails its own check has nothing to say about a thumbnailer.
    const calibration: Calibration = isSound ? await calibrate(bench) : { kind: 'aborted' };
    if (calibration.kind === 'misconfigured') return calibration;
    const heldOut = calibration.kind === 'calibrated' ? await measureHeldOut(bench, calibration) : null;
    const learned = learnedFrom(bench, calibration, heldOut);
    const report: DoctorReport = {
      schemaVersion: 1,
      kind: 'doctor',
      ...conditionOf({ ...learned, checks: [...codecs, ...selfCheck], interrupted: bench.signal.aborted }),
      seed: options.seed,
      thumbnailer: adapter.name,
      confidence: options.confidence,
      environment: { ...machineFacts(), photos: SHARP_VERSION },
      programs: Object.fromEntries(
        await Promise.all(KNOWN_PROGRAMS.map(async (name) => [name, await findProgram(name)] as const)),
      ),
      codecs,
      selfCheck,
      ...learned,
      wallMs: Math.round(bench.now()),
    };
    return { kind: 'examined', report };
  });
};

type LearnedFields = 'profile' | 'narrowed' | 'unreadable' | 'sensitivity' | 'falseAlarm' | 'findings' | 'incidents';

/** What there is to say about the thumbnailer: nothing when the calibration did not come to its end. */
function learnedFrom(
  bench: Bench,
  calibration: Calibration,
  heldOut: HeldOut | null,
): Pick<DoctorReport, LearnedFields> {
  const sensitivity = heldOut?.sensitivity ?? [];
  const learned = calibration.kind === 'calibrated' ? calibration : null;
  const findings = [...(learned?.findings ?? []), ...(heldOut?.findings ?? [])];
  const incidents = [...(calibration.kind === 'ended' ? calibration.incidents : []), ...(heldOut?.incidents ?? [])];
  const extra = calibration.kind === 'ended' ? calibration.extra : [];
  return {
    profile:
      learned === null
        ? []
        : [
            ...profileLines(learned.profiles, learned.recipes),
            metadataLine(learned.metadata),
            ...photographsLine(bench),
          ],
    narrowed: learned?.narrowed ?? [],
    unreadable: (learned?.profiles ?? []).flatMap((profile): Unreadable[] => {
      const recipe = learned?.recipes[profile.recipe];
      return profile.kind === 'readable' || recipe === undefined
        ? []
        : [{ recipe: recipeName(recipe), stratum: profile.sourceClass, why: profile.why }];
    }),
    sensitivity,
    falseAlarm: {
      doubt: together(sensitivity, ({ falseAlarm }) => falseAlarm.doubt, bench.options.confidence),
      alarm: together(sensitivity, ({ falseAlarm }) => falseAlarm.alarm, bench.options.confidence),
    },
    findings: [
      ...findings.map(({ breach }) => breach.says),
      ...extra.map(
        ({ again }) =>
          `Alone, before any load: it gave ${again ? 'a second answer to a job' : 'an answer that nobody asked for'}.`,
      ),
    ],
    incidents: incidents.map(({ incident, detail }) => ({ incident, detail })),
  };
}

/** What the photos show of which all this is measured; nothing to say where they show a signature alone. */
function photographsLine({ carriers: { about } }: Bench): readonly string[] {
  return about === null ? [] : [`photos: ${about}`];
}

function together(sensitivity: readonly Sensitivity[], pick: (one: Sensitivity) => Mishap, confidence: number): Mishap {
  const all = sensitivity.map(pick);
  const happened = all.reduce((sum, each) => sum + each.happened, 0);
  const of = all.reduce((sum, each) => sum + each.of, 0);
  return { happened, of, rateMax: upperLimit(happened, of, confidence) };
}
