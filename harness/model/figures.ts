// Numbers as a tired person reads them: grouped, with a unit, and rounded so that what they claim stays true.

/** Whole numbers in groups of three, such as `5 340`. */
export function countOf(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ' ');
}

/** `1 thumbnail`, `5 340 thumbnails`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${countOf(count)} ${count === 1 ? singular : plural}`;
}

/** A rate as `1 in 1 000`, rounded towards more frequent, so that "fewer than" stays true; as a percentage above a half. */
export function oneIn(rate: number): string {
  if (!(rate > 0)) return '0';
  if (rate > 0.5) return percent(Math.min(1, rate));
  // The tiny factor undoes the rounding of 1 / 0.001 and its like, which is no claim of ours.
  return `1 in ${countOf(Math.floor((1 / rate) * (1 + 1e-12)))}`;
}

/** A share of 1 as a percentage. It shows `100 %` and `0 %` only for all and none. */
export function percent(share: number): string {
  const value = share * 100;
  if (value < 1) return `${Number(value.toPrecision(2))} %`;
  const left = 100 - value;
  const digits = left > 0 && left < 0.1 ? Math.ceil(-Math.log10(left)) : 1;
  return `${Number(value.toFixed(Math.min(digits, 12)))} %`;
}

/** A time as `0.4 s`, `42 s`, `3 min 05 s` or `2 h 07 min`. */
export function durationOf(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
