// What issues say that works, point by point, by the name that npm run prove takes.

import type { Point } from './point.ts';
import { canariesAndOdd } from './points/canaries.ts';
import { canaryTable } from './points/canary-table.ts';
import { diagnoses } from './points/diagnoses.ts';
import { falseAlarms } from './points/false-alarms.ts';
import { gateOnCommands } from './points/gate-on-commands.ts';
import { gateOnSharp } from './points/gate-on-sharp.ts';
import { line2024 } from './points/line-2024.ts';
import { misbehavingAdapters } from './points/misbehaving-adapters.ts';
import { mutation } from './points/mutation.ts';
import { positiveControlsFound, readyMadeThumbnailers } from './points/ready-made.ts';
import { sensitivity } from './points/sensitivity.ts';
import { speed } from './points/speed.ts';
import { windowCanaries } from './points/windows.ts';

export const POINTS: Readonly<Record<string, Point>> = {
  '1.1': gateOnSharp,
  '1.2': gateOnCommands,
  '1.3': line2024,
  '1.4': canariesAndOdd,
  '1.5': speed,
  '1.6': misbehavingAdapters,
  '2.1': canaryTable,
  '2.2': falseAlarms,
  '2.3': sensitivity,
  '2.5': mutation,
  '3.1': readyMadeThumbnailers,
  '3.2': positiveControlsFound,
  '4.1': windowCanaries,
  '5.3': diagnoses,
};
