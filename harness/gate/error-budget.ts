// A bound can be wrong in two ways: the sample was lucky, or the oracle sees less than its power says. The planned
// confidence pays for both, half each, so that the chance of either is within 1 − confidence (Bonferroni).

/** The confidence left for sampling: for 99 % it is 99.5 %. */
export function samplingConfidence(confidence: number): number {
  return 1 - (1 - confidence) / 2;
}

/** The confidence left for the power of the oracle: for 99 % it is 99.5 %. */
export function powerConfidence(confidence: number): number {
  return 1 - (1 - confidence) / 2;
}
