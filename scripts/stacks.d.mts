/** Whether the frameworks in test/stacks are installed, in the versions of their lock file. */
export function hasStacks(): boolean

/** Installs them; `hasStacks` says whether that worked. */
export function installStacks(): void
