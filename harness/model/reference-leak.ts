// The leak by which every claim is measured: what is proven is that leaks at least as large as this one are rare.

/** The side in pixels of one square tile that shows another photo (DESIGN §1.7). */
export const REFERENCE_LEAK_SIDE_PX = 8;
