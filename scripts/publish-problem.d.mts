export function publishProblem(
  manifest: { repository?: { url?: string }; homepage?: string; bugs?: { url?: string } },
  origin: string,
): string | null
