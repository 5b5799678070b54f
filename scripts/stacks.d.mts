/** Whether the frameworks in test/stacks are installed, in the versions of their lock file. */
export function hasStacks(): boolean

/** Installs them; whether that went well, `hasStacks` says. */
export function installStacks(): void
