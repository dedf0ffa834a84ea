// Weakened versions of harness/judge that go unnoticed, and why.

import type { Survivor } from './survivors.ts';

export const JUDGE: readonly Survivor[] = [];
