/** The formats in which a report can be printed. */
export const reportFormats = ['text', 'json', 'markdown'] as const;

/** One of them. */
export type ReportFormat = (typeof reportFormats)[number];
