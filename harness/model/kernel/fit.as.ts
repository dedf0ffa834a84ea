// Part of the kernel of residual.as.ts: what moves a painted expectation onto a picture. A fit is needed wherever a
// decoder moved its picture by a fraction of a pixel, which is often enough to count.

/**
 * The normal equations of a shift and a stretch along both axes that would explain the residual (Lucas and Kanade,
 * 1981), over every `step`th line, the outermost pixels and blocks louder than `limit` left out. Arguments as for
 * `measure`, after it. With slopes X and Y of the expectation, and u and v running from −1 to 1 along the axes, `out`
 * gets the sums of XX, uXX, uuXX, XY, uXY, vXY, uvXY, YY, vYY, vvYY, then of the residual × X, uX, Y, vY.
 */
export function fit(
  luma: usize, lumaStride: i32, painted: usize, width: i32, height: i32, shown: i32, gain: f32, bias: f32,
  blocks: usize, limit: f32, step: i32, out: usize,
): void {
  const line = <usize>width << 2;
  const gains = f32x4.splat(gain);
  const biases = f32x4.splat(bias);
  const halfGains = f32x4.splat(gain / 2);
  const pitch: f32 = 2.0 / (<f32>(shown - 1));
  const lanes = f32x4.mul(f32x4.splat(pitch), f32x4(0, 1, 2, 3));
  let xx: f32 = 0, uxx: f32 = 0, uuxx: f32 = 0, xy: f32 = 0, uxy: f32 = 0, vxy: f32 = 0, uvxy: f32 = 0;
  let yy: f32 = 0, vyy: f32 = 0, vvyy: f32 = 0, rx: f32 = 0, rux: f32 = 0, ry: f32 = 0, rvy: f32 = 0;
  for (let j: i32 = 1; j + 1 < height; j += step) {
    const v: f32 = (2 * <f32>j) / (<f32>(height - 1)) - 1;
    const lineAt = painted + line * <usize>j;
    const lumaAt = luma + <usize>(j * lumaStride);
    const blockAt = blocks + (<usize>((j >> 2) * (width >> 2)) << 2);
    const zero = f32x4.splat(0);
    let a = zero, ua = zero, uua = zero, b = zero, ub = zero, c = zero, d = zero, ud = zero, e = zero;
    for (let i: i32 = 0; i < shown; i += 4) {
      if (load<f32>(blockAt + <usize>i) > limit) continue;
      const at = lineAt + (<usize>i << 2);
      let x = f32x4.mul(halfGains, f32x4.sub(v128.load(at + 4), v128.load(at - 4)));
      let y = f32x4.mul(halfGains, f32x4.sub(v128.load(at + line), v128.load(at - line)));
      if (i == 0 || i + 5 > shown) {
        const left = shown - 1 - i;
        const inner = i32x4(i > 0 && left > 0 ? -1 : 0, left > 1 ? -1 : 0, left > 2 ? -1 : 0, left > 3 ? -1 : 0);
        x = v128.and(x, inner);
        y = v128.and(y, inner);
      }
      const seen = f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(lumaAt + <usize>i))));
      const residual = f32x4.sub(seen, f32x4.add(f32x4.mul(gains, v128.load(at)), biases));
      const u = f32x4.add(f32x4.splat((<f32>i) * pitch - 1), lanes);
      const squared = f32x4.mul(x, x);
      const uSquared = f32x4.mul(u, squared);
      const crossed = f32x4.mul(x, y);
      const explained = f32x4.mul(x, residual);
      a = f32x4.add(a, squared);
      ua = f32x4.add(ua, uSquared);
      uua = f32x4.add(uua, f32x4.mul(u, uSquared));
      b = f32x4.add(b, crossed);
      ub = f32x4.add(ub, f32x4.mul(u, crossed));
      c = f32x4.add(c, f32x4.mul(y, y));
      d = f32x4.add(d, explained);
      ud = f32x4.add(ud, f32x4.mul(u, explained));
      e = f32x4.add(e, f32x4.mul(y, residual));
    }
    const rowXy = across(b), rowUxy = across(ub), rowYy = across(c), rowRy = across(e);
    xx += across(a);
    uxx += across(ua);
    uuxx += across(uua);
    xy += rowXy;
    uxy += rowUxy;
    vxy += v * rowXy;
    uvxy += v * rowUxy;
    yy += rowYy;
    vyy += v * rowYy;
    vvyy += v * v * rowYy;
    rx += across(d);
    rux += across(ud);
    ry += rowRy;
    rvy += v * rowRy;
  }
  store<f32>(out, xx);
  store<f32>(out, uxx, 4);
  store<f32>(out, uuxx, 8);
  store<f32>(out, xy, 12);
  store<f32>(out, uxy, 16);
  store<f32>(out, vxy, 20);
  store<f32>(out, uvxy, 24);
  store<f32>(out, yy, 28);
  store<f32>(out, vyy, 32);
  store<f32>(out, vvyy, 36);
  store<f32>(out, rx, 40);
  store<f32>(out, rux, 44);
  store<f32>(out, ry, 48);
  store<f32>(out, rvy, 52);
}

/** The sum of four lanes. */
@inline
export function across(lanes: v128): f32 {
  return f32x4.extract_lane(lanes, 0) + f32x4.extract_lane(lanes, 1) + f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3);
}
