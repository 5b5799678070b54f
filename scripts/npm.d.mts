import type { SpawnSyncOptions } from 'node:child_process'

export function npm(
  words: readonly string[],
  options: SpawnSyncOptions,
): { status: number | null; stdout: string; stderr: string; error?: Error }
