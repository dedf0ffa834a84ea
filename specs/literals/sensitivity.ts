// What was measured of leaks put into clean thumbnails of one recipe and source class.

import type { Sensitivity } from '../../harness/model/sensitivity.ts';

/** All but what a spec is about is as it is of sharp's thumbnails of 128 px. */
export function sensitivity(about: Partial<Sensitivity> = {}): Sensitivity {
  return {
    recipe: '128x128 cover jpeg',
    stratum: 'fresh',
    area: 0.0039,
    blend: 0.02,
    power: 0.9912,
    injected: 600,
    leaks: [
      { what: '4×1 px', share: 0.000244, injected: 200, noticed: 182, rateMin: 0.857 },
      { what: '8×8 px', share: 0.0039, injected: 600, noticed: 600, rateMin: 0.9924 },
      { what: 'one row', share: 0.0078, injected: 200, noticed: 200, rateMin: 0.9772 },
    ],
    blends: [
      { what: '1 % blend', share: 0.01, injected: 200, noticed: 14, rateMin: 0.034 },
      { what: '2 % blend', share: 0.02, injected: 200, noticed: 200, rateMin: 0.9772 },
    ],
    falseAccept: {
      foreign: { happened: 0, of: 600, rateMax: 0.0076 },
      reference: { happened: 0, of: 600, rateMax: 0.0076 },
    },
    falseAlarm: { doubt: { happened: 1, of: 96, rateMax: 0.0669 }, alarm: { happened: 0, of: 96, rateMax: 0.0468 } },
    ...about,
  };
}
