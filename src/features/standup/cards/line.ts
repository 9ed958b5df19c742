/** Lines on cards are cut here; [Read all] has the whole. */
export const lineLength = 140
