// Figures are laid out in pixels of a page of ordinary size and shown as much larger as its letters are.

/** How large the page's letters are, against 16 px: wide screens and readers' own settings change it. */
export const zoom_of = (): number => (parseFloat(getComputedStyle(document.documentElement).fontSize) || 16) / 16;
