// What an examination of sharp finds, with one kind of thumbnail that can be judged.

import type { DoctorReport } from '../../harness/model/doctor.ts';
import { sensitivity } from './sensitivity.ts';

export const EXAMINED: DoctorReport = {
  schemaVersion: 1,
  kind: 'doctor',
  exitCode: 0,
  why: 'Every kind of thumbnail can be judged.',
  seed: 1,
  thumbnailer: 'sharp',
  confidence: 0.99,
  environment: { node: 'v20.20.2', cores: '2' },
  programs: { vipsthumbnail: '/usr/bin/vipsthumbnail', gm: null },
  codecs: [{ name: 'jpeg', passed: true, says: 'written by sharp, read by jpeg-turbo, 0.5 levels apart' }],
  selfCheck: [{ oracle: 'ownership', passed: true, says: 'foreign: Expected one photo, got another.' }],
  profile: ['128x128 cover jpeg, fresh: cover, orientation rotate, gain 1.00, noise 3.0 levels, bytes repeat'],
  narrowed: ['gif sources: refused alone (unsupported)'],
  unreadable: [],
  sensitivity: [sensitivity()],
  falseAlarm: { doubt: { happened: 1, of: 96, rateMax: 0.0669 }, alarm: { happened: 0, of: 96, rateMax: 0.0468 } },
  findings: [],
  incidents: [],
  wallMs: 25_000,
};
