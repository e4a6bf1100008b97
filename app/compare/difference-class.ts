/** Every class of difference, the weightiest first. What each means stands at `differenceClassSchema`. */
export const DIFFERENCE_CLASSES = ['drift', 'order', 'unmanaged', 'cosmetic'] as const;
