/**
 * Host and path of a repository, however its address is written: `git@host:a/b.git`, `git+https://host/a/b.git`, `https://host/a/b#readme`.
 * @param {string} address
 */
function placeOf(address) {
  const [, host = '', path = ''] =
    /^(?:git\+)?(?:(?:https?|ssh|git):\/\/)?(?:[^@/]+@)?([^/:]+)(?::\d+(?=\/))?[/:](.+)$/.exec(address) || []
  return `${host}/${path.replace(/[#?].*$/, '').replace(/(\.git)?\/*$/, '')}`.toLowerCase()
}

/**
 * What keeps a package from being published: it must point to its own repository. Null if nothing does.
 * @param {{ repository?: { url?: string }, homepage?: string, bugs?: { url?: string } }} manifest
 * @param {string} origin the address of the clone's origin; '' if it has none
 */
export function publishProblem({ repository, homepage, bugs }, origin) {
  if (!origin)
    return 'This clone has no remote "origin", so nothing says where the project is. Add it (git remote add origin ADDRESS), and set repository, homepage and bugs in package.json to it.'
  const place = placeOf(origin)
  const isThere = address => `${placeOf(address)}/`.startsWith(`${place}/`)
  // A homepage of its own may be anywhere, but not in another repository.
  const isOwnPage = address => {
    const hosts = [origin, repository?.url ?? ''].map(one => placeOf(one).split('/')[0])
    return address !== '' && !hosts.includes(placeOf(address).split('/')[0])
  }
  const told = { repository: repository?.url, homepage, bugs: bugs?.url }
  const wrong = Object.entries(told).filter(([name, address = '']) =>
    name === 'repository'
      ? placeOf(address) !== place
      : !isThere(address) && !(name === 'homepage' && isOwnPage(address)),
  )
  if (wrong.length === 0) return null
  const found = wrong.map(([name, address]) => `${name} is ${address ?? 'missing'}`).join(', ')
  return `In package.json ${found}; this clone comes from ${origin}. Set them to where the project is; nothing was published.`
}
